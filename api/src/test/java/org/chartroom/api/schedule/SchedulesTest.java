package org.chartroom.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Appointment lists as scheduling systems write them, good and bad. */
final class SchedulesTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final Instant NINE_THIRTY = Instant.parse("2026-11-30T15:30:00Z");
    private static final LocalDate BORN = LocalDate.of(1975, 12, 10);

    private static Row.Told told(Row row) {
        assertThat(row).isInstanceOf(Row.Told.class);
        return (Row.Told) row;
    }

    private static String why(Row row) {
        assertThat(row).isInstanceOf(Row.Bad.class);
        return ((Row.Bad) row).why();
    }

    private static Row csv(String head, String line) {
        List<Row> rows = CsvSchedule.rows(head + "\n" + line + "\n", CHICAGO);
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "MRN,DOB,Date,Time!100,1975-12-10,2026-11-30,09:30",
                "Medical Record Number;Date of Birth;Appointment Date;Start Time!100;12/10/1975;11/30/2026;9:30 AM",
                "chart #|birth date|start!100|1975-12-10|2026-11-30T09:30-06:00",
                "Start,DOB,MRN,Something else!11/30/2026 9:30am,12/10/1975,100,x",
                "mrn,dob,start!\"100\",19751210,2026-11-30 09:30",
            })
    void aListOfAnyUsualFormIsRead(String head, String line) {
        Row.Told row = told(csv(head, line));
        assertThat(row.mrn()).isEqualTo("100");
        assertThat(row.birthDate()).contains(BORN);
        assertThat(row.start()).contains(NINE_THIRTY);
        assertThat(row.status()).isEqualTo("booked");
    }

    @Test
    void everythingThatAListSaysOfAnAppointmentIsTaken() {
        Row.Told row = told(
                csv(
                        "Appt ID,Patient,MRN,DOB,Date,Time,Duration,Provider,Visit type,Status",
                        "A-7,\"Lovering, Ada\",100,1975-12-10,2026-11-30,09:30,30 min,Dr. Ames,\"Follow-up, \"\"knee\"\"\",No-Show"));
        assertThat(row)
                .isEqualTo(new Row.Told(
                        2,
                        "A-7",
                        "100",
                        Optional.of(BORN),
                        "Lovering",
                        Optional.of(NINE_THIRTY),
                        Optional.of(Duration.ofMinutes(30)),
                        "Dr. Ames",
                        "Follow-up, \"knee\"",
                        "noshow"));
        assertThat(row.isOff()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "100,1975-13-10,2026-11-30,09:30,20,booked!the date of birth is missing or no date",
                "100,,2026-11-30,09:30,20,booked!the date of birth is missing or no date",
                "100,1975-12-10,2026-02-30,09:30,20,booked!the time of the visit is missing or no time",
                "100,1975-12-10,2026-11-30,25:30,20,booked!the time of the visit is missing or no time",
                "100,1975-12-10,2026-11-30,09:30,0,booked!the length is not 1 to 1440 minutes",
                "100,1975-12-10,2026-11-30,09:30,2000,booked!the length is not 1 to 1440 minutes",
                "100,1975-12-10,2026-11-30,09:30,20,maybe!the status is none that is known here",
            })
    void aLineThatCannotBeIsNamedWithTheReason(String line, String why) {
        assertThat(why(csv("MRN,DOB,Date,Time,Minutes,Status", line))).startsWith(why);
    }

    @Test
    void linesAreCountedAsInTheFileThoughACellMayHaveSeveral() {
        List<Row> rows = CsvSchedule.rows(
                "\uFEFFMRN,DOB,Start,Reason\r\n100,1975-12-10,2026-11-30 09:30,\"one\r\ntwo\"\r\n\r\n101,x,y,z\r\n102,1975-12-10,2026-11-30 09:30,\"open\r\n",
                CHICAGO);
        assertThat(rows).extracting(Row::line).containsExactly(2, 5, 6);
        assertThat(why(rows.get(2))).startsWith("a quotation mark is not closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "MRN,Date,Time\n100,2026-11-30,09:30", "MRN,DOB,Date\n100,1975-12-10,2026-11-30"})
    void aListWithoutTheColumnsThatAreNeededIsRefusedAsAWhole(String list) {
        assertThatThrownBy(() -> CsvSchedule.rows(list, CHICAGO)).isInstanceOf(ProblemException.class);
    }

    private static final String PATIENT = """
            {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p1","identifier":[
              {"value":"900-00-0000"},{"type":{"coding":[{"code":"MR"}]},"value":"100"}],
              "name":[{"family":"Lovering"}],"birthDate":"1975-12-10"}}""";

    private static List<Row> fhir(String appointment) {
        return FhirSchedule.rows(
                "{\"resourceType\":\"Bundle\",\"entry\":[" + PATIENT + ",{\"resource\":" + appointment + "}]}",
                Json.mapper());
    }

    @Test
    void aFhirBundleIsReadWithThePatientsItBrings() {
        Row.Told row = told(fhir("""
                {"resourceType":"Appointment","id":"x","identifier":[{"value":"A-7"}],"status":"booked",
                 "start":"2026-11-30T09:30:00-06:00","end":"2026-11-30T10:00:00-06:00","reasonCode":[{"text":"knee"}],
                 "participant":[{"actor":{"reference":"Patient/p1"}},
                   {"actor":{"reference":"Practitioner/1","display":"Dr. Ames"}}]}""").getFirst());
        assertThat(row)
                .isEqualTo(new Row.Told(
                        2,
                        "A-7",
                        "100",
                        Optional.of(BORN),
                        "Lovering",
                        Optional.of(NINE_THIRTY),
                        Optional.of(Duration.ofMinutes(30)),
                        "Dr. Ames",
                        "knee",
                        "booked"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "{'status':'booked','start':'2026-11-30T09:30:00Z','participant':[{'actor':{'reference':'Patient/p2'}}]}!its patient is not in the bundle",
                "{'status':'booked','start':'2026-11-30T09:30:00Z','participant':[]}!it names no patient",
                "{'status':'booked','participant':[{'actor':{'reference':'Patient/p1'}}]}!it has no start",
                "{'status':'odd','start':'2026-11-30T09:30:00Z','participant':[{'actor':{'reference':'Patient/p1'}}]}!the status is none",
                "{'status':'booked','start':'2026-11-30T09:30:00Z','participant':[{'actor':{'reference':'#p'}}],'contained':[{'id':'p','birthDate':'1975'}]}!its patient has no whole birth date",
            })
    void aFhirAppointmentThatCannotBeTakenSaysWhy(String appointment, String why) {
        String json = appointment.replace('\'', '"').replaceFirst("\\{", "{\"resourceType\":\"Appointment\",");
        assertThat(why(fhir(json).getFirst())).startsWith(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"resourceType\":\"Patient\"}"})
    void whatIsNoBundleIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> FhirSchedule.rows(body, Json.mapper())).isInstanceOf(ProblemException.class);
    }

    private static String siu(String trigger, String sch, String end) {
        return String.join(
                end,
                "MSH|^~\\&|SCHED|MAIN|CHARTROOM|MAIN|20261127120000||SIU^" + trigger + "|1|P|2.5",
                sch,
                "PID|1||900^^^SSA^SS~100^^^MAIN^MR||Lovering^Ada||19751210|F",
                "RGS|1|A",
                "AIS|1|A|KNEE^Knee check|20261130093000-0600|||30|min",
                "AIP|1|A|7^Ames^Rowena^^^Dr.|",
                "");
    }

    private static final String SCH = "SCH|P-1|A-7|||||^Knee \\T\\ hip|||| |^^30^20261130093000-0600";

    @ParameterizedTest
    @CsvSource({"S12,booked", "S13,booked", "S14,booked", "S15,cancelled", "S26,noshow"})
    void aSchedulingMessageIsReadWhateverEndsItsSegments(String trigger, String status) {
        for (String end : List.of("\r", "\n", "\r\n")) {
            Row.Told row =
                    told(SiuSchedule.rows(siu(trigger, SCH, end), CHICAGO).getFirst());
            assertThat(row)
                    .isEqualTo(new Row.Told(
                            1,
                            "A-7",
                            "100",
                            Optional.of(BORN),
                            "Lovering",
                            Optional.of(NINE_THIRTY),
                            Optional.of(Duration.ofMinutes(30)),
                            "Rowena Ames",
                            "Knee & hip",
                            status));
        }
    }

    @Test
    void aFileOfMessagesIsTakenApartAndADamagedOneDoesNotHarmItsNeighbours() {
        String own = siu("S12", "SCH|P-1||||||check", "\n")
                .replace("MSH|^~\\&|", "MSH$*~\\&$")
                .replace('|', '$')
                .replace('^', '*');
        List<Row> rows = SiuSchedule.rows(
                "\u000b" + siu("S12", SCH, "\r") + "\u001c\rMSH|broken\rPID|1\r" + siu("A08", SCH, "\r") + own,
                CHICAGO);
        assertThat(rows).extracting(Row::line).containsExactly(1, 8, 10, 16);
        assertThat(why(rows.get(1))).contains("cannot be taken apart").doesNotContain("broken");
        assertThat(why(rows.get(2))).contains("no SIU message");
        Row.Told last = told(rows.get(3));
        assertThat(last.externalId()).isEqualTo("P-1");
        assertThat(last.start()).as("from AIS where SCH says nothing").contains(NINE_THIRTY);
    }

    @Test
    void aMessageWithoutWhatIsNeededSaysWhichFieldIsMissing() {
        assertThat(why(SiuSchedule.rows(siu("S12", "SCH||", "\r"), CHICAGO).getFirst()))
                .contains("SCH-1 and SCH-2");
        assertThat(why(SiuSchedule.rows(siu("S12", SCH, "\r").replace("|19751210|", "|1975|"), CHICAGO)
                        .getFirst()))
                .contains("PID-7");
        assertThatThrownBy(() -> SiuSchedule.rows("PID|1", CHICAGO)).isInstanceOf(ProblemException.class);
    }
}
