package org.chartroom.api.releases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chartroom.api.releases.History.Account;
import org.chartroom.api.releases.History.Call;
import org.chartroom.api.releases.History.Entry;
import org.chartroom.api.releases.History.Left;
import org.chartroom.api.releases.History.Look;
import org.chartroom.api.releases.History.Way;
import org.chartroom.api.releases.LeavingChecker.Finding;
import org.chartroom.api.releases.LeavingChecker.Rule;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker finds each thing that must never be, and nothing where nothing is wrong. */
final class LeavingCheckerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NINE = Instant.parse("2026-06-10T09:00:00Z");
    private static final String OAK = "records@oak.example";
    private static final String PACKET = "ab".repeat(32);

    private final List<Call> calls = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();

    private void call(int minute, Role by, String step, Object body, String state, String packet) {
        Instant asked = NINE.plusSeconds(60L * minute);
        calls.add(new Call("r1", step, by, JSON.valueToTree(body), asked, asked.plusMillis(9), 200, packet));
        looks.add(new Look("r1", asked.plusMillis(9), state, packet));
    }

    /** An attorney's request whose packet went by mail, and whose answer came later. */
    private History clean() {
        call(
                0,
                Role.INTAKE,
                "create",
                Map.of(
                        "type",
                        "ATTORNEY",
                        "recipient",
                        Map.of("name", "Firm of Oak", "address", OAK, "addressAgain", OAK)),
                "LOGGED",
                "");
        Map<String, Object> form = Map.of(
                "description",
                "notes",
                "discloser",
                "this office",
                "recipient",
                "Firm of Oak",
                "purpose",
                "a claim",
                "expires",
                Map.of("on", "2099-12-31"),
                "signed",
                Map.of("by", "Ada Lovering", "on", "2026-01-05"),
                "saysRevocation",
                true,
                "saysConditioning",
                true,
                "saysRedisclosure",
                true);
        call(
                1,
                Role.RECORDS_CLERK,
                "authorization",
                Map.of("basis", "AUTHORIZATION", "authorization", form),
                "BASIS_ESTABLISHED",
                "");
        call(2, Role.RECORDS_CLERK, "package", Map.of(), "QA_PASSED", PACKET);
        call(3, Role.PRIVACY_OFFICER, "approve", Map.of("sha256", PACKET, "exception", ""), "RELEASE_APPROVED", PACKET);
        call(4, Role.RECORDS_CLERK, "deliver", Map.of("way", "MAIL"), "TRANSMITTING", PACKET);
        Instant sent = NINE.plusSeconds(240);
        Entry entry = new Entry("d1", sent, "r1", "Firm of Oak", OAK, true);
        Instant there = sent.plusSeconds(2);
        return new History(
                calls,
                looks,
                List.of(
                        new Account("p1", NINE, NINE.plusMillis(3), List.of()),
                        new Account("p1", there, there.plusMillis(3), List.of(entry))),
                List.of(new Left("r1", Way.MAIL, "<d1@practice.example>", OAK, PACKET, true, there, there)));
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        assertThat(LeavingChecker.findings(clean())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void eachFaultThatIsPutIntoAHistoryIsFound(Rule rule) {
        assertThat(LeavingChecker.findings(SeededFault.of(rule, clean())))
                .extracting(Finding::rule)
                .contains(rule);
    }

    @Test
    void aFormThatWasSignedAfterARevocationIsAnotherOne() {
        History revoked = SeededFault.of(Rule.REVOKED, clean());
        List<Call> again = new ArrayList<>(revoked.calls());
        Call form = again.stream()
                .filter(call -> call.step().equals("authorization"))
                .findFirst()
                .orElseThrow();
        Instant later = NINE.plusSeconds(239);
        again.add(new Call(
                "r1",
                "authorization",
                Role.RECORDS_CLERK,
                JSON.valueToTree(Map.of(
                        "basis",
                        "AUTHORIZATION",
                        "authorization",
                        ((ObjectNode) form.body().path("authorization").deepCopy())
                                .set("signed", JSON.valueToTree(Map.of("by", "Ada Lovering", "on", "2026-02-05"))))),
                later,
                later,
                200,
                ""));
        assertThat(LeavingChecker.findings(new History(again, revoked.looks(), revoked.accounts(), revoked.left())))
                .isEmpty();
    }
}
