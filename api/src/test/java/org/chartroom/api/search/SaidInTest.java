package org.chartroom.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartroom.index.Fragment;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.QueryNode;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The query language asks communications what it asks documents. */
class SaidInTest {
    private static final Patient PATIENT = new Patient(
            new PatientId("p1"),
            new FacilityId("here"),
            "77-12",
            new PersonName("Underhill", "Eleanor", ""),
            LocalDate.of(1961, 2, 19),
            Sex.FEMALE,
            "",
            "",
            Optional.empty(),
            false,
            1);
    private static final Communication CALL = new Communication(
            new CommunicationId("c1"),
            PATIENT.id(),
            PATIENT.facility(),
            Communication.Way.PHONE,
            Communication.Direction.INCOMING,
            "Daughter",
            "",
            Instant.parse("2026-03-02T12:00:00Z"),
            "Refill of pills",
            "Señora Underhill ran out of metoprolol. Blood pressure at home was high, 150 over 90.",
            "Prescribed again",
            "Ida Moreau",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            "",
            new UserId("u1"),
            Instant.parse("2026-03-02T12:05:00Z"),
            1);

    private static QueryNode query(String typed) {
        return ((SearchQuery) QueryLanguage.parse(typed)).root();
    }

    private static boolean says(String typed) {
        return new SaidIn(CALL, PATIENT, ZoneOffset.UTC).says(query(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metoprolol",
                "METOPROLOL refills",
                "senora",
                "\"blood pressure\"",
                "\"home pressure\"~5",
                "metop*",
                "metoprolol -lisinopril",
                "lisinopril OR metoprolol",
                "underhill metoprolol",
                "patient:eleanor",
                "mrn:7712",
                "title:refill",
                "author:moreau",
                "type:phone",
                "date:2026-03",
                "dob:1961",
                "author:(moreau OR vance)"
            })
    void saysWhatItSays(String typed) {
        assertThat(says(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lisinopril",
                "metoprolol NOT refill",
                "\"pressure blood\"",
                "title:metoprolol",
                "kind:fax",
                "date:2026-04..",
                "dob:1998",
                "patient:baptiste",
                "author:vance",
                "prolol*"
            })
    void doesNotSayWhatItDoesNot(String typed) {
        assertThat(says(typed)).isFalse();
    }

    @Test
    void theStoreIsAskedForNoMoreThanMustStandThere() {
        assertThat(SaidIn.required(query("señoras -metoprolol patient:eleanor date:2026")))
                .containsExactly(List.of("____r_"));
        assertThat(SaidIn.required(query("pill OR date:2026"))).isEmpty();
        assertThat(SaidIn.required(query("pill OR metoprolol high"))).containsExactly(List.of("p_ll", "m_t_pr_l_l"));
    }

    @Test
    void aSnippetStandsAroundTheFirstHit() {
        List<Fragment> snippet = new SaidIn(CALL, PATIENT, ZoneOffset.UTC).snippet(query("metoprolol high"));
        assertThat(snippet.stream().filter(Fragment::hit).map(Fragment::text)).containsExactly("metoprolol", "high");
        assertThat(snippet.stream().map(Fragment::text).collect(Collectors.joining()))
                .isEqualTo(CALL.text());
        assertThat(new SaidIn(CALL, PATIENT, ZoneOffset.UTC).snippet(query("prescribed")))
                .startsWith(new Fragment("Prescribed", true));
    }
}
