package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.index.lucene.Office.found;
import static org.chartroom.index.lucene.Office.put;
import static org.chartroom.index.lucene.Office.search;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chartroom.index.Completion;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.chartroom.index.Fragment;
import org.chartroom.index.Hit;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.PatientGroups;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What helps a person to find what they did not type exactly. */
class FindingAidsTest {
    private static final DocumentType LETTER = new DocumentType("57133-1", "Referral letter");

    @TempDir
    Path folder;

    private final Office office = new Office();
    private LuceneSearchIndex index;

    @BeforeEach
    void open() {
        index = office.open(folder);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private void putAll(String... texts) {
        put(
                index,
                1,
                IntStream.range(0, texts.length)
                        .mapToObj(i -> office.scan("d" + i, texts[i]))
                        .toArray(IndexedDocument[]::new));
    }

    private List<String> didYouMean(String typed) {
        return index.didYouMean(Office.request(Office.CLERK, typed));
    }

    private static List<String> marked(Hit hit) {
        return hit.snippet().stream().filter(Fragment::hit).map(Fragment::text).toList();
    }

    @Test
    void aShortFormFindsWhatItMeansBelowWhatIsWrittenAsTypedAndTellsIt() {
        putAll(
                "old myocardial infarction, myocardial infarction of 2019, myocardial infarction again",
                "a long note about many other things, weather and work and family and travels, at its end MI",
                "nothing of the heart");
        assertThat(found(index, "MI")).containsExactly("d1", "d0");
        assertThat(search(index, "MI").also()).contains("myocardial infarction");
        assertThat(marked(search(index, "MI").hits().get(1))).contains("myocardial infarction");
        assertThat(found(index, "\"MI\"")).containsExactly("d1");
        assertThat(index.hits(Office.CLERK, new DocumentId("d0"), Office.query("MI")))
                .hasSize(1);
    }

    @Test
    void aBrandFindsTheDrug() {
        putAll("metoprolol 25 mg twice daily", "started on Lopressor", "lisinopril");
        assertThat(found(index, "lopressor")).containsExactly("d1", "d0");
        assertThat(found(index, "metoprolol 25")).containsExactly("d0");
    }

    @Test
    void whatIsTypedAlwaysComesBeforeOtherSpellingsHoweverOftenTheyStandThere() {
        putAll(
                "warfrin warfrin warfrin warfrin warfrin warfrin",
                "one of very many words in a long and rather dull page about nothing is warfarin and then it goes on",
                "warfarim");
        assertThat(found(index, "warfarin~").getFirst()).isEqualTo("d1");
        assertThat(found(index, "warfarin~")).hasSize(3);
    }

    @Test
    void neitherSpellingsNorSuggestionsTurnAWordIntoItsOpposite() {
        putAll("hypothyroidism", "hyperthyroidism", "hypertension since 2010", "hypotension after dialysis");
        assertThat(found(index, "hypothyroidism~")).containsExactly("d0");
        assertThat(found(index, "hypertension~")).containsExactly("d2");
        assertThat(didYouMean("hypothyroidsm")).containsExactly("hypothyroidism");
        assertThat(didYouMean("hypetension")).containsExactlyInAnyOrder("hypertension", "hypotension");
    }

    @Test
    void aMisspeltWordIsMendedWithinTheWholeQuestion() {
        putAll("metoprolol for the heart", "metformin for diabetes");
        assertThat(didYouMean("heart metoprlol")).containsExactly("heart metoprolol");
        assertThat(didYouMean("diabetes metoprlol")).isEmpty();
        assertThat(didYouMean("metoprolol")).isEmpty();
        assertThat(didYouMean("kind:fax metoprlol")).isEmpty();
    }

    @Test
    void whatIsBeingTypedGoesOnWithNamesAndWordsThatAreThere() {
        IndexedDocument letter = Office.with(
                office.document(
                        "a", "Letter", Optional.of(Office.patient("p1", "Chole, Maria", "12", false)), "cholesterol"),
                DocumentKind.FAX,
                LETTER,
                LocalDate.of(2025, 1, 2),
                "Dr. Cholmond");
        put(index, 1, letter, office.scan("b", "cholecystectomy and cholesterol"), office.scan("c", "cholera"));
        index.apply(2, List.of(new org.chartroom.index.IndexUpdate.Remove(new DocumentId("c"))));
        index.refresh();
        assertThat(index.complete(Office.CLERK, "chol", 10))
                .extracting(Completion::kind, Completion::text, Completion::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Completion.Kind.PATIENT, "Chole, Maria", 1L),
                        org.assertj.core.groups.Tuple.tuple(Completion.Kind.AUTHOR, "Dr. Cholmond", 1L),
                        org.assertj.core.groups.Tuple.tuple(Completion.Kind.WORD, "cholesterol", 2L),
                        org.assertj.core.groups.Tuple.tuple(Completion.Kind.WORD, "cholecystectomy", 1L));
        assertThat(index.complete(Office.CLERK, "maria chole", 10).getFirst().query())
                .isEqualTo("patient:\"p1\"");
        assertThat(found(index, "patient:\"p1\"")).containsExactly("a");
        assertThat(index.complete(Office.CLERK, "type:fax chole", 10))
                .extracting(Completion::query)
                .contains("type:fax cholesterol");
    }

