package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.index.lucene.Office.found;
import static org.chartroom.index.lucene.Office.put;
import static org.chartroom.index.lucene.Office.search;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.chartroom.index.Hit;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words typed side by side find pages with all of them first, and below them pages that lack little. */
class LooseWordsTest {
    private static final DocumentType LETTER = new DocumentType("57133-1", "Referral letter");

    @TempDir
    Path folder;

    private final Office office = new Office();

    /** Thirty pages that are nothing but common words, so that these are common. */
    private IndexedDocument[] among(IndexedDocument... documents) {
        List<IndexedDocument> all = new ArrayList<>(List.of(documents));
        IntStream.range(0, 30).forEach(i -> all.add(office.scan("x" + i, "the left side of the patient")));
        return all.toArray(IndexedDocument[]::new);
    }

    @Test
    void aPageThatLacksACommonWordStandsBelowThoseThatHaveAllAndSaysWhatItLacks() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    among(
                            office.scan("all", "seen for years; in the end arthroscopy on the left, tear found"),
                            office.scan("most", "arthroscopy, arthroscopy, tear, tear"),
                            office.scan("little", "left tear"),
                            office.scan("common", "on the left")));
            SearchPage page = search(index, "arthroscopy left tear");
            assertThat(Office.ids(page)).containsExactly("all", "most");
            assertThat(page.total()).isEqualTo(2);
            assertThat(page.complete()).isEqualTo(1);
            assertThat(page.hits()).extracting(Hit::lacks).containsExactly(List.of(), List.of("left"));
            assertThat(page.facets().get(Facet.STAGE)).containsExactly(new FacetCount("READ", "READ", 2));
        }
    }

    @Test
    void aWordThatIsNowhereIsNotOverlooked() {
        try (var index = office.open(folder)) {
            put(index, 1, among(office.scan("a", "left arthroscopy")));
            assertThat(found(index, "left arthroscopi arthroscopy")).isEmpty();
        }
    }

    @Test
    void operatorsBracketsPhrasesFieldsAndNegationsAreMeantStrictly() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    among(
                            office.scan("all", "arthroscopy on the left, tear found"),
                            office.scan("most", "arthroscopy, tear"),
                            office.scan("not", "arthroscopy, tear, smoker")));
            assertThat(found(index, "arthroscopy left tear")).containsExactlyInAnyOrder("all", "most", "not");
            assertThat(found(index, "arthroscopy AND left AND tear")).containsExactly("all");
            assertThat(found(index, "(arthroscopy left tear)")).containsExactly("all");
            assertThat(found(index, "arthroscopy \"left\" tear")).containsExactly("all");
            assertThat(found(index, "arthroscopy left tear -smoker")).containsExactly("all", "most");
            assertThat(found(index, "arthroscopy left tear title:most")).containsExactly("most");
        }
    }

    @Test
    void sortedByDateWhatLacksAWordStillComesLast() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    among(
                            dated(office.scan("old", "arthroscopy on the left, tear found"), 2001),
                            dated(office.scan("new", "arthroscopy, tear"), 2025),
                            dated(office.scan("newer", "arthroscopy on the left, tear"), 2024)));
            List<String> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                SearchPage page = index.search(new SearchRequest(
                        Office.CLERK,
                        Office.query("arthroscopy left tear"),
                        SearchFilter.NONE,
                        SearchSort.NEWEST,
                        cursor,
                        1,
                        false));
                assertThat(page.total()).isEqualTo(3);
                seen.addAll(Office.ids(page));
                cursor = page.next();
            } while (cursor.isPresent());
            assertThat(seen).containsExactly("newer", "old", "new");
        }
    }

    private static IndexedDocument dated(IndexedDocument document, int year) {
        return Office.with(document, DocumentKind.SCAN, LETTER, LocalDate.of(year, 1, 1), "");
    }

    @Test
    void wordsAsTypedStandAboveOtherFormsAndTheseAboveOtherWordsOfTheSameMeaning() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    among(
                            office.scan("form", "fevers, fevers, fevers and warfarin, warfarin"),
                            office.scan("typed", "a page that says much else before it says fever and warfarin once"),
                            office.scan("brand", "fever, fever, fever on coumadin, coumadin, coumadin")));
            assertThat(found(index, "fever warfarin")).containsExactly("typed", "form", "brand");
        }
    }

    @Test
    void wordsBesideEachOtherAsTypedCountMore() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    among(
                            office.scan("apart", "bypass done; later the pouch was gastric again"),
                            office.scan("beside", "later done again the pouch was; gastric bypass")));
            assertThat(found(index, "gastric bypass")).containsExactly("beside", "apart");
        }
    }

    @Test
    void aWordCountsOnceOverTextTitleAndType() {
        try (var index = office.open(folder)) {
            put(
                    index,
                    1,
                    among(
                            office.document("title", "Arthroscopy", Optional.empty(), "knee of the patient"),
                            office.document(
                                    "text",
                                    "Note",
                                    Optional.empty(),
                                    "arthroscopy of the patient; a week later, on the left, also a knee"),
                            office.document("none", "Note", Optional.empty(), "knee of the patient")));
            assertThat(found(index, "knee arthroscopy")).containsExactly("title", "text");
        }
    }
}
