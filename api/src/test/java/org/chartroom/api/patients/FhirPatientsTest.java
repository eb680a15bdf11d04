package org.chartroom.api.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.models.record.Address;
import org.chartroom.models.record.Identifier;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which FHIR patients are understood. */
class FhirPatientsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final String MR =
            "{'type':{'coding':[{'code':'MR'}]},'system':'urn:here','value':'77'}".replace('\'', '"');

    private static PatientFile read(String json) {
        return new FhirPatients("", TODAY).read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String patient(String more) {
        return "{'resourceType':'Patient','identifier':[" + MR + "],'name':[{'family':'Doe','given':['Ann']}],"
                + "'birthDate':'1950-01-31'" + more + "}";
    }

    private static SaidPatient only(PatientFile file) {
        assertThat(file.lines()).hasSize(1);
        assertThat(file.lines().getFirst()).isInstanceOf(FileLine.Understood.class);
        return ((FileLine.Understood) file.lines().getFirst()).patient();
    }

    @Test
    void takesNamesNumbersTelephonesAndAddressesOfAPatient() {
        SaidPatient said = only(read("""
                {'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Organization'}},{'resource':{
                  'resourceType':'Patient','gender':'female','birthDate':'1950-01-31','deceasedDateTime':'2025-12-01T10:00:00Z',
                  'identifier':[{'system':'http://hl7.org/fhir/sid/us-ssn','value':'000-00-0000'},
                    {'type':{'coding':[{'code':'MR'}]},'system':'urn:here','value':'77'},
                    {'system':'urn:hilltop','value':'H-9'},
                    {'type':{'coding':[{'code':'MB'}]},'assigner':{'display':'Acme Health'},'value':'XYZ9'}],
                  'name':[{'use':'maiden','family':'Oakley','given':['Ann'],'period':{'end':'1975'}},
                    {'use':'official','family':'Doe','given':['Ann','Beth'],'suffix':['II']}],
                  'telecom':[{'system':'email','value':'a@example.org'},{'system':'phone','use':'work','value':'555-0142'},
                    {'system':'phone','use':'home','value':'555-0100'}],
                  'address':[{'use':'old','line':['1 Elm Street'],'city':'Springfield','period':{'end':'2020-05-01'}},
                    {'line':['2 Oak Street','Apt 4'],'city':'Springfield','state':'IL','postalCode':'62704'}]}}]}
                """));
        assertThat(said.mrn()).isEqualTo("77");
        assertThat(said.name()).isEqualTo(new PersonName("Doe", "Ann", "Beth", "II"));
        assertThat(said.sex()).contains(Sex.FEMALE);
        assertThat(said.phone()).isEqualTo("555-0100");
        assertThat(said.address()).isEqualTo("2 Oak Street, Apt 4, Springfield, IL 62704");
        assertThat(said.deceasedOn()).contains(LocalDate.of(2025, 12, 1));
        assertThat(said.more().names())
                .containsExactly(new OtherName(
                        OtherName.Kind.MAIDEN, new PersonName("Oakley", "Ann", "", ""), Validity.NOT_SAID));
        assertThat(said.more().identifiers())
                .as("a social security number is not taken")
                .containsExactly(new Identifier("urn:hilltop", "H-9", Validity.NOT_SAID));
        assertThat(said.more().memberships())
                .singleElement()
                .satisfies(member -> assertThat(member.payer()).isEqualTo("Acme Health"));
        assertThat(said.more().addresses())
                .containsExactly(new Address(
                        "1 Elm Street, Springfield",
                        new Validity(Optional.empty(), Optional.of(LocalDate.of(2020, 5, 1)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ,'active':false                 | not in use
            ,'modifierExtension':[]         | modifierExtension
            ,'deceasedBoolean':true         | not when
            ,'gender':'lady'                | no gender of FHIR
            ,'birthDate':'1950'             | no full date
            ,'birthDate':'2050-01-01'       | in the future
            ,'name':[{'text':'Ann Doe'}]    | family name
            ,'identifier':[{'value':'1'}]   | no identifier of type MR
            """)
    void aPatientThatCannotBeSoIsRefusedWithTheLine(String more, String why) {
        PatientFile file = read(patient("") + "\n" + patient(more.strip()) + "\n");
        assertThat(file.lines().get(0)).isInstanceOf(FileLine.Understood.class);
        assertThat(file.lines().get(1)).isInstanceOfSatisfying(FileLine.Refused.class, refused -> {
            assertThat(refused.line()).isEqualTo(2);
            assertThat(refused.why()).contains(why.strip());
        });
    }

    @Test
    void theRecordNumberMayBeNamedByItsSystem() {
        PatientFile file = new FhirPatients("urn:theirs", TODAY)
                .read(patient(",'identifier':[{'system':'urn:theirs','value':'T-5'}]")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(only(file).mrn()).isEqualTo("T-5");
    }

    @Test
    void whatIsNoJsonOrHasNoPatientIsRefusedWhole() {
        assertThatThrownBy(() -> read(patient("") + "\n{'resourceType':")).hasMessageContaining("no JSON from line 2");
        assertThatThrownBy(() -> read("{'resourceType':'Organization'}")).hasMessageContaining("no FHIR Patient");
    }
}
