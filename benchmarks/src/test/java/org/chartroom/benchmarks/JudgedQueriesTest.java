package org.chartroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.benchmarks.search.JudgedQueries;
import org.chartroom.benchmarks.search.NoteCorpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedQueriesTest {
    @TempDir
    Path folder;

    @Test
    void aPerfectOrderIsOneAndNothingRightIsZero() {
        var judged = new JudgedQueries.Judged("chest pain", Map.of(1, 3, 2, 1));
        assertThat(JudgedQueries.ndcg(judged, List.of(1, 2, 9))).isEqualTo(1);
        assertThat(JudgedQueries.ndcg(judged, List.of(2, 1))).isCloseTo(0.71, within(0.01));
        assertThat(JudgedQueries.ndcg(judged, List.of(7, 8))).isZero();
    }

    @Test
    void notesThatArePublishedTwiceAreOneAndMadeUpOnesAreAlwaysTheSame() throws IOException {
        Files.writeString(
                folder.resolve("mtsamples.csv"),
                "note_id,description,medical_specialty,sample_name,transcription,keywords\n"
                        + "1,d,Surgery,\"Knee, left\",\"He said \"\"ouch\"\". The knee was opened, then closed again.\",\"knee, pain\"\n"
                        + "2,d,Orthopedic,\"Knee, left\",\"He said \"\"ouch\"\". The knee was opened, then closed again.\",\"tear\"\n"
                        + "3,d,Surgery,Hip,\"The hip was replaced. All went well and he walked after two days.\",\"hip\"\n");
        NoteCorpus corpus = NoteCorpus.read(folder);
        assertThat(corpus.notes()).hasSize(2);
        assertThat(corpus.notes().getFirst().text()).startsWith("He said \"ouch\".");
        assertThat(corpus.notes().getFirst().keywords()).isEqualTo(Set.of("knee", "pain", "tear"));
        assertThat(corpus.text(7)).isEqualTo(corpus.text(7)).isNotBlank();
        assertThat(corpus.specialty(7)).isEqualTo("Surgery");
    }
}
