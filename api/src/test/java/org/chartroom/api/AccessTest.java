package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets through which door. */
class AccessTest {
    private static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(Role.WORKER));
    private static final Set<Role> CHART_DESK = EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR);
    private static final Set<Role> FILING =
            EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR);
    private static final Set<Role> SOUND = EnumSet.of(
            Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR);
    private static final Set<Role> NOTES = EnumSet.of(Role.CLINICIAN, Role.TRANSCRIPTIONIST);
    private static final Set<Role> WRITERS = EnumSet.of(Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR);
    private static final Set<Role> SIGNERS = EnumSet.of(Role.CLINICIAN);
    private static final Set<Role> ADMIN = EnumSet.of(Role.ADMINISTRATOR);
    private static final Set<Role> WORKER = EnumSet.of(Role.WORKER);
    private static final Set<Role> DICTATION_LISTS = EnumSet.complementOf(EnumSet.of(Role.WORKER));

    @TempDir
    static Path data;

    static TestOffice office;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    /** Every call there is and who may make it; empty: everybody, signed in or not. */
    private static Map<String, Optional<Set<Role>>> table() {
        Map<String, Optional<Set<Role>>> table = new TreeMap<>();
        table.put("POST /session", Optional.empty());
        table.put("GET /session", Optional.of(PEOPLE));
        table.put("DELETE /session", Optional.of(PEOPLE));
        table.put("POST /tokens", Optional.of(PEOPLE));
        table.put("GET /second-factor", Optional.of(PEOPLE));
        table.put("POST /second-factor", Optional.of(PEOPLE));
        table.put("POST /second-factor/confirm", Optional.of(PEOPLE));
        table.put("GET /users", Optional.of(ADMIN));
        table.put("POST /users", Optional.of(ADMIN));
        table.put("PUT /users/{id}", Optional.of(ADMIN));
        table.put("POST /users/{id}/tokens", Optional.of(ADMIN));
        table.put("POST /users/{id}/second-factor/reset", Optional.of(ADMIN));
        table.put("GET /facilities", Optional.of(PEOPLE));
        table.put("POST /arrivals", Optional.of(EnumSet.complementOf(EnumSet.of(Role.WORKER, Role.PRIVACY_OFFICER))));
        table.put("GET /transfers", Optional.of(EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK)));
        table.put("POST /transfers/look", Optional.of(EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK)));
        table.put("POST /transfers/refused", Optional.of(EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK)));
        table.put("POST /transfers", Optional.of(EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK)));
        table.put("GET /arrivals", Optional.of(EnumSet.complementOf(EnumSet.of(Role.WORKER, Role.TRANSCRIPTIONIST))));
        table.put("GET /arrivals/{id}", Optional.of(PEOPLE));
        table.put(
                "GET /arrivals/{id}/original",
                Optional.of(EnumSet.complementOf(EnumSet.of(Role.WORKER, Role.TRANSCRIPTIONIST))));
        table.put(
                "GET /arrivals/reconciliation",
                Optional.of(EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)));
        for (String part : new String[] {
            "", "/pages/{page}/image", "/pages/{page}/thumbnail", "/pages/{page}/words", "/text", "/pdf", "/original"
        }) {
            table.put("GET /documents/{id}" + part, Optional.of(PEOPLE));
        }
        table.put("GET /documents/{id}/history", Optional.of(PEOPLE));
        table.put("GET /documents/{id}/versions", Optional.of(PEOPLE));
        table.put("GET /documents/{id}/dropped", Optional.of(PEOPLE));
        table.put("GET /documents/{id}/dropped/{source}/{page}/thumbnail", Optional.of(PEOPLE));
        for (String edit : new String[] {"split", "merge", "reorder", "rotate", "drop", "restore", "move", "undo"}) {
            table.put("POST /documents/{id}/" + edit, Optional.of(FILING));
        }
        table.put("GET /transcripts/{id}/versions", Optional.of(SOUND));
        table.put("GET /documents", Optional.of(PEOPLE));
        table.put("POST /documents/{id}/file", Optional.of(FILING));
        table.put("POST /documents/{id}/unfile", Optional.of(FILING));
        table.put("POST /documents/{id}/re-read", Optional.of(FILING));
        table.put(
                "POST /documents/{id}/entered-in-error",
                Optional.of(EnumSet.of(Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)));
        for (String call : new String[] {
            "GET /filing",
            "GET /filing/misdirected",
            "GET /filing/second-looks",
            "POST /filing/bulk",
            "POST /filing/{id}/claim",
            "POST /filing/{id}/release",
            "POST /filing/{id}/misdirected",
            "POST /filing/{id}/bring-back",
            "POST /filing/{id}/callback",
            "POST /filing/{id}/callback-done",
            "POST /filing/{id}/confirm",
            "POST /filing/{id}/send-back"
        }) {
            table.put(call, Optional.of(CHART_DESK));
        }
        table.put(
                "GET /filing/{id}/log",
                Optional.of(EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)));
        table.put("GET /patients/{id}/moves", Optional.of(PEOPLE));
        Set<Role> listed = EnumSet.complementOf(EnumSet.of(Role.WORKER, Role.TRANSCRIPTIONIST));
        table.put("GET /reviews", Optional.of(listed));
        table.put("GET /reviews/{id}", Optional.of(listed));
        table.put("GET /reviews/clinicians", Optional.of(PEOPLE));
        table.put("POST /reviews/{id}/forward", Optional.of(listed));
        table.put("POST /reviews/{id}/act", Optional.of(SIGNERS));
        table.put("POST /reviews/{id}/withdraw", Optional.of(FILING));
        table.put("GET /documents/{id}/reviews", Optional.of(PEOPLE));
        table.put("POST /documents/{id}/route", Optional.of(FILING));
        table.put("POST /documents/{id}/acknowledge", Optional.of(SIGNERS));
        table.put("GET /review-rules", Optional.of(EnumSet.of(Role.CLINICIAN, Role.RECORDS_CLERK, Role.ADMINISTRATOR)));
        table.put("PUT /review-rules", Optional.of(ADMIN));
        table.put("POST /documents/{id}/rescan", Optional.of(FILING));
        table.put("GET /rescans", Optional.of(FILING));
        table.put("POST /rescans/{id}/close", Optional.of(CHART_DESK));
        table.put(
                "GET /originals",
                Optional.of(EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)));
        table.put("POST /originals", Optional.of(CHART_DESK));
        table.put("PUT /originals/{id}", Optional.of(CHART_DESK));
        table.put("POST /originals/{id}/shredded", Optional.of(CHART_DESK));
        table.put("GET /document-types", Optional.of(PEOPLE));
        table.put("GET /reading", Optional.of(PEOPLE));
        table.put("GET /patients", Optional.of(PEOPLE));
        table.put("POST /patients", Optional.of(CHART_DESK));
        table.put("POST /patients/match", Optional.of(CHART_DESK));
        table.put("GET /documents/{id}/suggestions", Optional.of(FILING));
        table.put("GET /patients/{id}", Optional.of(PEOPLE));
        table.put("PUT /patients/{id}", Optional.of(CHART_DESK));
        table.put("GET /patients/{id}/history", Optional.of(PEOPLE));
        table.put("GET /patients/{id}/merges", Optional.of(PEOPLE));
        Set<Role> merging = EnumSet.of(Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR);
        for (String call : new String[] {
            "POST /patients/merge",
            "POST /patients/{id}/unmerge",
            "GET /patients/duplicates",
            "POST /patients/duplicates/{id}/not-same"
        }) {
            table.put(call, Optional.of(merging));
        }
        table.put("POST /patients/import", Optional.of(EnumSet.of(Role.RECORDS_CLERK, Role.ADMINISTRATOR)));
        table.put("GET /patients/{id}/chart", Optional.of(PEOPLE));
        table.put("GET /patients/{id}/form-values", Optional.of(PEOPLE));
        table.put("GET /documents/{id}/form", Optional.of(FILING));
        table.put("POST /documents/{id}/form/confirm", Optional.of(CHART_DESK));
        table.put("GET /forms/missing-signatures", Optional.of(FILING));
        for (String call : new String[] {
            "GET /forms/templates",
            "POST /forms/templates",
            "GET /forms/templates/{id}",
            "PUT /forms/templates/{id}",
            "GET /forms/templates/{id}/image",
            "POST /forms/templates/trial"
        }) {
            table.put(call, Optional.of(ADMIN));
        }
        table.put("GET /patients/{id}/encounters", Optional.of(PEOPLE));
        table.put("POST /patients/{id}/encounters", Optional.of(FILING));
        table.put("GET /patients/{id}/communications", Optional.of(PEOPLE));
        table.put("POST /patients/{id}/communications", Optional.of(FILING));
        table.put("GET /communications", Optional.of(PEOPLE));
        table.put("GET /communications/colleagues", Optional.of(PEOPLE));
        table.put("GET /communications/{id}", Optional.of(PEOPLE));
        table.put("GET /communications/{id}/versions", Optional.of(PEOPLE));
        table.put("PUT /communications/{id}", Optional.of(FILING));
        table.put("POST /communications/{id}/outcome", Optional.of(FILING));
        table.put("POST /communications/{id}/entered-in-error", Optional.of(FILING));
        table.put("GET /chart-rules", Optional.of(PEOPLE));
        table.put("PUT /chart-rules", Optional.of(ADMIN));
        table.put("GET /appointments", Optional.of(PEOPLE));
        table.put("POST /appointments", Optional.of(FILING));
        for (String call : new String[] {
            "POST /appointments/import",
            "GET /appointments/preparation",
            "GET /appointments/preparation/progress",
            "GET /appointments/preparation.pdf",
            "GET /appointments/{id}/packet",
            "GET /appointments/{id}/packet.pdf",
            "POST /appointments/{id}/prepared",
            "DELETE /appointments/{id}/prepared"
        }) {
            table.put(call, Optional.of(FILING));
        }
        table.put(
                "POST /dictations",
                Optional.of(EnumSet.of(Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR)));
        table.put("GET /dictations", Optional.of(DICTATION_LISTS));
        table.put("GET /dictations/{id}", Optional.of(DICTATION_LISTS));
        table.put(
                "PUT /dictations/{id}",
                Optional.of(EnumSet.of(Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR)));
        table.put("GET /dictations/{id}/audio", Optional.of(SOUND));
        table.put("GET /dictations/{id}/peaks", Optional.of(SOUND));
        Set<Role> dictating = EnumSet.of(Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR);
        for (String recording : new String[] {
            "POST /recordings",
            "GET /recordings",
            "GET /recordings/{id}",
            "PUT /recordings/{id}",
            "DELETE /recordings/{id}",
            "PUT /recordings/{id}/takes",
            "PUT /recordings/{id}/pieces/{n}",
            "GET /recordings/{id}/audio",
            "GET /recordings/{id}/text",
            "POST /recordings/{id}/finish"
        }) {
            table.put(recording, Optional.of(dictating));
        }
        table.put("GET /transcripts/{id}", Optional.of(SOUND));
        table.put("PUT /transcripts/{id}", Optional.of(NOTES));
        table.put("POST /transcripts/{id}/check", Optional.of(NOTES));
        table.put("POST /transcripts/{id}/submit", Optional.of(NOTES));
        table.put("POST /transcripts/{id}/sign", Optional.of(SIGNERS));
        table.put("POST /transcripts/{id}/reject", Optional.of(NOTES));
        table.put("POST /transcripts/{id}/addenda", Optional.of(SIGNERS));
        for (String step : new String[] {"pend", "resume"}) {
            table.put("POST /transcripts/{id}/" + step, Optional.of(NOTES));
        }
        for (String step : new String[] {"claim", "release", "heard"}) {
            table.put("POST /dictations/{id}/" + step, Optional.of(NOTES));
        }
        for (String call : new String[] {
            "GET /writing-aids",
            "POST /writing-aids",
            "PUT /writing-aids/{id}",
            "DELETE /writing-aids/{id}",
            "GET /transcripts/{id}/quality",
            "POST /transcripts/{id}/quality",
            "GET /quality",
            "GET /productivity",
            "GET /productivity/csv"
        }) {
            table.put(call, Optional.of(WRITERS));
        }
        for (String call : new String[] {
            "GET /corrections",
            "POST /corrections",
            "POST /corrections/{number}/accept",
            "POST /corrections/{number}/decline",
            "DELETE /corrections/{number}"
        }) {
            table.put(call, Optional.of(SIGNERS));
        }
        table.put(
                "GET /terms",
                Optional.of(EnumSet.of(Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.RECORDS_CLERK, Role.ADMINISTRATOR)));
        table.put("GET /search", Optional.of(PEOPLE));
        table.put("GET /search/hits", Optional.of(PEOPLE));
        table.put("GET /search/patients", Optional.of(PEOPLE));
        table.put("GET /search/completions", Optional.of(PEOPLE));
        table.put("GET /search/similar", Optional.of(PEOPLE));
        table.put("GET /search/export", Optional.of(PEOPLE));
        for (String call : new String[] {
            "GET /search/communications",
            "GET /search/saved",
            "POST /search/saved",
            "GET /search/saved/{id}",
            "PUT /search/saved/{id}",
            "DELETE /search/saved/{id}",
            "PUT /search/saved/{id}/alert",
            "DELETE /search/saved/{id}/alert",
            "GET /search/saved/{id}/matches",
            "POST /search/saved/{id}/seen"
        }) {
            table.put(call, Optional.of(PEOPLE));
        }
        table.put("GET /events", Optional.of(PEOPLE));
        table.put("GET /waiting", Optional.of(PEOPLE));
        table.put("GET /status", Optional.of(EnumSet.of(Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.RECORDS_CLERK)));
        for (String errand : new String[] {
            "POST /admin/verify",
            "POST /admin/reindex",
            "POST /admin/backup",
            "POST /admin/destroy",
            "GET /admin/jobs",
            "GET /admin/jobs/{id}",
            "DELETE /admin/jobs/{id}"
        }) {
            table.put(errand, Optional.of(ADMIN));
        }
        Set<Role> keepers = EnumSet.of(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR);
        for (String call : new String[] {
            "GET /holds",
            "POST /holds",
            "GET /holds/{id}",
            "POST /holds/{id}/lift",
            "POST /holds/{id}/confirm",
            "POST /holds/{id}/decline",
            "GET /retention/destructions",
            "POST /retention/destructions",
            "GET /retention/destructions/{id}",
            "POST /retention/destructions/{id}/confirm",
            "POST /retention/destructions/{id}/decline",
            "GET /retention/destructions/{id}/certificate",
            "GET /retention/due",
            "GET /retention/rules"
        }) {
            table.put(call, Optional.of(keepers));
        }
        table.put("PUT /retention/rules", Optional.of(ADMIN));
        Set<Role> releasing = EnumSet.of(Role.RECORDS_CLERK, Role.PRIVACY_OFFICER);
        Set<Role> logging = EnumSet.of(Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER);
        table.put("GET /releases", Optional.of(logging));
        table.put("POST /releases", Optional.of(logging));
        table.put("GET /releases/{id}", Optional.of(logging));
        table.put("GET /releases/{id}/packet", Optional.of(releasing));
        table.put("GET /releases/{id}/recordings", Optional.of(releasing));
        table.put("POST /releases/{id}/recordings", Optional.of(releasing));
        table.put("GET /releases/{id}/recordings/{document}/audio", Optional.of(releasing));
        for (String step : new String[] {
            "patient",
            "verify-identity",
            "authorization",
            "select",
            "label",
            "withhold",
            "check-pages",
            "seen",
            "redact",
            "package",
            "approve",
            "deliver",
            "pend",
            "resume",
            "revoke",
            "recall",
            "request",
            "hold",
            "exception",
            "cancel",
            "reject",
            "no-records",
            "find-words",
            "fees",
            "fees/shown",
            "fees/paid",
            "fees/waived",
            "resolve",
            "close",
            "letters"
        }) {
            table.put("POST /releases/{id}/" + step, Optional.of(releasing));
        }
        table.put("POST /releases/{id}/deny", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("POST /releases/{id}/breach", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("POST /releases/{id}/papers", Optional.of(logging));
        table.put("GET /releases/{id}/scope", Optional.of(releasing));
        table.put("GET /releases/{id}/packet/pages/{page}", Optional.of(releasing));
        table.put("GET /releases/{id}/packaging", Optional.of(releasing));
        table.put("GET /releases/{id}/ways", Optional.of(releasing));
        table.put("POST /releases/{id}/pickup", Optional.of(releasing));
        table.put("GET /releases/{id}/pickup/signature", Optional.of(releasing));
        table.put("GET /releases/figures", Optional.of(releasing));
        table.put("GET /letters/{id}", Optional.of(releasing));
        table.put("PUT /letters/{id}", Optional.of(releasing));
        table.put("GET /letters/{id}/pdf", Optional.of(releasing));
        table.put("POST /letters/{id}/review", Optional.of(releasing));
        table.put("POST /letters/{id}/send", Optional.of(releasing));
        table.put("GET /amendments", Optional.of(logging));
        table.put("POST /amendments", Optional.of(logging));
        table.put("GET /documents/{id}/amendments", Optional.of(PEOPLE));
        table.put("GET /amendments/{id}", Optional.of(logging));
        for (String step : new String[] {"disagreement", "tell", "letters", "close"}) {
            table.put("POST /amendments/{id}/" + step, Optional.of(releasing));
        }
        table.put("POST /amendments/{id}/decide", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("POST /amendments/{id}/rebuttal", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("POST /pickup", Optional.empty());
        table.put("POST /fhir/r4/Task", Optional.of(logging));
        table.put("GET /fhir/r4/Task/{id}", Optional.of(logging));
        table.put("GET /release-papers", Optional.of(logging));
        for (String part : new String[] {"", "/csv", "/pdf", "/fhir"}) {
            table.put("GET /patients/{id}/account" + part, Optional.of(releasing));
        }
        table.put("POST /patients/{id}/account", Optional.of(releasing));
        table.put("GET /patients/{id}/account/suspensions", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("POST /patients/{id}/account/suspensions", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("GET /release-papers/{id}", Optional.of(logging));
        table.put("GET /release-papers/{id}/{part}/image", Optional.of(logging));
        table.put("POST /release-papers/{id}/open", Optional.of(logging));
        table.put("GET /releases/{id}/proposals", Optional.of(releasing));
        table.put("GET /patients/{id}/disclosures", Optional.of(releasing));
        table.put("POST /emergency-access", Optional.of(EnumSet.of(Role.CLINICIAN)));
        table.put("GET /emergency-access", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("GET /emergency-access/mine", Optional.of(EnumSet.of(Role.CLINICIAN)));
        table.put("GET /emergency-access/{id}", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("POST /emergency-access/{id}/close", Optional.of(EnumSet.of(Role.CLINICIAN, Role.PRIVACY_OFFICER)));
        table.put("POST /emergency-access/{id}/review", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER)));
        table.put("GET /audit", Optional.of(EnumSet.of(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)));
        table.put("POST /work/leases", Optional.of(WORKER));
        table.put("POST /work/recordings/leases", Optional.of(WORKER));
        table.put("GET /work/recordings/{token}/audio", Optional.of(WORKER));
        table.put("POST /work/recordings/{token}/words", Optional.of(WORKER));
        table.put("GET /work/leases/{token}/file", Optional.of(WORKER));
        table.put("PUT /work/leases/{token}/blobs", Optional.of(WORKER));
        table.put("GET /work/leases/{token}/pieces", Optional.of(WORKER));
        table.put("POST /work/leases/{token}/pieces", Optional.of(WORKER));
        table.put("POST /work/leases/{token}/renew", Optional.of(WORKER));
        table.put("POST /work/leases/{token}/result", Optional.of(WORKER));
        return table;
    }

    @Test
    void theTableHasEveryCallThatIsPublished() {
        JsonNode paths =
                office.send(office.to("/api/v1/openapi.json").build()).body().get("paths");
        Set<String> published = new java.util.TreeSet<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                published.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(published).isEqualTo(table().keySet());
    }

    @Test
    void everyCallIsOpenToItsRolesAndClosedToAllOthers() {
        table().forEach((call, open) -> {
            String method = call.substring(0, call.indexOf(' '));
            String path = call.substring(call.indexOf(' ') + 1)
                    .replace("{id}", "nobody")
                    .replace("{source}", "nobody")
                    .replace("{document}", "nobody")
                    .replace("{part}", "PURPOSE")
                    .replace("{page}", "1")
                    .replace("{number}", "1")
                    .replace("{n}", "1")
                    .replace("{token}", "nothing");
            if (open.isEmpty() || path.equals("/events") || call.equals("DELETE /session")) {
                return;
            }
            assertThat(office.send(request(method, path, null)).problem())
                    .as("nobody: " + call)
                    .isEqualTo("not-signed-in");
            for (Role role : Role.values()) {
                TestOffice.Answer answer = office.send(request(method, path, role));
                if (open.get().contains(role)) {
                    assertThat(answer.status())
                            .as(role + ": " + call + " " + answer.text())
                            .isNotIn(401, 403, 500);
                } else {
                    assertThat(answer.problem()).as(role + ": " + call).isEqualTo("not-allowed");
                }
            }
        });
    }

    private static HttpRequest request(String method, String path, @org.jspecify.annotations.Nullable Role role) {
        HttpRequest.Builder request = office.to("/api/v1" + path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(""));
        if (role != null) {
            request.header("Authorization", "Bearer " + office.token(role));
        }
        return request.build();
    }

    private static TestOffice.Answer signIn(String login, String password) {
        return office.send(office.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}"))
                .build());
    }

    @Test
    void aSignInGivesACookieThatChangesNothingWithoutTheHeaderOfTheOwnPages() {
        TestOffice.Answer in = signIn("clinician", TestOffice.PASSWORD);
        assertThat(in.status()).as(in.text()).isEqualTo(200);
        assertThat(in.body().get("user").get("roles").toString()).isEqualTo("[\"clinician\"]");
        String set = in.header("Set-Cookie");
        assertThat(set).contains("HttpOnly").contains("SameSite=Strict");
        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(office.send(office.to("/api/v1/session")
                                .header("Cookie", cookie)
                                .build())
                        .status())
                .isEqualTo(200);
        HttpRequest.Builder out =
                office.to("/api/v1/session").header("Cookie", cookie).DELETE();
        assertThat(office.send(out.copy().build()).problem()).isEqualTo("not-allowed");
        assertThat(office.send(out.copy().header("X-Chartroom", "1").build()).status())
                .isEqualTo(204);
        assertThat(office.send(office.to("/api/v1/session")
                                .header("Cookie", cookie)
                                .build())
                        .problem())
                .isEqualTo("not-signed-in");
    }

    @Test
    void guessingIsMadeSlow() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("records-clerk", "wrong password " + i).problem()).isEqualTo("not-signed-in");
        }
        TestOffice.Answer slowed = signIn("records-clerk", TestOffice.PASSWORD);
        assertThat(slowed.problem()).isEqualTo("too-many-attempts");
        assertThat(slowed.header("Retry-After")).isNotEmpty();
    }

    @Test
    void aClosedAccountsTokenOpensNothing() {
        TestOffice.Answer made = office.post(
                Role.ADMINISTRATOR,
                "/users",
                Map.of(
                        "login",
                        "leaver",
                        "displayName",
                        "Leaver",
                        "roles",
                        new String[] {"intake"},
                        "password",
                        TestOffice.PASSWORD));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String token = office.server
                .house()
                .accounting()
                .issueToken(
                        org.chartroom.api.auth.Accounting.HOUSE,
                        office.server.house().accounting().byLogin("leaver").orElseThrow(),
                        "test",
                        java.time.Duration.ofDays(1));
        HttpRequest ask = office.to("/api/v1/session")
                .header("Authorization", "Bearer " + token)
                .build();
        assertThat(office.send(ask).status()).isEqualTo(200);
        assertThat(office.put(
                                Role.ADMINISTRATOR,
                                "/users/" + made.body().get("id").asText(),
                                Map.of("displayName", "Leaver", "roles", new String[] {"intake"}, "disabled", true))
                        .status())
                .isEqualTo(200);
        assertThat(office.send(ask).problem()).isEqualTo("not-signed-in");
        assertThat(signIn("leaver", TestOffice.PASSWORD).problem()).isEqualTo("not-signed-in");
    }

    @Test
    void aRestrictedChartIsNotThereForThoseItIsClosedTo() {
        TestOffice.Answer made = office.post(
                Role.INTAKE,
                "/patients",
                Map.of(
                        "mrn",
                        "R-1",
                        "name",
                        Map.of("family", "Closed"),
                        "birthDate",
                        "1960-01-01",
                        "restricted",
                        true));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String path = "/patients/" + made.body().get("id").asText();
        assertThat(office.get(Role.PRIVACY_OFFICER, path).status()).isEqualTo(200);
        for (String part : new String[] {"", "/chart", "/encounters", "/communications"}) {
            assertThat(office.get(Role.CLINICIAN, path + part).problem()).isEqualTo("not-found");
        }
        assertThat(office.get(Role.CLINICIAN, "/patients?q=closed").body().get("items"))
                .isEmpty();
    }
}
