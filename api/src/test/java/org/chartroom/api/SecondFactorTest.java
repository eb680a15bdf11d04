package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.chartroom.api.TestOffice.Answer;
import org.chartroom.api.auth.Authenticator;
import org.chartroom.api.config.ConfigException;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statement G10: a second factor, TLS 1.2 or newer and encryption are on by default. The second factor on a real server, whose
 * clock the tests turn; TLS itself is tested with G7, encryption with G4.
 */
class SecondFactorTest {
    private static final Duration STEP = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    static final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-02T12:00:00Z"));
    static TestOffice office;
    static int made;

    @BeforeAll
    static void open() {
        office = TestOffice.open(TestOffice.config(data), clock);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String person(Role role) {
        String login = "person" + ++made;
        Answer answer = office.post(
                Role.ADMINISTRATOR,
                "/users",
                Map.of(
                        "login",
                        login,
                        "displayName",
                        "Somebody",
                        "roles",
                        List.of(role.code()),
                        "password",
                        TestOffice.PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return login;
    }

    private static String id(String login) {
        return office.server
                .house()
                .accounting()
                .byLogin(login)
                .orElseThrow()
                .id()
                .value();
    }

    private static Answer signIn(String login, String password, String... codeAndCookie) {
        ObjectNode body = office.json.createObjectNode().put("login", login).put("password", password);
        if (codeAndCookie.length > 0 && !codeAndCookie[0].isEmpty()) {
            body.put("code", codeAndCookie[0]);
        }
        HttpRequest.Builder request = office.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (codeAndCookie.length > 1) {
            request.header("Cookie", codeAndCookie[1]);
        }
        return office.send(request.build());
    }

    private static String cookie(Answer in) {
        assertThat(in.status()).as(in.text()).isEqualTo(200);
        return in.header("Set-Cookie").replaceAll(";.*", "");
    }

    private static Answer call(String cookie, String method, String path, Map<String, String> body) {
        try {
            return office.send(office.to("/api/v1" + path)
                    .header("Cookie", cookie)
                    .header("X-Chartroom", "1")
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(office.json.writeValueAsString(body)))
                    .build());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer get(String cookie, String path) {
        return office.send(office.to("/api/v1" + path).header("Cookie", cookie).build());
    }

    /** Somebody's telephone: makes codes of the secret that the page showed. */
    private record Phone(String login, Authenticator app, List<String> recoveryCodes, String cookie) {
        String code() {
            return app.code(clock.instant());
        }

        String codeIn(int steps) {
            return app.code(clock.instant().plus(STEP.multipliedBy(steps)));
        }
    }

    private static Answer begun(String cookie) {
        return call(cookie, "POST", "/second-factor", Map.of("password", TestOffice.PASSWORD));
    }

    private static Phone enrolled(Role role) {
        String login = person(role);
        String cookie = cookie(signIn(login, TestOffice.PASSWORD));
        return enrolled(login, cookie);
    }

    private static Phone enrolled(String login, String cookie) {
        Answer offer = begun(cookie);
        assertThat(offer.status()).as(offer.text()).isEqualTo(200);
        Authenticator app = Authenticator.of(offer.body().get("uri").asText());
        Answer confirmed = call(cookie, "POST", "/second-factor/confirm", Map.of("code", app.code(clock.instant())));
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        List<String> codes = new ArrayList<>();
        confirmed.body().get("recoveryCodes").forEach(code -> codes.add(code.asText()));
        // The code that proved it is spent: the next one comes with the next step.
        clock.turn(STEP);
        return new Phone(login, app, codes, cookie);
    }

    private static List<String> trail(String login) {
        List<String> lines = new ArrayList<>();
        office.get(Role.PRIVACY_OFFICER, "/audit?limit=200").body().get("items").forEach(line -> {
            if (line.path("subject").asText().equals(id(login))) {
                lines.add(line.get("action").asText() + " "
                        + line.path("details").path("what").asText());
            }
        });
        return lines;
    }

    @Test
    void g10PassesAnOfficeAsItShipsAndWhoBringsPasswordAndCode(@TempDir Path folder) {
        ServerConfig ships = ConfigReader.defaults(folder);
        assertThat(ships.sessions().secondFactor().roles())
                .as("who release records or administer")
                .containsExactlyInAnyOrder(Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR);
        assertThat(ships.store().seal()).isTrue();
        assertThat(ships.http().host()).as("plain HTTP stays on this machine").isEqualTo("127.0.0.1");
        assertThat(ships.delivery().mail().tls().name()).isEqualTo("STARTTLS");

        Phone phone = enrolled(Role.RECORDS_CLERK);
        Answer in = signIn(phone.login(), TestOffice.PASSWORD, phone.code());
        assertThat(get(cookie(in), "/patients?q=x").status()).isEqualTo(200);
        assertThat(in.body().at("/secondFactor/on").asBoolean()).isTrue();
        assertThat(trail(phone.login())).contains("SIGN_IN with a code");
    }

    @Test
    void g10BlocksThePasswordAloneAndWhoDoesNotSetItUpInTime() {
        Phone phone = enrolled(Role.ADMINISTRATOR);
        Answer half = signIn(phone.login(), TestOffice.PASSWORD);
        assertThat(half.status()).isEqualTo(401);
        assertThat(half.problem()).isEqualTo("code-needed");
        assertThat(half.header("Set-Cookie")).as("no session before both").isEmpty();
        Answer wrong = signIn(phone.login(), "wrong horse", phone.code());
        assertThat(wrong.problem())
                .as("nor does a code help without the password")
                .isEqualTo("not-signed-in");

        String late = person(Role.PRIVACY_OFFICER);
        String cookie = cookie(signIn(late, TestOffice.PASSWORD));
        assertThat(get(cookie, "/audit").status()).as("while there is time").isEqualTo(200);
        Instant before = clock.instant();
        try {
            clock.turn(Duration.ofDays(14));
            Answer in = signIn(late, TestOffice.PASSWORD);
            assertThat(in.body().at("/secondFactor/required").asBoolean()).isTrue();
            String closed = cookie(in);
            for (String path : List.of("/audit", "/patients?q=x", "/documents", "/waiting")) {
                assertThat(get(closed, path).problem()).as(path).isEqualTo("second-factor-required");
            }
            assertThat(call(closed, "POST", "/tokens", Map.of("label", "x", "days", "1"))
                            .problem())
                    .as("nor does a token lead around it")
                    .isEqualTo("second-factor-required");
            assertThat(get(closed, "/session").status()).isEqualTo(200);
            enrolled(late, closed);
            assertThat(get(closed, "/audit").status())
                    .as("at once when it is set up")
                    .isEqualTo(200);
        } finally {
            clock.turn(Duration.between(clock.instant(), before).plus(STEP));
        }
    }

    @Test
    void whoHasNoneSignsInWithThePasswordAloneAndIsAskedWhereTheRoleIs() {
        Answer clerk = signIn(person(Role.RECORDS_CLERK), TestOffice.PASSWORD);
        assertThat(clerk.status()).isEqualTo(200);
        JsonNode standing = clerk.body().get("secondFactor");
        assertThat(standing.get("asked").asBoolean()).isTrue();
        assertThat(standing.get("required").asBoolean()).isFalse();
        assertThat(Instant.parse(standing.get("laterUntil").asText()))
                .isBetween(
                        clock.instant().plus(Duration.ofDays(13)),
                        clock.instant().plus(Duration.ofDays(14)));

        Answer doctor = signIn(person(Role.CLINICIAN), TestOffice.PASSWORD);
        assertThat(doctor.status()).isEqualTo(200);
        assertThat(doctor.body().at("/secondFactor/asked").asBoolean()).isFalse();
    }

    @Test
    void tokensOfAnEnrolledAccountGoOnWithoutACode() {
        String login = person(Role.INTAKE);
        String token = office.server
                .house()
                .accounting()
                .issueToken(
                        org.chartroom.api.auth.Accounting.HOUSE,
                        office.server.house().accounting().byLogin(login).orElseThrow(),
                        "scanner",
                        Duration.ofDays(30));
        enrolled(login, cookie(signIn(login, TestOffice.PASSWORD)));
        HttpRequest.Builder ask = office.to("/api/v1/session").header("Authorization", "Bearer " + token);
        assertThat(office.send(ask.build()).status()).isEqualTo(200);
        Answer replacing = office.send(office.to("/api/v1/second-factor")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"password\":\"" + TestOffice.PASSWORD + "\"}"))
                .build());
        assertThat(replacing.problem())
                .as("a token and the password replace no second factor")
                .isEqualTo("not-allowed");
    }

    @Test
    void aCodeIsGoodOnceAndSoIsNoneBeforeIt() {
        Phone phone = enrolled(Role.INTAKE);
        String code = phone.code();
        String earlier = phone.codeIn(-1);
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, code).status()).isEqualTo(200);
        Answer again = signIn(phone.login(), TestOffice.PASSWORD, code);
        assertThat(again.problem()).isEqualTo("wrong-code");
        assertThat(again.text()).contains("used already", "Nobody is signed in");
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, earlier).problem())
                .isEqualTo("wrong-code");
        clock.turn(STEP);
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, phone.code()).status())
                .isEqualTo(200);
        assertThat(trail(phone.login())).contains("SIGN_IN_REFUSED a code that was used");
    }

    @Test
    void ofManyWhoBringOneCodeAtOnceOneIsLetIn() throws Exception {
        Phone phone = enrolled(Role.INTAKE);
        String code = phone.code();
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                answers.add(people.submit(() -> signIn(phone.login(), TestOffice.PASSWORD, code)));
            }
        }
        int in = 0;
        for (Future<Answer> each : answers) {
            in += each.get().status() == 200 ? 1 : 0;
        }
        assertThat(in).isEqualTo(1);
    }

    @Test
    void theCodeThatSetItUpSignsNobodyIn() {
        String login = person(Role.INTAKE);
        String cookie = cookie(signIn(login, TestOffice.PASSWORD));
        Authenticator app = Authenticator.of(begun(cookie).body().get("uri").asText());
        String code = app.code(clock.instant());
        assertThat(call(cookie, "POST", "/second-factor/confirm", Map.of("code", code))
                        .status())
                .isEqualTo(200);
        assertThat(signIn(login, TestOffice.PASSWORD, code).problem()).isEqualTo("wrong-code");
    }

    @Test
    void aTelephoneMayBeOneStepOffInEachDirectionAndNoMore() {
        Phone phone = enrolled(Role.INTAKE);
        clock.turn(STEP.multipliedBy(5));
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, phone.codeIn(-2)).problem())
                .isEqualTo("wrong-code");
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, phone.codeIn(2)).problem())
                .isEqualTo("wrong-code");
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, phone.codeIn(-1)).status())
                .isEqualTo(200);
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, phone.codeIn(1)).status())
                .isEqualTo(200);
        String spaced = phone.codeIn(2);
        clock.turn(STEP);
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, spaced.substring(0, 3) + " " + spaced.substring(3))
                        .status())
                .as("typed as apps show it")
                .isEqualTo(200);
    }

    @Test
    void wrongCodesAreSlowedLikeWrongPasswordsAndARightPasswordBetweenThemHelpsNobody() {
        Phone phone = enrolled(Role.INTAKE);
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(phone.login(), TestOffice.PASSWORD).problem()).isEqualTo("code-needed");
            assertThat(signIn(phone.login(), TestOffice.PASSWORD, "00000" + i).problem())
                    .isEqualTo("wrong-code");
        }
        Answer slowed = signIn(phone.login(), TestOffice.PASSWORD, phone.code());
        assertThat(slowed.problem()).isEqualTo("too-many-attempts");
        assertThat(slowed.header("Retry-After")).isNotEmpty();
        assertThat(signIn(phone.login(), TestOffice.PASSWORD).problem())
                .as("codes and passwords are counted together")
                .isEqualTo("too-many-attempts");
        clock.turn(Duration.ofSeconds(slowed.body().get("retryAfterSeconds").asLong())
                .plus(STEP));
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, phone.code()).status())
                .isEqualTo(200);
        assertThat(trail(phone.login()).stream().filter("SIGN_IN_REFUSED a wrong code"::equals))
                .hasSize(5);
    }

    @Test
    void wrongCodesAreCountedWhereverTheyComeFrom() throws Exception {
        Phone phone = enrolled(Role.INTAKE);
        try (HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.2"))
                .build()) {
            for (int i = 0; i < 5; i++) {
                String body = "{\"login\":\"" + phone.login() + "\",\"password\":\"" + TestOffice.PASSWORD
                        + "\",\"code\":\"00000" + i + "\"}";
                int status;
                try {
                    status = elsewhere
                            .send(
                                    office.to("/api/v1/session")
                                            .header("Content-Type", "application/json")
                                            .POST(HttpRequest.BodyPublishers.ofString(body))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                } catch (IOException e) {
                    throw Assumptions.<RuntimeException>abort("this machine has one loopback address only: " + e);
                }
                assertThat(status).isEqualTo(401);
            }
        }
        assertThat(signIn(phone.login(), TestOffice.PASSWORD).problem())
                .as("the password from here is not slowed")
                .isEqualTo("code-needed");
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, phone.code()).problem())
                .as("codes are, from everywhere")
                .isEqualTo("too-many-attempts");
    }

    @Test
    void aRecoveryCodeSignsInOnceAndSaysHowManyAreLeft() {
        Phone phone = enrolled(Role.INTAKE);
        assertThat(phone.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        String code = phone.recoveryCodes().getFirst();
        Answer in = signIn(phone.login(), TestOffice.PASSWORD, code.toUpperCase(Locale.ROOT));
        assertThat(in.status()).as(in.text()).isEqualTo(200);
        assertThat(in.body().at("/secondFactor/recoveryCodes").asInt()).isEqualTo(9);
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, code).problem()).isEqualTo("wrong-code");
        assertThat(trail(phone.login())).contains("SIGN_IN with a recovery code, 9 left");

        Phone other = enrolled(Role.INTAKE);
        assertThat(signIn(
                                other.login(),
                                TestOffice.PASSWORD,
                                phone.recoveryCodes().getLast())
                        .problem())
                .as("another's")
                .isEqualTo("wrong-code");
    }

    @Test
    void nothingIsSetUpWithoutThePasswordAndACodeOfIt() {
        String login = person(Role.INTAKE);
        String cookie = cookie(signIn(login, TestOffice.PASSWORD));
        assertThat(call(cookie, "POST", "/second-factor/confirm", Map.of("code", "123456"))
                        .problem())
                .isEqualTo("conflict");
        assertThat(call(cookie, "POST", "/second-factor", Map.of("password", "wrong horse"))
                        .problem())
                .isEqualTo("not-allowed");
        JsonNode offer = begun(cookie).body();
        assertThat(offer.get("secret").asText()).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
        assertThat(offer.get("uri").asText())
                .startsWith("otpauth://totp/Medical%20office:" + login + "?secret=")
                .contains("&issuer=Medical%20office", "algorithm=SHA1", "digits=6", "period=30");
        Authenticator app = Authenticator.of(offer.get("uri").asText());
        String wrong = app.code(clock.instant().minus(Duration.ofHours(1)));
        assertThat(call(cookie, "POST", "/second-factor/confirm", Map.of("code", wrong))
                        .problem())
                .isEqualTo("not-allowed");
        assertThat(trail(login)).contains("SIGN_IN_REFUSED second factor: a wrong code when setting it up");
        assertThat(signIn(login, TestOffice.PASSWORD).status())
                .as("begun is not set up")
                .isEqualTo(200);
    }

    @Test
    void settingItUpEndsTheOtherSessionsAndANewTelephoneTakesThePlaceOfTheOldOne() {
        String login = person(Role.INTAKE);
        String elsewhere = cookie(signIn(login, TestOffice.PASSWORD));
        Phone old = enrolled(login, cookie(signIn(login, TestOffice.PASSWORD)));
        assertThat(get(elsewhere, "/session").status()).isEqualTo(401);
        assertThat(get(old.cookie(), "/session").status()).isEqualTo(200);

        begun(old.cookie());
        assertThat(signIn(login, TestOffice.PASSWORD, old.code()).status())
                .as("begun, the old one is still good")
                .isEqualTo(200);
        Phone renewed = enrolled(login, old.cookie());
        assertThat(signIn(login, TestOffice.PASSWORD, old.codeIn(1)).problem()).isEqualTo("wrong-code");
        assertThat(signIn(login, TestOffice.PASSWORD, old.recoveryCodes().getFirst())
                        .problem())
                .isEqualTo("wrong-code");
        assertThat(signIn(login, TestOffice.PASSWORD, renewed.code()).status()).isEqualTo(200);
        assertThat(trail(login)).contains("ADMIN second factor: set up", "ADMIN second factor: set up anew");
    }

    @Test
    void aLockedScreenOpensWithThePasswordAndTheSameSessionGoesOn() {
        Phone phone = enrolled(Role.INTAKE);
        Answer again = signIn(phone.login(), TestOffice.PASSWORD, "", phone.cookie());
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.header("Set-Cookie")).as("no session is made").isEmpty();
        assertThat(signIn(phone.login(), "wrong horse", "", phone.cookie()).problem())
                .isEqualTo("not-signed-in");
        Phone other = enrolled(Role.INTAKE);
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, "", other.cookie())
                        .problem())
                .as("another's session")
                .isEqualTo("code-needed");
        assertThat(call(phone.cookie(), "DELETE", "/session", Map.of()).status())
                .isEqualTo(204);
        assertThat(signIn(phone.login(), TestOffice.PASSWORD, "", phone.cookie())
                        .problem())
                .as("a session that ended")
                .isEqualTo("code-needed");
    }

    @Test
    void anAdministratorResetsSomebodysAndItsSessionsEnd() {
        Phone phone = enrolled(Role.RECORDS_CLERK);
        assertThat(user(phone.login()).get("secondFactor").asBoolean()).isTrue();
        String reset = "/users/" + id(phone.login()) + "/second-factor/reset";
        assertThat(office.post(Role.PRIVACY_OFFICER, reset, Map.of()).problem()).isEqualTo("not-allowed");
        assertThat(office.post(Role.ADMINISTRATOR, reset, Map.of()).status()).isEqualTo(204);
        assertThat(office.post(Role.ADMINISTRATOR, reset, Map.of()).problem()).isEqualTo("conflict");
        assertThat(get(phone.cookie(), "/session").status()).isEqualTo(401);
        assertThat(user(phone.login()).get("secondFactor").asBoolean()).isFalse();
        assertThat(signIn(phone.login(), TestOffice.PASSWORD).status()).isEqualTo(200);
        assertThat(trail(phone.login())).contains("ADMIN second factor: reset");

        Phone chief = enrolled(Role.ADMINISTRATOR);
        assertThat(call(chief.cookie(), "POST", "/users/" + id(chief.login()) + "/second-factor/reset", Map.of())
                        .problem())
                .as("one's own")
                .isEqualTo("bad-request");
    }

    private static JsonNode user(String login) {
        for (JsonNode each : office.get(Role.ADMINISTRATOR, "/users").body().get("items")) {
            if (each.get("login").asText().equals(login)) {
                return each;
            }
        }
        throw new AssertionError("there is no " + login);
    }

    @Test
    void neitherSecretNorRecoveryCodeNorCodeIsReadableOnTheDisk() throws Exception {
        String login = person(Role.INTAKE);
        String cookie = cookie(signIn(login, TestOffice.PASSWORD));
        String uri = begun(cookie).body().get("uri").asText();
        Authenticator app = Authenticator.of(uri);
        Answer confirmed = call(cookie, "POST", "/second-factor/confirm", Map.of("code", app.code(clock.instant())));
        List<String> told = new ArrayList<>();
        confirmed.body().get("recoveryCodes").forEach(code -> {
            told.add(code.asText());
            told.add(code.asText().replace("-", ""));
        });
        told.add(app.base32());
        told.add(new String(app.secret(), StandardCharsets.ISO_8859_1));
        told.add(java.util.HexFormat.of().formatHex(app.secret()));
        told.add(java.util.Base64.getEncoder().withoutPadding().encodeToString(app.secret()));
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(told).as(file.toString()).noneMatch(bytes::contains);
            }
        }
        assertThat(office.get(Role.PRIVACY_OFFICER, "/audit?limit=200").text()).doesNotContain(told);
    }

    @Test
    void whoWritesTheirOwnSecretIntoAnotherAccountsRowIsNotLetIn() throws Exception {
        Phone phone = enrolled(Role.INTAKE);
        Phone thief = enrolled(Role.INTAKE);
        try (var records = java.sql.DriverManager.getConnection("jdbc:sqlite:" + data.resolve("chartroom.db"));
                var statement = records.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.executeUpdate(
                    "UPDATE second_factor SET sealed = (SELECT sealed FROM second_factor WHERE account = '"
                            + id(thief.login()) + "') WHERE account = '" + id(phone.login()) + "'");
        }
        Answer refused = signIn(phone.login(), TestOffice.PASSWORD, thief.code());
        assertThat(refused.problem()).isEqualTo("unavailable");
        assertThat(refused.header("Set-Cookie")).isEmpty();
        assertThat(signIn(
                                phone.login(),
                                TestOffice.PASSWORD,
                                phone.recoveryCodes().getFirst())
                        .status())
                .as("a recovery code needs no key")
                .isEqualTo(200);
    }

    @Test
    void aSettingThatCannotBeStopsTheStartAndSaysWhy(@TempDir Path folder) throws Exception {
        for (Map.Entry<String, String> each : Map.of(
                        "{ask: [clerk]}", "'clerk' is no role of people",
                        "{ask: [worker]}", "'worker' is no role of people",
                        "{graceDays: -1}", "graceDays must be within 0..365")
                .entrySet()) {
            Path file = Files.writeString(
                    folder.resolve("server.yml"), "sessions: {secondFactor: " + each.getKey() + "}\n");
            assertThatThrownBy(() -> ConfigReader.read(file))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(each.getValue());
        }
        Path off = Files.writeString(folder.resolve("off.yml"), "sessions: {secondFactor: {ask: []}}\n");
        ServerConfig config = ConfigReader.read(off);
        assertThat(config.sessions().secondFactor().roles()).isEmpty();
        assertThat(config.sessions().idleMinutes())
                .as("the rest is as it ships")
                .isEqualTo(30);
    }
}
