package org.chartroom.index.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.models.record.PersonName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a page says it is about. */
final class PageSaysTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static PageSays said(String... pages) {
        return PageSays.of(
                List.of(pages).stream()
                        .map(page -> PageLayout.of(page.replace("\\n", "\n")))
                        .toList(),
                TODAY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Patient: Underhill, Eleanor M DOB: 08/06/1998 MRN: MR820673 | Underhill, Eleanor M | 1998-08-06 | MR820673",
                "RE: Eleanor Underhill   DOB: 08/06/1998   MRN: MR820673 | Underhill, Eleanor | 1998-08-06 | MR820673",
                "Re: Baptiste, Maximilian B  DOB 12/09/1954 | Baptiste, Maximilian B | 1954-12-09 |",
                "Patient Emmanuel Lindqvist DOB 02/17/1952\\nMRN MR356948 Phone (555) 555-0111 | Lindqvist, Emmanuel | 1952-02-17 | MR356948",
                "Patient Name: Ms. Ana de la Cruz\\nDate of Birth: March 9, 2015 | de la Cruz, Ana | 2015-03-09 |",
                "PATIENT NAME: WHITFIELD JR, ROBERT J   SEX: M   D.O.B.: 5-20-68 | WHITFIELD JR, ROBERT J | 1968-05-20 |",
                "Pt: John Smith III\\nborn 4 Jul 1970, Chart # 00412-7 | Smith III, John | 1970-07-04 | 004127",
                "Name: O'Brien-Núñez, José\\nBirthdate 1980-02-03\\nMedical record number: 445566 | O'Brien-Núñez, José | 1980-02-03 | 445566",
                "Patient:\\nGarcia Lopez, Maria\\nDOB:\\n11/21/1979 | Garcia Lopez, Maria | 1979-11-21 |",
                "Last name: Abernathy   First name: Francesca   Middle: T\\nDate of birth 03/04/1971 | Abernathy, Francesca T | 1971-03-04 |",
                "Patient: Fontaine, Georgina J Accession: TR901170\\nDate of birth: 09/08/1946 Collected: 03/15/2026 08:15\\nMRN: MR159824   Sex: F | Fontaine, Georgina J | 1946-09-08 | MR159824",
                "Patient: Okonkwo, Blessing  D0B: O4/l2/1985 | Okonkwo, Blessing | 1985-04-12 |",
                "Patient is a 52-year-old woman. | | |",
                "Patient Information\\nPatient Registration Form | | |",
                "The patient reports chest pain. Re: your letter of March 3. | | |",
                "Dear Dr. Castlemaine, thank you for referring Ms. Underhill. | | |",
                "DOB: 13/45/1998 MRN: pending | | |",
                "DOB: 08/06/2031 | | |",
            })
    void theUsualWaysOfNamingThePatientAreUnderstood(String page, String name, String birth, String number) {
        PageSays said = said(page);
        assertThat(said.facts().names().stream().map(PersonName::display).collect(Collectors.joining("; ")))
                .isEqualTo(name == null ? "" : name);
        assertThat(said.facts().birthDate())
                .isEqualTo(Optional.ofNullable(birth).map(LocalDate::parse));
        assertThat(String.join(" ", said.facts().recordNumbers())).isEqualTo(number == null ? "" : number);
        assertThat(said.several()).isFalse();
    }

    @Test
    void whereEachThingStandsIsKept() {
        PageSays said = said("A cover sheet", "Patient: Underhill, Eleanor\\nDOB: 08/06/1998  Phone: (555) 555-0142");
        assertThat(said.evidence())
                .containsExactly(
                        new PageSays.Evidence(PageSays.Thing.NAME, 2, "Underhill, Eleanor", Optional.empty()),
                        new PageSays.Evidence(PageSays.Thing.BIRTH_DATE, 2, "08/06/1998", Optional.empty()),
                        new PageSays.Evidence(PageSays.Thing.PHONE, 2, "(555) 555-0142", Optional.empty()));
    }

    @Test
    void twoBirthDatesOrTwoNumbersMeanMoreThanOnePatient() {
        PageSays said =
                said("Patient: Underhill, Eleanor\\nDOB: 08/06/1998", "Patient: Fontaine, Georgina\\nDOB: 09/08/1946");
        assertThat(said.several()).isTrue();
        assertThat(said.facts().birthDate()).isEmpty();
        assertThat(said.facts().names()).hasSize(2);
        assertThat(said("MRN: MR100 MRN: MR233").several()).isTrue();
        assertThat(said("MRN: MR-100", "MRN: MR100").several()).isFalse();
    }

    @Test
    void ofASlipThatStandsBesideTheRightTimeAndAgainTheMoreFrequentIsTakenElseNone() {
        PageSays slip = said("DOB: 08/06/1998 MRN: MR100", "DOB: 08/06/1993 MRN: MR200");
        assertThat(slip.several()).isFalse();
        assertThat(slip.facts().birthDate()).isEmpty();
        assertThat(slip.facts().recordNumbers()).containsExactlyInAnyOrder("MR100", "MR200");
        PageSays clear = said("DOB: 08/06/1998", "DOB: 08/06/1993", "DOB: 08/06/1998");
        assertThat(clear.facts().birthDate()).contains(LocalDate.of(1998, 8, 6));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PATIENT NAME          DATE OF BIRTH     MRN\\nSmith, John A          01/02/1950        MR445 | Smith, John A | 1950-01-02 | MR445",
                "Name       Sex   DOB\\n\\nMary Jones   F   03/04/1961 | Jones, Mary | 1961-03-04 |",
                "Patlent Name: Ada Brook   Date of B1rth: 3/4/1961 | Brook, Ada | 1961-03-04 |",
                "Fontaine, Georgina J   DOB: 09/08/1946   Page 2 of 3 | Fontaine, Georgina J | 1946-09-08 |",
                "Brook, Ada (3/4/1961)   Page 2 of 3 | Brook, Ada | 1961-03-04 |",
                "PI NAME      DALE OF BIRTH      MR#\\nAda Brook    3/4/1961           0047l1 | Brook, Ada | 1961-03-04 | 004711",
                "SUBSCRIBER ID      NAME\\nTWA123456          Ada Brook | Brook, Ada | |",
                "Patient Name: Ada Brook\\nSubscriber DOB: 3/4/1961\\nSubscriber name: Carl Brook | Brook, Ada | |",
                "Patient Name: Ada Brook\\nEMERGENCY CONTACT\\nName: Carl Brook\\nDOB: 3/4/1961 | Brook, Ada | |",
                "Patient Name: Page, Robert   DOB: 3/4/1961 | Page, Robert | 1961-03-04 |",
                "Patient      Emmanuel Lindqvist      DOB     02/17/1952 | Lindqvist, Emmanuel | 1952-02-17 |",
            })
    void valuesBesideAndBelowTheirLabelsAreThePatientsAndThoseOfOthersAreNot(
            String page, String name, String birth, String number) {
        PageSays said = said(page);
        assertThat(said.facts().names().stream().map(PersonName::display).collect(Collectors.joining("; ")))
                .isEqualTo(name);
        assertThat(said.facts().birthDate())
                .isEqualTo(Optional.ofNullable(birth).map(LocalDate::parse));
        assertThat(String.join(" ", said.facts().recordNumbers())).isEqualTo(number == null ? "" : number);
    }

    @Test
    void telephoneAddressAndMemberNumberAreThePatientsAndNotTheLetterheads() {
        PageSays said = said(
                "Lakeside Heart   Phone: (555) 555-0181\\n12 Mill Road\\nMillbrook, NH 03000\\n\\nMarch 10, 2026\\n"
                        + "Patient Name: Ada Brook\\nAddress: 8 State Street\\nMillbrook, NH 03000\\nPhone: (555) 555-0142   Member ID: GSM123456");
        assertThat(said.facts().phones()).containsExactly("(555) 555-0142");
        assertThat(said.facts().addresses()).containsExactly("8 State Street, Millbrook, NH 03000");
        assertThat(said.facts().memberIds()).containsExactly("GSM123456");
    }

    @Test
    void nothingIsSaidByNothing() {
        assertThat(said().facts()).isEqualTo(PersonFacts.none());
        assertThat(said("", "   \\n ").facts()).isEqualTo(PersonFacts.none());
    }
}
