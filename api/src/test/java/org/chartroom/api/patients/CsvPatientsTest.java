package org.chartroom.api.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Phone;
import org.chartroom.models.record.Sex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tables of patients are understood, and what is said of the others. */
class CsvPatientsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private static PatientFile read(String csv, FileDates dates) {
        return new CsvPatients(dates, TODAY).read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static SaidPatient only(PatientFile file) {
        assertThat(file.lines()).hasSize(1);
        assertThat(file.lines().getFirst()).isInstanceOf(FileLine.Understood.class);
        return ((FileLine.Understood) file.lines().getFirst()).patient();
    }

    @Test
    void headingsMayBeWrittenInManyWays() {
        PatientFile file = read("""
                \uFEFFMRN;Last Name;First_Name;MI;Suffix;Date of Birth;Gender;Home Phone;Cell;Address 1;City;State;ZIP;Maiden Name;Insurance;Member ID;Shoe size
                77;Underhill;Eleanor;B;Jr;1/31/1950;F;555-0100;555-0177;3 Mill Lane;Springfield;IL;62704;Oakley;Acme Health;XYZ9;38
                """, FileDates.US);
        SaidPatient patient = only(file);
        assertThat(patient.mrn()).isEqualTo("77");
        assertThat(patient.name()).isEqualTo(new PersonName("Underhill", "Eleanor", "B", "Jr"));
        assertThat(patient.birthDate()).isEqualTo(LocalDate.of(1950, 1, 31));
        assertThat(patient.sex()).contains(Sex.FEMALE);
        assertThat(patient.address()).isEqualTo("3 Mill Lane, Springfield, IL 62704");
        assertThat(patient.more().phones()).containsExactly(new Phone(Phone.Kind.MOBILE, "555-0177"));
        assertThat(patient.more().names()).singleElement().satisfies(name -> {
            assertThat(name.kind()).isEqualTo(OtherName.Kind.MAIDEN);
            assertThat(name.name().display()).isEqualTo("Oakley, Eleanor");
        });
        assertThat(patient.more().memberships())
                .singleElement()
                .satisfies(member -> assertThat(member.number()).isEqualTo("XYZ9"));
        assertThat(file.ignored()).containsExactly("Shoe size");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1,Doe,Ann,1950-02-30,f      | is no date of this file's form
            1,Doe,Ann,02/03/1950,f      | is no date of this file's form
            1,Doe,Ann,,f                | There is no birth
            1,,Ann,1950-01-31,f         | There is no family
            ,Doe,Ann,1950-01-31,f       | There is no mrn
            1,Doe,Ann,2027-01-31,f      | in the future
            1,Doe,Ann,1050-01-31,f      | before 1850
            1,Doe,Ann,1950-01-31,lady   | none of female, male, other, unknown
            1,Doe,Ann,1950-01-31        | has 4 cells, the headings are 5
            1,Doe,Ann,1950-01-31,f,more | has 6 cells, the headings are 5
            """)
    void aLineThatCannotBeSoIsRefusedWithItsNumberAndTheOthersAreNot(String line, String why) {
        PatientFile file = read(
                "mrn,family,given,birthDate,sex\n9,Roe,\"Jo\nAnn\",1960-01-31,f\n" + line + "\n8,Roe,Jim,1961-01-31,m",
                FileDates.ISO);
        assertThat(file.lines()).hasSize(3);
        assertThat(file.lines().get(0)).isInstanceOf(FileLine.Understood.class);
        assertThat(file.lines().get(1)).isInstanceOfSatisfying(FileLine.Refused.class, refused -> {
            assertThat(refused.line()).isEqualTo(4);
            assertThat(refused.why()).contains(why.strip());
        });
        assertThat(file.lines().get(2)).isInstanceOf(FileLine.Understood.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mrn,family                        | No column for birth
            name,dob                          | No column for mrn, family
            mrn,family,dob,Last Name          | Two columns say the same
            """)
    void aFileWithoutTheNeededHeadingsIsRefusedWhole(String headings, String why) {
        assertThatThrownBy(() -> read(headings + "\n", FileDates.ISO))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why.strip())
                .hasMessageContaining("Nothing was imported");
    }

    @Test
    void whatIsNoUtf8OrNoTableIsRefusedInWords() {
        assertThatThrownBy(() -> new CsvPatients(FileDates.ISO, TODAY)
                        .read("mrn,family,dob\n1,M\u00fcller,1950-01-31".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("CSV UTF-8");
        assertThatThrownBy(() -> read("mrn,family,dob\n1,\"Doe,1950-01-31", FileDates.ISO))
                .hasMessageContaining("quotation mark");
        assertThatThrownBy(() -> read("", FileDates.ISO)).hasMessageContaining("no line of headings");
    }

    @Test
    void aMobileNumberStandsFirstWhereThereIsNoOther() {
        SaidPatient patient = only(read("mrn,family,dob,mobile\n1,Doe,1950-01-31,555-0177\n", FileDates.ISO));
        assertThat(patient.phone()).isEqualTo("555-0177");
        assertThat(patient.more().phones()).isEmpty();
        assertThat(patient.deceasedOn()).isEqualTo(Optional.empty());
    }
}
