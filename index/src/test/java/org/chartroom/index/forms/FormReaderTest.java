package org.chartroom.index.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.index.forms.PaperForm.area;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.index.forms.PaperForm.Scan;
import org.chartroom.models.record.FormField;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormWord;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;

class FormReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 16);
    private static final FormTemplate REGISTRATION = PaperForm.registrationTemplate();

    private static PaperForm filledIn() {
        return PaperForm.registration()
                .fill("Abernathy", 1.8, 2)
                .fill("Francesca", 1.8, 2.5)
                .fill("06/07/1962", 2, 3)
                .fill("(555) 555-0100", 5.3, 3)
                .fill("864 Foxglove Way", 2.2, 3.5)
                .tick(1.25, 3.86)
                .sign(1.8, 9, 1.8);
    }

    private static Map<String, String> read(Scan scan) {
        FormPage page = scan.page();
        FormFit fit = FormMatcher.fits(page, List.of(REGISTRATION)).getFirst();
        Map<String, String> values = new LinkedHashMap<>();
        FormReader.read(fit, page, Optional.of(scan.ink()), TODAY)
                .forEach(value -> values.put(value.zone().name(), value.value()));
        return values;
    }

    private static final Map<String, String> ALL = Map.of(
            "Last name", "Abernathy",
            "First name", "Francesca",
            "Date of birth", "1962-06-07",
            "Phone", "(555) 555-0100",
            "Female", "yes",
            "Male", "no",
            "Signature", "present");

    @Test
    void everyZoneOfACrookedShrunkenShiftedPageIsReadAsOfAStraightOne() {
        assertThat(read(new Scan(filledIn()))).isEqualTo(ALL);
        for (double degrees : new double[] {-3, -1.5, 1.5, 3}) {
            assertThat(read(new Scan(filledIn()).skewed(degrees)))
                    .as(degrees + "°")
                    .isEqualTo(ALL);
            assertThat(read(new Scan(filledIn())
                            .skewed(degrees)
                            .scaled(degrees > 0 ? 0.95 : 1.05)
                            .shifted(0.3 * Math.signum(degrees), -0.3)))
                    .as(degrees + "°, scaled and shifted")
                    .isEqualTo(ALL);
        }
    }

    @Test
    void aFaxOfStandardResolutionIsReadThoughManyOfItsWordsAreMissingOrMisread() {
        for (long seed = 1; seed <= 12; seed++) {
            assertThat(read(new Scan(filledIn())
                            .at(204, 98)
                            .skewed(seed % 2 == 0 ? 1.5 : -1)
                            .shifted(0.2, 0.1)
                            .badlyRead(0.25, 0.2, seed)))
                    .as("seed " + seed)
                    .isEqualTo(ALL);
        }
    }

    @Test
    void aPageWhoseResolutionIsNotKnownIsReadAsWideAsTheForm() {
        Scan scan = new Scan(filledIn()).at(150, 150);
        FormPage page = scan.page();
        FormPage unknown = new FormPage(
                page.words(),
                new org.chartroom.models.text.PageGeometry(
                        page.geometry().widthPx(), page.geometry().heightPx(), 72, 72, 0, 0));
        FormFit fit = FormMatcher.fits(unknown, List.of(REGISTRATION)).getFirst();
        assertThat(fit.isGood()).isTrue();
    }

    @Test
    void aMissingSignatureIsMissingThoughTheLineToSignOnIsThere() {
        PaperForm unsigned = PaperForm.registration().fill("Abernathy", 1.8, 2);
        for (double degrees : new double[] {-3, 0, 2}) {
            Map<String, String> values = read(new Scan(unsigned).skewed(degrees));
            assertThat(values).containsEntry("Signature", "missing").containsEntry("Female", "no");
        }
        PaperForm dotted = PaperForm.registration();
        dotted.tick(2, 8.85);
        assertThat(read(new Scan(dotted)))
                .as("a small mark is nobody's to judge but a person's")
                .containsEntry("Signature", "");
    }

    @Test
    void anotherPaperOfTheSameOfficeIsNotTakenForTheForm() {
        FormPage consent = new Scan(PaperForm.consent()).page();
        assertThat(FormMatcher.fits(consent, List.of(REGISTRATION)).stream().filter(FormFit::isGood))
                .isEmpty();
        FormTemplate other = PaperForm.consent().template("consent", "");
        List<FormFit> fits = FormMatcher.fits(consent, List.of(REGISTRATION, other));
        assertThat(fits.getFirst().template()).isSameAs(other);
        assertThat(fits.getFirst().quality()).isGreaterThan(0.95);
        assertThat(fits.getFirst().errorInches()).isLessThan(0.02);
    }

    @Test
    void nothingIsTakenFromAPageThatFitsBadly() {
        Scan torn = new Scan(filledIn()).badlyRead(0.6, 0, 3);
        FormPage page = torn.page();
        FormMatcher.fits(page, List.of(REGISTRATION)).forEach(fit -> {
            assertThat(fit.isGood()).isFalse();
            assertThatThrownBy(() -> FormReader.read(fit, page, Optional.empty(), TODAY))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void aZoneWhosePartOfThePageIsLongerThanOnTheFormGivesNothing() {
        PaperForm longer = filledIn();
        longer.printed.replaceAll(print ->
                print.y() > 8 ? new PaperForm.Print(print.text(), print.x(), print.y() + 0.4, print.size()) : print);
        Map<String, String> values = read(new Scan(longer));
        assertThat(values).containsEntry("Last name", "Abernathy").containsEntry("Signature", "");
    }

    @Test
    void twoFormsThatAreAlikeAreToldApartByTheIdOfTheFormOnly() {
        FormTemplate first = PaperForm.registration().template("first", "ASP-12 A");
        FormTemplate second = PaperForm.registration().template("second", "ASP-12 B");
        FormPage page = new Scan(filledIn()).page();
        List<FormFit> fits = FormMatcher.fits(page, List.of(first, second));
        assertThat(FormMatcher.alike(fits.get(0), fits.get(1))).isTrue();

        FormPage named = new Scan(filledIn().fill("ASP-I2 B", 6, 10.4)).page();
        List<FormFit> told = FormMatcher.fits(named, List.of(first, second));
        assertThat(told.getFirst().template()).isSameAs(second);
        assertThat(FormMatcher.alike(told.get(0), told.get(1))).isFalse();
    }

    @Test
    void whatTheReaderOfPagesSaysOfBoxesIsTakenAndAChoiceIsReadByItsLabels() {
        List<FormWord> reference = List.of(
                new FormWord(FormReader.EMPTY_BOX, area(1, 5, 0.14, 0.14)),
                new FormWord("None", area(1.3, 5, 0.4, 0.12)),
                new FormWord("known", area(1.75, 5, 0.4, 0.12)),
                new FormWord(FormReader.TICKED_BOX, area(3, 5, 0.14, 0.14)),
                new FormWord("Penicillin", area(3.3, 5, 0.6, 0.12)),
                new FormWord(FormReader.EMPTY_BOX, area(1, 5.4, 0.14, 0.14)),
                new FormWord("Latex", area(1.3, 5.4, 0.4, 0.12)));
        List<FormZone.Option> options = FormReader.optionsIn(area(0.8, 4.8, 5, 1), reference);
        assertThat(options).extracting(FormZone.Option::label).containsExactly("None known", "Penicillin", "Latex");

        FormTemplate template = PaperForm.consent()
                .template(
                        "consent",
                        "",
                        new FormZone(
                                "Allergies", FormZone.Kind.CHOICE, FormField.ALLERGIES, area(0.8, 4.8, 5, 1), options));
        FormPage plain = new Scan(PaperForm.consent()).page();
        List<Word> words = new java.util.ArrayList<>(plain.words());
        words.add(new Word(FormReader.EMPTY_BOX, new Box(202, 1003, 28, 28), 0.95, 0));
        words.add(new Word(FormReader.TICKED_BOX, new Box(603, 1002, 28, 28), 0.95, 0));
        words.add(new Word(FormReader.TICKED_BOX, new Box(202, 1083, 28, 28), 0.95, 0));
        FormPage page = new FormPage(words, plain.geometry());
        FormFit fit = FormMatcher.fit(page, template).orElseThrow();
        assertThat(FormReader.read(fit, page, Optional.empty(), TODAY))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.value()).isEqualTo("Penicillin, Latex");
                    assertThat(value.confidence()).isEqualTo(0.95);
                });
    }

    @Test
    void valuesHaveTheirDoubtsTheirPlaceAndWhatWasReadOfThem() {
        Scan scan = new Scan(PaperForm.registration()
                .fill("[handwriting]", 1.8, 2)
                .fill("O6/07/62", 2, 3)
                .fill("555-01OO", 5.3, 3));
        FormPage page = scan.page();
        FormFit fit = FormMatcher.fit(page, REGISTRATION).orElseThrow();
        Map<String, CapturedValue> values = new LinkedHashMap<>();
        FormReader.read(fit, page, Optional.of(scan.ink()), TODAY)
                .forEach(value -> values.put(value.zone().name(), value));
        CapturedValue name = java.util.Objects.requireNonNull(values.get("Last name"));
        assertThat(name.value()).isEmpty();
        assertThat(name.doubts()).containsExactly("handwriting that could not be read");
        CapturedValue birth = java.util.Objects.requireNonNull(values.get("Date of birth"));
        assertThat(birth.value()).isEqualTo("1962-06-07");
        assertThat(birth.raw()).isEqualTo("O6/07/62");
        assertThat(birth.doubts()).containsExactly("letters were read as digits", "the year has two digits");
        assertThat(birth.place().x()).isBetween(395, 405);
        CapturedValue phone = java.util.Objects.requireNonNull(values.get("Phone"));
        assertThat(phone.value()).isEqualTo("555-0100");
        assertThat(phone.doubts()).contains("the area code is missing");
    }

    @Test
    void datesAreUnderstoodAsTheyAreWrittenAndDoubtedWhereTheyMayBeMeantOtherwise() {
        Map<String, String> written = Map.of(
                "06/07/1962", "1962-06-07",
                "6-7-1962", "1962-06-07",
                "June 7, 1962", "1962-06-07",
                "1962-06-07", "1962-06-07",
                "06071962", "1962-06-07",
                "25/12/1962", "1962-12-25",
                "13/45/1962", "",
                "unknown", "");
        written.forEach((text, date) ->
                assertThat(WrittenDate.of(text, TODAY).value()).as(text).isEqualTo(date));
        assertThat(WrittenDate.of("25/12/1962", TODAY).doubts()).isNotEmpty();
        assertThat(WrittenDate.of("06/07/2031", TODAY).doubts()).containsExactly("the day is yet to come");
        assertThat(WrittenDate.of("06/07/1962", TODAY).doubts()).isEmpty();
    }
}
