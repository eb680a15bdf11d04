package org.chartroom.index.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;

/** Where that stands in which pages agree with a patient. */
final class PlacesOfTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final PatientId PEMBERTON = new PatientId("pemberton");

    private final PatientFinder finder = new PatientFinder();

    private List<PageSays.Evidence> places(PageLayout... pages) {
        finder.put(
                PEMBERTON,
                new PersonFacts(
                        List.of(new PersonName("Pemberton", "Humphrey", "")),
                        Optional.of(LocalDate.of(1946, 9, 25)),
                        Optional.of(Sex.MALE),
                        Set.of("MR733610"),
                        Set.of("(555) 555-0121"),
                        Set.of("695 Cedar Court, Millbrook, NH 03000"),
                        Set.of("GSM5591908"),
                        Optional.empty(),
                        Optional.empty()));
        finder.learn(new Random(7));
        PageSays said = PageSays.of(List.of(pages), TODAY);
        List<Candidate> found = finder.decide(said).candidates();
        return found.isEmpty() ? List.of() : PlacesOf.of(List.of(pages), found.getFirst(), TODAY);
    }

    private static PageLayout page(String... lines) {
        return PageLayout.of(String.join("\n", lines));
    }

    @Test
    void whatNoLabelLedToIsShownOnThePageWhereItStands() {
        List<PageSays.Evidence> places = places(
                page("Letter about Humphrey B. Pemberton", "born 09/25/1946, seen on 03/16/2026"),
                page("Number MR733610   Call (555) 555-0121", "695 Cedar Court", "Millbrook, NH 03000"));
        assertThat(places)
                .extracting(each -> each.page() + " " + each.thing() + " " + each.text())
                .contains(
                        "1 NAME Humphrey B. Pemberton",
                        "1 BIRTH_DATE 09/25/1946",
                        "2 RECORD_NUMBER MR733610",
                        "2 PHONE (555) 555-0121",
                        "2 ADDRESS 695 Cedar Court",
                        "2 ADDRESS Millbrook, NH 03000")
                .noneMatch(each -> each.contains("03/16/2026"));
    }

    @Test
    void aPlaceIsThatOfItsWordsOnTheImage() {
        PageLayout page = PageLayout.of(List.of(
                new Word("MRN:", new Box(100, 100, 40, 20), 0.9, 0),
                new Word("MR733610", new Box(150, 100, 80, 20), 0.9, 0),
                new Word("DOB:", new Box(100, 140, 40, 20), 0.9, 1),
                new Word("09/25/1946", new Box(150, 140, 100, 20), 0.9, 1)));
        assertThat(places(page)).anySatisfy(each -> {
            assertThat(each.thing()).isEqualTo(PageSays.Thing.BIRTH_DATE);
            Box box = each.place().orElseThrow();
            assertThat(box.y()).isEqualTo(140);
            assertThat(box.x()).isBetween(140, 160);
        });
    }

    @Test
    void whatIsAnotherPatientsIsNotShown() {
        assertThat(places(page("RE: Pemberton, Humphrey  DOB: 09/25/1946", "Brother: born 01/02/1950, MR111222")))
                .extracting(PageSays.Evidence::text)
                .contains("Pemberton, Humphrey", "09/25/1946")
                .doesNotContain("01/02/1950", "MR111222");
    }
}
