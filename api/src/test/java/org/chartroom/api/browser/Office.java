package org.chartroom.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.chartroom.api.ChartroomServer;
import org.chartroom.api.House;
import org.chartroom.api.ServerException;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.cli.Home;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.api.config.FilingConfig;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.json.Json;
import org.chartroom.api.reviews.ReviewDesk;
import org.chartroom.api.worker.Worker;
import org.chartroom.api.worker.WorkerConfig;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.PageGeometry;

/** A real office: server, one worker with real readers, an account for each role, and two patients of one name. */
final class Office implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    /** Named in the sample {@code letter-00.png}. */
    static final String UNDERHILL = "MR820673";

    /** Named in the sample {@code letter-03.png}. */
    static final String YARBOROUGH = "MR228393";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ChartroomServer server;
    private final Worker worker;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = Json.mapper();
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    private Office(ChartroomServer server, Path folder) throws IOException {
        this.server = server;
        Accounting accounting = server.house().accounting();
        for (Role role : Role.values()) {
            UserAccount account = accounting
                    .byLogin(role.code())
                    .orElseGet(() -> accounting.create(
                            Accounting.HOUSE, role.code(), name(role), Set.of(role), Optional.of(PASSWORD)));
            tokens.put(role, accounting.issueToken(Accounting.HOUSE, account, "walk", Duration.ofDays(1)));
        }
        this.worker = new Worker(
                new WorkerConfig(
                        URI.create(server.url()),
                        tokens.getOrDefault(Role.WORKER, ""),
                        "worker of the walks",
                        1,
                        folder.resolve("spool"),
                        Optional.empty()),
                Home.fromLauncher().tools(),
                new Random(7));
        patient("Underhill", "Eleanor", "1998-08-06", UNDERHILL);
        patient("Underhill", "Eleanor", "1961-02-19", "MR100900");
        patient("Yarborough", "Maximilian", "1944-08-25", YARBOROUGH);
        patient("Baptiste", "Jules", "1979-11-30", "MR100901");
    }

    /** Opens the office in an empty folder; it asks nobody for a second factor. */
    static Office open(Path folder) throws IOException, ServerException {
        return open(folder, new ServerConfig.SecondFactor(List.of(), 0));
    }

    /** As {@link #open(Path)}, asking for a second factor like this. */
    static Office open(Path folder, ServerConfig.SecondFactor asking) throws IOException, ServerException {
        ChartroomServer server = ChartroomServer.start(
                ConfigReader.defaults(folder.resolve("data"))
                        .withPorts(0, 0)
                        .withFiling(new FilingConfig(false, 1))
                        .withSecondFactor(asking),
                Home.fromLauncher().tessdata());
        return new Office(server, folder);
    }

    /** The name under which a role's person is shown. */
    static String name(Role role) {
        return switch (role) {
            case CLINICIAN -> "Dr. Rowena Castlemaine";
            case TRANSCRIPTIONIST -> "Sam Ito";
            case INTAKE -> "Ida Moreau";
            case RECORDS_CLERK -> "Clement Vance";
            case PRIVACY_OFFICER -> "Petra Novak";
            case ADMINISTRATOR -> "Alma Quist";
            case WORKER -> "Worker";
        };
    }

    String url() {
        return server.url();
    }

    /** A file that ships with the project. */
    static Path sample(String name) {
        return Path.of(System.getProperty("chartroom.root", "."), "samples", "office")
                .resolve(name);
    }

    private String patient(String family, String given, String birthDate, String mrn) {
        return send(
                        Role.INTAKE,
                        "POST",
                        "/patients",
                        Map.of(
                                "mrn",
                                mrn,
                                "name",
                                Map.of("family", family, "given", given, "middle", ""),
                                "birthDate",
                                birthDate,
                                "sex",
                                "female",
                                "restricted",
                                false))
                .get("id")
                .asText();
    }

    /** Takes a sample in and waits until it is read; answers its first document. */
    JsonNode arrived(String sample, String as) throws IOException, InterruptedException {
        Path file = sample(sample);
        HttpRequest request = request(Role.INTAKE, "/arrivals?as=" + as + "&name=" + file.getFileName())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        String id = answer(request).get("documents").get(0).asText();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            JsonNode document = get(Role.INTAKE, "/documents/" + id);
            if (!Set.of("RECEIVED", "READING").contains(document.get("stage").asText())) {
                return document;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(sample + " was not read in time");
    }

    /** Takes a sample in and puts it into the chart of the patient with this MRN. */
    JsonNode filed(String sample, String mrn) throws IOException, InterruptedException {
        JsonNode document = arrived(sample, "scan");
        String patient = get(Role.INTAKE, "/patients?q=" + mrn)
                .get("items")
                .get(0)
                .get("id")
                .asText();
        JsonNode type = null;
        for (JsonNode each : get(Role.INTAKE, "/document-types").get("items")) {
            if (type == null || each.get("display").asText().startsWith("Consult")) {
                type = each;
            }
        }
        assertThat(type).isNotNull();
        return send(
                Role.INTAKE,
                "POST",
                "/documents/" + document.get("id").asText() + "/file",
                Map.of("patientId", patient, "type", type, "date", "2026-03-10"),
                "If-Match",
                "\"" + document.get("version").asInt() + "\"");
    }

    /** Lays down under which jurisdictions the office is. */
    void isUnder(String... jurisdictions) {
        send(
                Role.ADMINISTRATOR,
                "PUT",
                "/retention/rules",
                Map.of("jurisdictions", jurisdictions),
                "If-Match",
                "\""
                        + get(Role.ADMINISTRATOR, "/retention/rules")
                                .get("version")
                                .asInt() + "\"");
    }

    /** A progress note of a page, as it would lie in the chart of a new patient who was seen last on that day. */
    void keptFrom(LocalDate day, String family, String mrn) throws IOException {
        PatientId patient = new PatientId(patient(family, "Greta", "1950-04-02", mrn));
        House house = server.house();
        Blob file;
        try (BlobWriter writer = house.blobs().create()) {
            file = writer.keep("image/tiff");
        }
        house.store().write(records -> {
            DocumentId id = new DocumentId("kept-" + mrn);
            filed(records, new ArrivalId("kept-" + mrn), id, patient, day, "Progress note", 0, file, "old.tif");
            return id;
        });
    }

    private void filed(
            Records records,
            ArrivalId arrival,
            DocumentId id,
            PatientId patient,
            LocalDate day,
            String title,
            int pages,
            Blob file,
            String name) {
        House house = server.house();
        Instant now = house.clock().instant();
        boolean spoken = name.endsWith(".wav");
        records.arrivals()
                .add(new Arrival(
                        arrival,
                        house.facility(),
                        Channel.UPLOAD,
                        spoken ? ArrivalKind.DICTATION : ArrivalKind.SCAN,
                        name,
                        "",
                        file,
                        now,
                        new UserId("intake"),
                        Optional.empty()));
        records.documents()
                .add(new Document(
                        id,
                        arrival,
                        house.facility(),
                        spoken ? DocumentKind.DICTATION : DocumentKind.SCAN,
                        Stage.FILED,
                        "",
                        Priority.ROUTINE,
                        Optional.of(patient),
                        Optional.empty(),
                        Optional.of(new DocumentType("11506-3", "Progress note")),
                        Optional.of(day),
                        "",
                        title,
                        pages,
                        1,
                        new DocumentSource(file, name, Optional.empty(), Optional.empty()),
                        now,
                        now,
                        1));
    }

    /** A page that was read long ago, in the chart of the patient with this MRN: drawn and measured here, so that nobody reads it. */
    String page(String mrn, LocalDate day, String title, String... lines) throws IOException {
        PatientId patient = new PatientId(get(Role.PRIVACY_OFFICER, "/patients?q=" + mrn)
                .get("items")
                .get(0)
                .get("id")
                .asText());
        House house = server.house();
        BufferedImage sheet = new BufferedImage(850, 1100, BufferedImage.TYPE_BYTE_GRAY);
        List<Map<String, Object>> words = new ArrayList<>();
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 850, 1100);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SERIF, Font.PLAIN, 20));
        FontMetrics metrics = pen.getFontMetrics();
        for (int line = 0; line < lines.length; line++) {
            int x = 80;
            int base = 120 + 34 * line;
            for (String word : lines[line].split(" ")) {
                pen.drawString(word, x, base);
                int width = metrics.stringWidth(word);
                words.add(Map.of(
                        "text",
                        word,
                        "x",
                        x,
                        "y",
                        base - 18,
                        "width",
                        width,
                        "height",
                        22,
                        "confidence",
                        0.95,
                        "line",
                        line));
                x += width + metrics.charWidth(' ');
            }
        }
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", png);
        Blob image = kept(house, png.toByteArray(), "image/png");
        Blob places = kept(house, json.writeValueAsBytes(words), "application/json");
        DocumentId id = new DocumentId(house.ids().get());
        house.store().write(records -> {
            filed(records, new ArrivalId(house.ids().get()), id, patient, day, title, 1, image, "page.png");
            records.documents()
                    .setPages(
                            id,
                            List.of(new org.chartroom.models.record.Page(
                                    id,
                                    1,
                                    id,
                                    1,
                                    String.join("\n", lines),
                                    0.95,
                                    "",
                                    Optional.empty(),
                                    Optional.of(new PageGeometry(850, 1100, 100, 100, 0, 0)),
                                    Optional.of(image),
                                    Optional.of(image),
                                    Optional.of(places),
                                    List.of())));
            return id;
        });
        return id.value();
    }

    /** A note that was dictated and signed long ago, in the chart of the patient with this MRN, with its recording. */
    void spoken(String mrn, LocalDate day, String title, String words, byte[] wav) throws IOException {
        PatientId patient = new PatientId(get(Role.INTAKE, "/patients?q=" + mrn)
                .get("items")
                .get(0)
                .get("id")
                .asText());
        House house = server.house();
        Blob recording = kept(house, wav, "audio/wav");
        DocumentId id = new DocumentId(house.ids().get());
        house.store().write(records -> {
            filed(records, new ArrivalId(house.ids().get()), id, patient, day, title, 1, recording, "note.wav");
            records.dictations()
                    .add(new Dictation(
                            id,
                            new UserId("clinician"),
                            title,
                            Optional.empty(),
                            2_000,
                            Optional.empty(),
                            Optional.empty()));
            records.documents()
                    .setPages(
                            id,
                            List.of(new org.chartroom.models.record.Page(
                                    id,
                                    1,
                                    id,
                                    1,
                                    words,
                                    1,
                                    "",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of())));
            return id;
        });
    }

    private static Blob kept(House house, byte[] bytes, String type) throws IOException {
        try (BlobWriter writer = house.blobs().create()) {
            writer.write(bytes, 0, bytes.length);
            return writer.keep(type);
        }
    }

    /** Hands in a sample as the clinician's dictation about the patient with this MRN and waits for its draft; answers its id. */
    String dictated(String sample, String mrn) throws IOException, InterruptedException {
        return dictated(sample, mrn, "Progress note");
    }

    /** The same as another kind of work. */
    String dictated(String sample, String mrn, String workType) throws IOException, InterruptedException {
        String patient = get(Role.INTAKE, "/patients?q=" + mrn)
                .get("items")
                .get(0)
                .get("id")
                .asText();
        HttpRequest request = request(
                        Role.CLINICIAN,
                        "/dictations?patient=" + patient + "&workType=" + workType.replace(" ", "%20")
                                + "&name=dictation.opus")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(sample(sample)))
                .build();
        String id = answer(request).get("id").asText();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            if (get(Role.CLINICIAN, "/dictations/" + id).get("state").asText().equals("draft")) {
                return id;
            }
            Thread.sleep(200);
        }
        throw new AssertionError(sample + " was not transcribed in time");
    }

    /** Opens a chart. */
    void patient(String mrn, String family, String given, String born, String address) {
        send(
                Role.INTAKE,
                "POST",
                "/patients",
                Map.of(
                        "mrn",
                        mrn,
                        "name",
                        Map.of("family", family, "given", given),
                        "birthDate",
                        born,
                        "address",
                        address));
    }

    /** Opens a restricted chart. */
    void restricted(String mrn, String family, String given, String born) {
        send(
                Role.ADMINISTRATOR,
                "POST",
                "/patients",
                Map.of(
                        "mrn",
                        mrn,
                        "name",
                        Map.of("family", family, "given", given),
                        "birthDate",
                        born,
                        "restricted",
                        true));
    }

    /** Waits until the chart with this MRN is offered as one that somebody has twice. */
    void offered(String mrn) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!get(Role.RECORDS_CLERK, "/patients/duplicates").toString().contains(mrn)) {
            assertThat(System.nanoTime()).as(mrn + " offered in time").isLessThan(until);
            Thread.sleep(200);
        }
    }

    /** Hands a draft of the clinician's in to be reviewed by a second person. */
    void handedIn(String dictation) {
        send(
                Role.CLINICIAN,
                "POST",
                "/transcripts/" + dictation + "/submit",
                Map.of("review", true),
                "If-Match",
                "\""
                        + get(Role.CLINICIAN, "/transcripts/" + dictation)
                                .get("number")
                                .asInt() + "\"");
    }

    /** Somebody else's edit of the pages of a document. */
    JsonNode edited(Role role, String document, String what, Object body) {
        return send(
                role,
                "POST",
                "/documents/" + document + "/" + what,
                body,
                "If-Match",
                "\"" + get(role, "/documents/" + document).get("version").asInt() + "\"");
    }

    /** A patient's own request whose packet is approved; its id. */
    String approvedRelease(String mrn, String requester, String address) {
        String patient = get(Role.INTAKE, "/patients?q=" + mrn)
                .get("items")
                .get(0)
                .get("id")
                .asText();
        String id = send(
                        Role.INTAKE,
                        "POST",
                        "/releases",
                        Map.of(
                                "type",
                                "PATIENT",
                                "requester",
                                requester,
                                "channel",
                                "MAIL",
                                "purpose",
                                "own use",
                                "recipient",
                                Map.of("name", requester, "address", address, "addressAgain", address)))
                .get("id")
                .asText();
        stepped(id, "patient", Map.of("patientId", patient, "agreed", Set.of("NAME", "BIRTH_DATE")));
        stepped(id, "verify-identity", Map.of("method", "PHOTO_ID", "evidence", "licence", "authority", "PATIENT"));
        stepped(id, "authorization", Map.of("basis", "ACCESS"));
        JsonNode chosen = stepped(id, "select", Map.of());
        List<Map<String, Object>> pages = new ArrayList<>();
        chosen.get("pages")
                .forEach(page -> pages.add(Map.of(
                        "document",
                        page.get("document").asText(),
                        "page",
                        page.get("page").asInt())));
        stepped(id, "label", Map.of("pages", pages, "labels", Set.of()));
        stepped(id, "check-pages", Map.of());
        stepped(id, "redact", Map.of("complete", true));
        String sha256 = stepped(id, "package", Map.of()).at("/packet/sha256").asText();
        step(Role.PRIVACY_OFFICER, id, "approve", Map.of("sha256", sha256));
        return id;
    }

    private JsonNode stepped(String release, String step, Object body) {
        return step(Role.RECORDS_CLERK, release, step, body);
    }

    private JsonNode step(Role role, String release, String step, Object body) {
        return send(
                role,
                "POST",
                "/releases/" + release + "/" + step,
                body,
                "If-Match",
                "\"" + get(role, "/releases/" + release).get("version").asInt() + "\"");
    }

    /** Does at once what the server does every minute with reviews that are late. */
    void lookAfterReviews() {
        var house = server.house();
        var trail = new AuditTrail(house.store(), house.clock());
        new ReviewDesk(new Counter(
                        house.store(),
                        house.blobs(),
                        new Access(house.store(), trail),
                        trail,
                        house.clock(),
                        house.ids(),
                        house.facility(),
                        house.config().office().zoneId()))
                .keepUp();
    }

    JsonNode get(Role role, String path) {
        return answer(request(role, path).build());
    }

    private JsonNode send(Role role, String method, String path, Object body, String... headers) {
        try {
            HttpRequest.Builder request = request(role, path)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return answer(request.build());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(Role role, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + tokens.getOrDefault(role, ""));
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = json.readTree(answer.body());
            assertThat(answer.statusCode()).as("%s: %s", request.uri(), body).isBetween(200, 299);
            return body;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whether this machine has what reading pages needs. */
    static boolean canRead() {
        return Files.exists(Home.fromLauncher().tools().tessdata().resolve("eng.traineddata"));
    }

    /** Whether this machine has a speech engine. */
    static boolean canHear() {
        return Files.isDirectory(Home.fromLauncher().tools().pocketsphinx())
                || Files.isDirectory(Home.fromLauncher().tools().voskModels());
    }

    @Override
    public void close() {
        worker.close();
        server.close();
    }
}