    @Test
    void documentsThatSayMuchTheSameAreFound() {
        putAll(
                "knee pain after a fall, meniscus tear, arthroscopy planned",
                "arthroscopy of the knee with partial resection of the meniscus",
                "cough and fever, pneumonia of the left lung",
                "the left lung is clear, no pneumonia, cough gone",
                "invoice for parking",
                "invoice for paper");
        assertThat(index.similar(Office.CLERK, new DocumentId("d0"), 5))
                .extracting(hit -> hit.document().value())
                .containsExactly("d1");
        assertThat(index.similar(Office.CLERK, new DocumentId("d3"), 5)
                        .getFirst()
                        .document())
                .hasToString("d2");
        assertThat(index.similar(Office.CLERK, new DocumentId("nowhere"), 5)).isEmpty();
    }

    @Test
    void anAnswerIsGroupedByPatientWithTheBestOfEach() {
        var ada = Optional.of(Office.patient("p1", "Ada Long", "1", false));
        var ben = Optional.of(Office.patient("p2", "Ben Short", "2", false));
        put(
                index,
                1,
                office.document("a1", "one", ada, "fever", "fever fever fever"),
                office.document("a2", "two", ada, "fever and a long text about other things of no matter"),
                office.document("b1", "three", ben, "fever and cough"),
                office.scan("n1", "fever on a page of nobody and many more words than the others have in them"));
        PatientGroups groups = index.byPatient(Office.request(Office.CLERK, "fever"));
        assertThat(groups.documents()).isEqualTo(4);
        assertThat(groups.patients()).isEqualTo(3);
        assertThat(groups.groups())
                .extracting(
                        group -> group.patient().map(patient -> patient.name()).orElse("-"),
                        group -> group.documents(),
                        group -> group.best().document().value() + "/"
                                + group.best().page())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Ada Long", 2L, "a1/2"),
                        org.assertj.core.groups.Tuple.tuple("Ben Short", 1L, "b1/1"),
                        org.assertj.core.groups.Tuple.tuple("-", 1L, "n1/1"));
    }

    @Test
    void ofTwoThatAreAlikeTheNewerComesFirstAndMonthsAndChannelsAreCounted() {
        put(
                index,
                1,
                Office.with(office.scan("old", "fever"), DocumentKind.SCAN, LETTER, LocalDate.of(2011, 1, 1), "x"),
                Office.with(office.scan("new", "fever"), DocumentKind.SCAN, LETTER, LocalDate.of(2025, 3, 1), "x"),
                Office.with(office.scan("mid", "fever"), DocumentKind.SCAN, LETTER, LocalDate.of(2022, 3, 1), "x"));
        assertThat(found(index, "fever")).containsExactly("new", "mid", "old");
        var facets = search(index, "fever").facets();
        assertThat(facets.get(Facet.MONTH)).extracting(FacetCount::value).contains("2011-01", "2025-03");
        assertThat(facets.get(Facet.CHANNEL)).containsExactly(new FacetCount("UPLOAD", "UPLOAD", 3));
    }
}
