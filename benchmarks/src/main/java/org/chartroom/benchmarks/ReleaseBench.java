package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.api.cli.Home;
import org.chartroom.api.releases.TesseractWords;
import org.chartroom.release.redaction.ProofDesk;
import org.chartroom.release.redaction.ProofJob;
import org.chartroom.release.redaction.RedactedPdf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long a packet takes: a request over HTTP to a server of its own, from its receipt to the bytes in the recipient's hand, with pages
 * painted over and verified. Beside it, how fast pages are painted over and verified when nothing else is done.
 */
@Command(
        name = "release",
        description = "A packet selected, checked, redacted, packaged, verified and fetched.",
        mixinStandardHelpOptions = true)
final class ReleaseBench implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Home home;
    private final Clock clock;

    @Option(names = "--pages", description = "Pages of the packet; ${DEFAULT-VALUE} by default.")
    private int pages = 500;

    @Option(names = "--redacted", description = "How many of them are painted over; ${DEFAULT-VALUE} by default.")
    private int redacted = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    ReleaseBench(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** Two people at the desk and where it is. */
    private record Desk(HttpClient http, URI url, String clerk, String officer) {
        byte[] bytes(String method, String path, String token, Object body, String version)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/api/v1/" + path))
                    .timeout(LONGEST)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(JsonOut.MAPPER.writeValueAsBytes(body)));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (!version.isEmpty()) {
                request.header("If-Match", "\"" + version + "\"");
            }
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(path + " was answered " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (pages < 1 || redacted < 0 || redacted > pages) {
            throw new IOException("--pages must be at least 1, and --redacted within them");
        }
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        try (Scratch scratch = Scratch.make(home)) {
            Path data = scratch.folder().resolve("data");
            ReleaseChart chart = ReleaseChart.furnish(data, clock, pages);
            ObjectNode sum = JsonOut.object()
                    .put("bench", "release")
                    .put("at", clock.instant().toString())
                    .put("pages", pages)
                    .put("redactedPages", redacted);
            alone(out, scratch.folder(), sum);
            int leaks;
            try (RunningServer server = RunningServer.start(home, data, 0);
                    PeakMemory memory = PeakMemory.of(server.process());
                    HttpClient http = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()) {
                Desk desk = new Desk(http, server.url(), server.token(), chart.officersToken());
                long began = System.nanoTime();
                Path packet = scratch.folder().resolve("packet.pdf");
                Files.write(packet, released(desk, chart, out));
                sum.put("seconds", JsonOut.rounded((System.nanoTime() - began) / 1e9, 1));
                sum.put("peakMb", memory.megabytes());
                sum.put("serverPeakMb", memory.rootMegabytes());
                sum.put("helpersPeakMb", memory.startedMegabytes());
                sum.put("packetMb", JsonOut.rounded(Files.size(packet) / 1e6, 1));
                leaks = leaks(packet, chart);
            }
            out.line(sum.put("leaks", leaks));
            return leaks == 0 ? 0 : 1;
        }
    }

    /** Painting over and verifying, in this process and one that it starts. */
    private void alone(JsonOut out, Path spool, ObjectNode sum) throws IOException, InterruptedException {
        int many = Math.max(1, redacted);
        List<BufferedImage> pictures = List.of(ReleaseChart.drawn(1), ReleaseChart.drawn(2), ReleaseChart.drawn(3));
        Path file = spool.resolve("alone.pdf");
        for (boolean warm : new boolean[] {false, true}) {
            try (RedactedPdf pdf = new RedactedPdf(spool, "alone", clock)) {
                long began = System.nanoTime();
                for (int page = 0; page < many; page++) {
                    pdf.picture(
                            pictures.get(page % pictures.size()),
                            ReleaseChart.DPI,
                            List.of(ReleaseChart.box()),
                            _ -> List.of(),
                            "page " + page);
                }
                pdf.writeTo(file);
                double burnt = (System.nanoTime() - began) / 1e9;
                if (!warm) {
                    continue;
                }
                sum.put("burnInPagesPerSecond", JsonOut.rounded(many / burnt, 1));
                String sha256 = HexFormat.of().formatHex(ReleaseChart.sha256(Files.readAllBytes(file)));
                ProofDesk proof = ProofDesk.likeThisProcess(
                        TesseractWords.class, home.cache().toString(), spool, LONGEST);
                began = System.nanoTime();
                ProofDesk.Outcome outcome = proof.verify(
                        new ProofJob(file, sha256, pdf.manifest(), pdf.bookmarks(), List.of(ReleaseChart.SECRET)));
                double proven = (System.nanoTime() - began) / 1e9;
                if (!(outcome instanceof ProofDesk.Outcome.Verified)) {
                    throw new IOException("the pages were not verified: " + outcome);
                }
                sum.put("verifiedPagesPerSecond", JsonOut.rounded(many / proven, 2));
                sum.put("cores", Runtime.getRuntime().availableProcessors());
                out.line(JsonOut.object()
                        .put("step", "alone")
                        .put("paintedOver", many)
                        .put("burnInSeconds", JsonOut.rounded(burnt, 2))
                        .put("verifySeconds", JsonOut.rounded(proven, 1)));
            }
        }
    }

    /** The whole way of a patient's own request; the bytes that came out of it. */
    private byte[] released(Desk desk, ReleaseChart chart, JsonOut out) throws IOException, InterruptedException {
        JsonNode view = JsonOut.MAPPER.readTree(desk.bytes(
                "POST",
                "releases",
                desk.clerk(),
                Map.of(
                        "type", "PATIENT",
                        "requester", "Ada Lovering",
                        "channel", "MAIL",
                        "recipient", Map.of("name", "Ada Lovering", "address", "1 Elm St", "addressAgain", "1 Elm St"),
                        "purpose", "own use"),
                ""));
        String id = view.path("id").asText();
        view = step(
                desk,
                out,
                view,
                "patient",
                desk.clerk(),
                Map.of("patientId", chart.patient(), "agreed", List.of("NAME", "BIRTH_DATE")));
        view = step(
                desk,
                out,
                view,
                "verify-identity",
                desk.clerk(),
                Map.of("method", "PHOTO_ID", "evidence", "licence", "authority", "PATIENT"));
        view = step(desk, out, view, "authorization", desk.clerk(), Map.of("basis", "ACCESS"));
        view = step(desk, out, view, "select", desk.clerk(), Map.of());
        List<Map<String, Object>> at = new ArrayList<>();
        List<Map<String, Object>> boxes = new ArrayList<>();
        for (JsonNode page : view.path("pages")) {
            Map<String, Object> place = Map.of(
                    "document",
                    page.path("document").asText(),
                    "page",
                    page.path("page").asInt());
            at.add(place);
            if (boxes.size() < redacted && at.size() * (long) redacted >= (boxes.size() + 1L) * pages) {
                boxes.add(Map.of(
                        "document", page.path("document").asText(),
                        "page", page.path("page").asInt(),
                        "boxes", List.of(ReleaseChart.box())));
            }
        }
        if (at.size() != pages || boxes.size() != redacted) {
            throw new IOException(at.size() + " pages were selected and " + boxes.size() + " marked");
        }
        view = step(desk, out, view, "label", desk.clerk(), Map.of("pages", at, "labels", List.of()));
        view = step(desk, out, view, "check-pages", desk.clerk(), Map.of());
        view = step(desk, out, view, "redact", desk.clerk(), Map.of("complete", true, "pages", boxes));
        view = step(desk, out, view, "package", desk.clerk(), Map.of());
        String sha256 = view.at("/packet/sha256").asText();
        view = step(desk, out, view, "approve", desk.officer(), Map.of("sha256", sha256));
        JsonNode ticket = JsonOut.MAPPER.readTree(desk.bytes(
                "POST",
                "releases/" + id + "/deliver",
                desk.clerk(),
                Map.of(),
                view.path("version").asText()));
        byte[] packet = desk.bytes(
                "POST",
                "pickup",
                "",
                Map.of(
                        "token", ticket.path("page").asText().replace("/pickup#", ""),
                        "code", ticket.path("code").asText()),
                "");
        if (!HexFormat.of().formatHex(ReleaseChart.sha256(packet)).equals(sha256)) {
            throw new IOException("what was fetched is not what was approved");
        }
        return packet;
    }

    private static JsonNode step(Desk desk, JsonOut out, JsonNode view, String step, String token, Object body)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode after = JsonOut.MAPPER.readTree(desk.bytes(
                "POST",
                "releases/" + view.path("id").asText() + "/" + step,
                token,
                body,
                view.path("version").asText()));
        out.line(JsonOut.object().put("step", step).put("ms", (System.nanoTime() - began) / 1_000_000));
        return after;
    }

    /** Pages on which the secret can be seen, selected or searched although it was painted over. */
    private int leaks(Path packet, ReleaseChart chart) throws IOException {
        int leaks = chart.holdsSecret(Files.readAllBytes(packet)) ? 1 : 0;
        try (PDDocument pdf = Loader.loadPDF(packet.toFile())) {
            leaks += new PDFTextStripper().getText(pdf).contains(ReleaseChart.SECRET) ? 1 : 0;
            PDFRenderer renderer = new PDFRenderer(pdf);
            int covered = 0;
            for (int page = 1; page < pdf.getNumberOfPages(); page++) {
                // Only where the box begins: drawing whole pages takes longer than the packet did.
                if (ReleaseChart.isCovered(renderer.renderImageWithDPI(page, 72, ImageType.GRAY))) {
                    covered++;
                }
            }
            return leaks + Math.abs(covered - redacted);
        }
    }
}
