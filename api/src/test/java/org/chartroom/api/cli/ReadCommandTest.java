package org.chartroom.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files are read in the languages that are asked for, and nothing is read in a language that is not there. */
@Timeout(120)
final class ReadCommandTest {
    @TempDir
    private Path folder;

    private Home home;
    private Path page;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void aPageAndAMachineWithOcrDataOfItsOwn() throws IOException {
        home = new Home(folder, folder.resolve("cache"));
        Files.createDirectories(home.tessdata());
        page = folder.resolve("page.png");
        try (InputStream in = Objects.requireNonNull(ReaderCheckup.class.getResourceAsStream("doctor-page.png"))) {
            Files.copy(in, page);
        }
    }

    private Ended read(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine(home, Clock.systemUTC(), InputStream.nullInputStream());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] all = new String[words.length + 2];
        all[0] = "read";
        all[1] = page.toString();
        System.arraycopy(words, 0, all, 2, words.length);
        int code = line.execute(all);
        return new Ended(code, out.toString(), err.toString());
    }

    private void thereIs(String language) throws IOException {
        Files.writeString(home.tessdata().resolve(language + ".traineddata"), "not what Tesseract wrote");
    }

    @Test
    void aLanguageWhoseDataIsMissingIsNamedInOneSentenceWithTheCommandThatBringsItAndNothingIsRead()
            throws IOException {
        thereIs("eng");
        Ended ended = read("--language", "chi_sim+eng");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().strip().lines())
                .singleElement()
                .asString()
                .contains("chi_sim", "nothing was read", "./chartroom fetch --language chi_sim");
    }

    @Test
    void languagesAreNamedNotFoundOut() {
        Ended ended = read("--language", "auto");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("not found out", "--language spa+eng");
    }

    @Test
    void aNameThatCannotBeOneIsRefusedWithAnExample() {
        Ended ended = read("-l", "../eng");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("'../eng' is no name of OCR data", "spa");
    }

    @Test
    void aLanguageIsNamedOnce() {
        assertThat(read("-l", "eng+eng").err()).contains("each language is named once");
    }

    @Test
    void pagesAreReadWithTheDataOfTheLanguagesThatAreNamed() throws IOException {
        Home installed = Home.fromLauncher();
        Path english = installed.tessdata().resolve("eng.traineddata");
        Assumptions.assumeTrue(Files.isRegularFile(english), "skipped: no OCR data; ./chartroom fetch brings it");
        Files.copy(english, home.tessdata().resolve("eng.traineddata"));
        // Under another name the same data is another language.
        Files.copy(english, home.tessdata().resolve("lat.traineddata"));
        thereIs("spa");
        assertThat(read("--language", "lat+eng")).satisfies(ended -> {
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).containsIgnoringCase("brown fox");
        });
        assertThat(read("-l", "spa")).satisfies(ended -> {
            assertThat(ended.out().strip()).as("damaged data is not English").isEmpty();
            assertThat(ended.err()).contains("page 1: OCR data for spa is damaged", "fetch --language spa");
        });
    }
}
