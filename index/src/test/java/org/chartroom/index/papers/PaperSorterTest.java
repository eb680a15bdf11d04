package org.chartroom.index.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.Concern;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.index.matching.Verdict;
import org.chartroom.index.matching.Visit;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaperSorterTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final String LETTERHEAD =
            "Lakeside Heart Associates\n12 Mill Road   Phone (555) 555-0181   Fax (555) 555-0182\n";
    private static final String ADA = "Patient: Brook, Ada   DOB: 03/04/1961   MRN: MR100200\n";
    private static final String CARL = "Patient: Stone, Carl   DOB: 07/09/1978   MRN: MR733444\n";

    private final PatientFinder finder = new PatientFinder(patient -> patient.value()
                    .equals("ada")
            ? List.of(Visit.of(LocalDate.of(2026, 2, 3), "Dr. Amelia Hart").orElseThrow())
            : List.of());
    private final PaperSorter sorter = new PaperSorter(finder, new PaperTypes());

    @BeforeEach
    void twoPatients() {
        finder.put(new PatientId("ada"), person("Brook", "Ada", LocalDate.of(1961, 3, 4), Sex.FEMALE, "MR100200"));
        finder.put(new PatientId("carl"), person("Stone", "Carl", LocalDate.of(1978, 7, 9), Sex.MALE, "MR733444"));
    }

    private static PersonFacts person(String family, String given, LocalDate born, Sex sex, String number) {
        return new PersonFacts(
                List.of(new PersonName(family, given, "")),
                Optional.of(born),
                Optional.of(sex),
                Set.of(number),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private List<Paper> sorted(String... pages) {
        return sorter.sort(List.of(pages).stream().map(PageLayout::of).toList(), TODAY);
    }

    private static String spans(List<Paper> papers) {
        return String.join(
                " ",
                papers.stream()
                        .map(paper ->
                                paper.first() == paper.last() ? "" + paper.first() : paper.first() + "-" + paper.last())
                        .toList());
    }

    private static Set<Concern> concerns(Paper paper) {
        return switch (paper.verdict()) {
            case Verdict.FileByItself _ -> Set.of();
            case Verdict.AskPerson ask -> ask.concerns();
            case Verdict.Stop stop -> stop.concerns();
        };
    }

    @Test
    void aStackWithoutSeparatorsFallsApartWhereTitlesPatientsAndPageNumbersBeginAnew() {
        List<Paper> papers = sorted(
                LETTERHEAD + "DISCHARGE SUMMARY\n" + ADA + "Hospital course: she did well.\nPage 1 of 2",
                "Brook, Ada   DOB: 03/04/1961\nand she was told to come back in one week for another look at the wound.\nPage 2 of 2",
                "Three Rivers Reference Laboratory\nLABORATORY REPORT\n" + CARL + "Glucose 104\nEnd of report");
        assertThat(spans(papers)).isEqualTo("1-2 3");
        assertThat(papers)
                .extracting(paper -> paper.type().map(TypeGuess::code).orElse("none"))
                .containsExactly("18842-5", "11502-2");
        assertThat(papers).allSatisfy(paper -> assertThat(paper.verdict()).isInstanceOf(Verdict.FileByItself.class));
        assertThat(papers.getFirst().sureness()).isGreaterThan(3);
    }

    @Test
    void theLineOfTheFaxMachineCountsThePagesOfTheCallAndNotThoseOfAPaper() {
        List<Paper> papers = sorted(
                "05/14/2026 09:31 FROM: 5555550181   P.1/3\n" + LETTERHEAD + "CONSULTATION REPORT\n" + ADA
                        + "Sincerely,",
                "05/14/2026 09:31 FROM: 5555550181   P.2/3\n" + LETTERHEAD + "LAB RESULTS\n" + CARL + "End of report",
                "05/14/2026 09:31 FROM: 5555550181   P.3/3\n" + LETTERHEAD + "RADIOLOGY REPORT\n" + CARL);
        assertThat(spans(papers)).isEqualTo("1 2 3");
    }

    @Test
    void pagesOfTwoPatientsThatCannotBeToldApartAreStopped() {
        Paper paper = sorter.one(
                List.of(ADA + "Seen today.", CARL + "Seen today.").stream()
                        .map(PageLayout::of)
                        .toList(),
                TODAY);
        assertThat(paper.verdict()).isInstanceOf(Verdict.Stop.class);
        assertThat(concerns(paper)).contains(Concern.SEVERAL_PATIENTS);
    }

    @Test
    void aPageThatNamesNobodyIsFiledByItselfOnlyWhereItSurelyBelongsToTheOneBefore() {
        List<Paper> loose = sorted(ADA + "Seen today.", "Blood pressure 120/80");
        assertThat(spans(loose)).isEqualTo("1-2");
        assertThat(concerns(loose.getFirst())).containsExactly(Concern.LOOSE_PAGE);
        List<Paper> numbered = sorted(ADA + "Seen today.\nPage 1 of 2", "Blood pressure 120/80\nPage 2 of 2");
        assertThat(numbered.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
    }

    @Test
    void aPaperThatBeginsOnItsFirstPageAndEndsOnItsLastIsWhole() {
        String begun = LETTERHEAD + "May 4, 2026\n" + ADA + "Dear Dr. Hart,\nThank you for this referral.";
        String middle = "On examination she is comfortable.";
        String end = "I recommend physical therapy.\nSincerely,\nCarmen Porter, MD";
        assertThat(sorted(begun, middle, end).getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
        for (List<Paper> papers : List.of(sorted(begun, middle), sorted(begun + "\nSincerely,\nA. Moss, MD", end))) {
            assertThat(papers)
                    .anySatisfy(paper -> assertThat(paper.verdict()).isNotInstanceOf(Verdict.FileByItself.class));
        }
    }

    @Test
    void aPageThatGoesOnIsNotBoundToAPaperThatHasEnded() {
        String ended = LETTERHEAD + "LABORATORY REPORT\n" + ADA + "Glucose 104\n";
        String next = "Blood pressure 120/80\nPulse 72\n";
        assertThat(concerns(sorted(ended + "Page 1 of 2", next + "Page 2").getFirst()))
                .isEmpty();
        for (List<Paper> papers : List.of(
                sorted(ended + "Page 1 of 1", next + "Page 2"),
                sorted(ended + "End of report", "Continued from previous page\n" + next))) {
            assertThat(papers)
                    .anySatisfy(paper -> assertThat(paper.verdict()).isNotInstanceOf(Verdict.FileByItself.class));
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 32, true", "32, 33, true", "32, 36, false"})
    void aPageInAnotherPrintIsNotBoundByWordsAlone(int pitch, int nextPitch, boolean binds) {
        String first = LETTERHEAD + "CONSULTATION REPORT\n" + ADA + "Seen today.\nShe sleeps well.\nShe walks daily.";
        String next =
                "Continued from previous page\nLungs clear.\nHeart regular.\nSkin warm.\nGait normal.\nPulse 72.\nAlert.";
        List<Paper> papers = sorter.sort(List.of(printed(first, pitch), printed(next, nextPitch)), TODAY);
        assertThat(papers.stream().allMatch(paper -> paper.verdict() instanceof Verdict.FileByItself))
                .isEqualTo(binds);
    }

    /** Text with its rows so many px below each other. */
    private static PageLayout printed(String text, int pitch) {
        List<Word> words = new ArrayList<>();
        int y = 100;
        for (String line : text.lines().toList()) {
            int x = 100;
            for (String word : line.split(" ")) {
                int width = 10 * word.length();
                if (width > 0) {
                    words.add(new Word(word, new Box(x, y, width, 20), 0.9, 0));
                }
                x += width + 10;
            }
            y += pitch;
        }
        return PageLayout.of(words);
    }

    @Test
    void pagesWithTwoGivenNamesOfOneFamilyAreOfTwoPatients() {
        Paper paper = sorter.one(
                List.of(ADA + "Seen today.", "Patient: Brook, Christopher\nMember ID: W4711").stream()
                        .map(PageLayout::of)
                        .toList(),
                TODAY);
        assertThat(concerns(paper)).contains(Concern.SEVERAL_PATIENTS);
    }

    @Test
    void aFaxCallThatIsOfOnePatientBindsItsPagesThatNameNobody() {
        String line = "02/06/2026 11:37 FROM: 5552164636   P.%d/%d\n";
        String first = LETTERHEAD + "LABORATORY REPORT\n" + ADA + "Glucose 104";
        String second = "Sodium 139\nPotassium 4.2";
        assertThat(concerns(sorted(first, second).getFirst())).containsExactly(Concern.LOOSE_PAGE);
        List<Paper> call = sorted(line.formatted(1, 2) + first, line.formatted(2, 2) + second);
        assertThat(spans(call)).isEqualTo("1-2");
        assertThat(call.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
        String cover =
                line.formatted(1, 3) + "FAX COVER SHEET\nTo: Dr. Amelia Hart\nNumber of pages including cover: 3";
        List<Paper> covered = sorted(cover, line.formatted(2, 3) + first, line.formatted(3, 3) + second);
        assertThat(covered).allSatisfy(paper -> assertThat(paper.verdict()).isInstanceOf(Verdict.FileByItself.class));
        List<Paper> part = sorted(line.formatted(1, 3) + first, line.formatted(2, 3) + second);
        assertThat(concerns(part.getFirst())).containsExactly(Concern.LOOSE_PAGE);
        String carl = line.formatted(3, 3) + LETTERHEAD + "RADIOLOGY REPORT\n" + CARL + "Chest two views";
        List<Paper> two = sorted(line.formatted(1, 3) + first, line.formatted(2, 3) + second, carl);
        assertThat(spans(two)).isEqualTo("1-2 3");
        assertThat(concerns(two.getFirst())).containsExactly(Concern.LOOSE_PAGE);
    }

    @Test
    void aPageWithoutANameIsNeverFiledByItself() {
        List<Paper> papers = sorted("DOB: 03/04/1961   MRN: MR100200   Sex: F\nGlucose 104");
        assertThat(papers.getFirst().verdict()).isNotInstanceOf(Verdict.FileByItself.class);
        assertThat(concerns(papers.getFirst())).contains(Concern.NO_NAME);
    }

    @Test
    void aNameWithoutALabelConfirmsWhomNumberAndBirthDateLeadTo() {
        List<Paper> papers = sorted("DOB: 03/04/1961   MRN: MR100200\nMs. Ada Brook was seen today for her knee.");
        assertThat(papers.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
    }

    @Test
    void theNameOfWhoTreatsConfirmsNobody() {
        List<Paper> papers = sorted("DOB: 03/04/1961   MRN: MR100200\nSigned: Ada Brook, MD");
        assertThat(concerns(papers.getFirst())).contains(Concern.NO_NAME);
    }

    @Test
    void whatNoLabelLeadsToIsNobodysByItself() {
        List<Paper> papers = sorted("Ada Brook was seen today. 03/04/1961");
        assertThat(papers.getFirst().verdict()).isNotInstanceOf(Verdict.FileByItself.class);
    }

    @Test
    void aBirthDateOfWhichALabelOrAStrokeWasLostStillCounts() {
        List<Paper> papers = sorted("Patient: Brook, Ada   MRN: MR100200\nshe, 03041961, was seen today");
        assertThat(papers.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"03/0s4/1961", "03/04/1S61", "O3/04s1961", "03/04/961", "033/04/1961"})
    void aBirthDateOfWhichReadingSpoiltOneSignCountsBesideNumberAndName(String spoilt) {
        List<Paper> papers = sorted("Patient: Brook, Ada   MRN: MR100200\nDOB: " + spoilt);
        assertThat(papers.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
        List<Paper> unnumbered = sorted("Patient: Brook, Ada   Sex: F\nDOB: " + spoilt);
        assertThat(concerns(unnumbered.getFirst())).contains(Concern.BIRTH_DATE_SLIP);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"03/14/1961", "04/03/1961", "03/0s4/1s61", "03/04/1916"})
    void aBirthDateThatIsAnotherOrSpoiltMoreCountsForNothing(String other) {
        List<Paper> papers = sorted("Patient: Brook, Ada   MRN: MR100200\nDOB: " + other);
        assertThat(papers.getFirst().verdict()).isNotInstanceOf(Verdict.FileByItself.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "Seen on 02/03/2026 by Amelia Hart, MD; true",
                "Date of visit: February 3, 2026   Provider: Hart, Amelia; true",
                "Visit 02/03/2026   Dr. Hart; true",
                "Seen on 02/03/2026 by Carl Moss, MD; false",
                "Seen on 02/04/2026 by Amelia Hart, MD; false",
                "Seen on 02/03/2026. Her hart rate was normal.; false",
            })
    void aVisitProvesAPaperWhenItHasTheDayAndNamesWhoWasSeen(String line, boolean files) {
        List<Paper> papers = sorted("RADIOLOGY REPORT\nPatient: Brook, Ada   DOB: 03/04/1961\n" + line);
        assertThat(papers.getFirst().verdict() instanceof Verdict.FileByItself).isEqualTo(files);
    }

    @Test
    void aNameAboveTheBirthDateNeedsNoLabel() {
        List<Paper> papers = sorted("RADIOLOGY REPORT\nAda Brook\nDOB: 03/04/1961\nSex: F");
        assertThat(papers.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Patient: Brook2, Ada",
                "Patient: Brook, ada",
                "Patient: Ada Brook Date of iirth:",
                "Patient: Ada   Brook"
            })
    void aNameIsReadThoughASpeckAGapOrALabelStandsInIt(String line) {
        List<Paper> papers = sorted("RADIOLOGY REPORT\n" + line + "\nSex: F\nDOB: 03/04/1961");
        assertThat(papers.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
    }

    @Test
    void aPaperBesideAProvenOneOfTheSamePatientNeedsNoThirdThing() {
        String proven = LETTERHEAD + "LABORATORY REPORT\n" + ADA + "Glucose 104\nEnd of report";
        String letter = LETTERHEAD + "RADIOLOGY REPORT\nPatient: Brook, Ada   DOB: 03/04/1961\nChest two views";
        assertThat(concerns(sorted(letter).getFirst())).containsExactly(Concern.THIRD_ITEM);
        List<Paper> both = sorted(proven, letter);
        assertThat(spans(both)).isEqualTo("1 2");
        assertThat(both).allSatisfy(paper -> assertThat(paper.verdict()).isInstanceOf(Verdict.FileByItself.class));
    }

    @Test
    void aCoverSheetGoesWhereItsFaxGoesWhenItBearsTheName() {
        String letter = LETTERHEAD + "LABORATORY REPORT\n" + ADA + "Glucose 104\nEnd of report";
        List<Paper> named = sorted("FAX COVER SHEET\nTo: Millbrook Family Medicine\nRE: Ada Brook\nPages: 2", letter);
        assertThat(spans(named)).isEqualTo("1 2");
        assertThat(named.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
        List<Paper> other = sorted("FAX COVER SHEET\nTo: Millbrook Family Medicine\nRE: Carl Stone\nPages: 2", letter);
        assertThat(other.getFirst().verdict()).isNotInstanceOf(Verdict.FileByItself.class);
        List<Paper> nameless = sorted("FAX COVER SHEET\nTo: Millbrook Family Medicine\nPages: 2", letter);
        assertThat(nameless.getFirst().verdict()).isNotInstanceOf(Verdict.FileByItself.class);
    }

    @Test
    void aPageNumberThatWasLostStillBindsByItsCount() {
        List<Paper> papers = sorted(ADA + "Seen today.\nPage 1 of 2", "Blood pressure 120/80\nPage of 2");
        assertThat(papers.getFirst().verdict()).isInstanceOf(Verdict.FileByItself.class);
    }

    @Test
    void allPagesOfAStackAreInItsPapersAndAnEmptyStackHasNone() {
        assertThat(sorted()).isEmpty();
        List<Paper> papers = sorted("", ADA, "", CARL, "");
        assertThat(papers.getFirst().first()).isEqualTo(1);
        assertThat(papers.stream().mapToInt(Paper::pages).sum()).isEqualTo(5);
    }
}
