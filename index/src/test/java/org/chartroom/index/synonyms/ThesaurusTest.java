package org.chartroom.index.synonyms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.SearchQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThesaurusTest {
    private static final Thesaurus SHIPPED = Thesaurus.shipped();

    @TempDir
    Path folder;

    private static List<String> texts(Thesaurus thesaurus, String phrase) {
        return thesaurus.of(phrase).stream()
                .map(meaning -> meaning.text().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> also(String typed) {
        return QueryLanguage.parse(typed) instanceof SearchQuery query
                ? Widening.also(Widening.of(query.root(), SHIPPED))
                : List.of("no query");
    }

    @Test
    void shortFormsAndBrandsLeadToWhatTheyMeanAndBack() {
        assertThat(texts(SHIPPED, "MI")).contains("myocardial infarction", "heart attack");
        assertThat(texts(SHIPPED, "Myocardial Infarction")).contains("mi", "heart attack");
        assertThat(texts(SHIPPED, "lopressor")).contains("metoprolol", "toprol-xl");
        assertThat(texts(SHIPPED, "metoprolol")).contains("lopressor");
        assertThat(SHIPPED.of("lopressor").getFirst().text()).isEqualTo("metoprolol");
        assertThat(texts(SHIPPED, "heart attacks")).contains("myocardial infarction");
    }

    @Test
    void meaningsOfOneShortFormAreNotEachOthers() {
        assertThat(texts(SHIPPED, "MS")).contains("multiple sclerosis", "mitral stenosis");
        assertThat(texts(SHIPPED, "multiple sclerosis")).doesNotContain("mitral stenosis");
    }

    @Test
    void whatIsTooLittleIsNeverWhatIsTooMuch() {
        assertThat(texts(SHIPPED, "low blood sugar")).contains("hypoglycemia").doesNotContain("hyperglycemia");
        assertThat(Opposites.apart("Hypotension", "hypertension")).isTrue();
        assertThat(Opposites.apart("hypertension", "hypertensive")).isFalse();
        assertThatThrownBy(() -> Thesaurus.of(List.of("# ours", "same\t0.5\thypokalemia\thyperkalemia")))
                .isInstanceOf(BadRowException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("must not stand for each other");
    }

    @Test
    void bareWordsSideBySideAreLookedUpTogetherAndOthersAreMeantAsTyped() {
        assertThat(also("old heart attack smoker")).contains("myocardial infarction");
        assertThat(also("heart failure OR MI")).contains("CHF", "myocardial infarction");
        assertThat(also("\"heart attack\"")).isEmpty();
        assertThat(also("title:MI")).isEmpty();
        assertThat(also("pain NOT MI")).doesNotContain("myocardial infarction");
        assertThat(also("heart and attack")).isEmpty();
    }

    @Test
    void anOfficesOwnRowsComeInWhileTheServerRunsAndABadRowTakesNothingAway() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T08:00:00Z"));
        Path file = folder.resolve("synonyms.tsv");
        ThesaurusFile own = new ThesaurusFile(file, now::get);
        assertThat(texts(own.get(), "MI")).contains("myocardial infarction");

        Files.writeString(file, "same\t0.7\tblue form\tintake sheet\nnot\t0.5\tMI\tmyocardial infarction\n");
        now.set(now.get().plusSeconds(3));
        assertThat(texts(own.get(), "blue form")).contains("intake sheet");
        assertThat(texts(own.get(), "MI"))
                .doesNotContain("myocardial infarction")
                .contains("heart attack");

        Files.writeString(file, "same\tmuch\tblue form\tintake sheet\n");
        Files.setLastModifiedTime(file, FileTime.from(now.get().plusSeconds(60)));
        now.set(now.get().plusSeconds(3));
        assertThat(texts(own.get(), "blue form")).contains("intake sheet");
        assertThat(own.trouble()).contains("line 1").contains("'much' is no weight");

        Files.delete(file);
        now.set(now.get().plusSeconds(3));
        assertThat(texts(own.get(), "blue form")).isEmpty();
        assertThat(own.trouble()).isEmpty();
    }
}
