package org.chartroom.transcribe.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictationModelTest {
    @TempDir
    Path natives;

    @Test
    void isUnpackedOnceIntoAFolderNamedByItsChecksum() throws Exception {
        Path model = DictationModel.languageModel(natives);
        Path words = DictationModel.dictionary(natives);
        DictationModel.bring(model, words);
        assertThat(model.getParent()).hasFileName(DictationModel.name());
        try (var in = Files.newInputStream(model)) {
            assertThat(new String(in.readNBytes(19), StandardCharsets.US_ASCII)).isEqualTo("Trie Language Model");
        }
        Files.writeString(words, "kept");
        DictationModel.bring(model, words);
        assertThat(words).hasContent("kept");
        try (Stream<Path> files = Files.list(natives.resolve(DictationModel.name()))) {
            assertThat(files).containsExactlyInAnyOrder(model, words);
        }
    }

    @Test
    void knowsWhatIsDictated() throws Exception {
        Path words = DictationModel.dictionary(natives);
        DictationModel.bring(DictationModel.languageModel(natives), words);
        try (Stream<String> lines = Files.lines(words)) {
            Set<String> known =
                    lines.map(line -> line.substring(0, line.indexOf(' '))).collect(Collectors.toSet());
            assertThat(known)
                    .contains("azithromycin", "lisinopril", "metformin", "milligrams", "period", "comma", "colon")
                    .contains("pneumonia", "gallbladder", "electrocardiogram", "breakfast", "weather");
        }
    }

    @Test
    void anotherPlaceIsLeftAlone() throws Exception {
        DictationModel.bring(natives.resolve("x.lm.bin"), natives.resolve("x.dict"));
        assertThat(natives).isEmptyDirectory();
    }

    @Test
    void aPackedModelThatIsCutShortIsRefused() {
        assertThatThrownBy(() -> TrigramFile.unpack(
                        new ByteArrayInputStream(new byte[] {0, 0, 0, 9, 0, 0}), OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
    }
}
