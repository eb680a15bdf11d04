package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.work.AttachmentResult;
import org.chartroom.api.work.KeptBlob;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageEnd;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.Transcript;
import org.chartroom.transcribe.format.FormattedNote;
import org.chartroom.transcribe.format.NoteFormatter;

/** A peer that speaks the leasing protocol over HTTP and says of files what a test tells it to. */
public final class TestWorker {
    private final TestOffice office;

    public TestWorker(TestOffice office) {
        this.office = office;
    }

    Optional<LeaseOffer> lease() {
        return lease(0);
    }

    Optional<LeaseOffer> lease(int waitSeconds) {
        return lease(Map.of("owner", "test worker", "waitSeconds", waitSeconds));
    }

    Optional<LeaseOffer> lease(Priority atLeast) {
        return lease(Map.of("owner", "test worker", "waitSeconds", 0, "atLeast", atLeast));
    }

    private Optional<LeaseOffer> lease(Map<String, Object> request) {
        TestOffice.Answer answer = office.post(Role.WORKER, "/work/leases", request);
        if (answer.status() == 204) {
            return Optional.empty();
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Optional.of(office.json.convertValue(answer.body(), LeaseOffer.class));
    }

    byte[] file(LeaseOffer offer) {
        TestOffice.Answer answer = office.get(Role.WORKER, "/work/leases/" + offer.token() + "/file");
        assertThat(answer.status()).isEqualTo(200);
        return answer.response().body();
    }

    KeptBlob keep(LeaseOffer offer, byte[] bytes, String type) {
        TestOffice.Answer answer =
                office.put(Role.WORKER, "/work/leases/" + offer.token() + "/blobs", bytes, "Content-Type", type);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return office.json.convertValue(answer.body(), KeptBlob.class);
    }

    TestOffice.Answer handIn(LeaseOffer offer, WorkResult result) {
        return office.post(Role.WORKER, "/work/leases/" + offer.token() + "/result", result);
    }

    /** Reads whatever comes next as a file with these pages. */
    public LeaseOffer read(PageResult... pages) {
        LeaseOffer offer = lease(5).orElseThrow();
        TestOffice.Answer answer = handIn(
                offer, new WorkResult.Read("image/tiff", DocumentKind.SCAN, List.of(pages), pages.length, List.of()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return offer;
    }

    WorkResult mail(LeaseOffer offer, String attachment) {
        KeptBlob file = keep(offer, attachment.getBytes(StandardCharsets.UTF_8), "text/plain");
        return new WorkResult.Read(
                "message/rfc822",
                DocumentKind.EMAIL,
                List.of(text(1, "see attachment")),
                1,
                List.of(new AttachmentResult(file, "attached.txt")));
    }

    /** A page with words laid out in a row, 10 px a letter. */
    PageResult page(LeaseOffer offer, int number, String text) {
        return page(offer, number, text, "");
    }

    PageResult page(LeaseOffer offer, int number, String text, String doubt) {
        List<Map<String, Object>> words = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            int x = 10;
            for (String word : lines.get(line).split(" ")) {
                words.add(Map.of(
                        "text",
                        word,
                        "x",
                        x,
                        "y",
                        20 + 30 * line,
                        "width",
                        word.length() * 10,
                        "height",
                        12,
                        "confidence",
                        0.9,
                        "line",
                        line));
                x += word.length() * 10 + 10;
            }
        }
        try {
            KeptBlob kept = keep(offer, office.json.writeValueAsBytes(words), "application/json");
            KeptBlob image = keep(offer, png(tone(text)), "image/png");
            return new PageResult(
                    number,
                    PageEnd.CONTENT,
                    text,
                    0.9,
                    doubt,
                    Optional.empty(),
                    "",
                    "",
                    Optional.of(new PageGeometry(1_700, 2_200, 200, 200, 0, 0)),
                    Optional.of(image),
                    Optional.of(image),
                    Optional.of(kept),
                    List.of(),
                    50);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The shade of grey, 0 to 255, that the image of a page with this text is filled with. */
    static int tone(String text) {
        return Math.floorMod(text.hashCode(), 256);
    }

    private static byte[] png(int tone) {
        try (java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream()) {
            java.awt.image.BufferedImage image =
                    new java.awt.image.BufferedImage(170, 220, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    image.getRaster().setSample(x, y, 0, tone);
                }
            }
            javax.imageio.ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    public static PageResult text(int number, String text) {
        return page(number, PageEnd.CONTENT, text, "", Optional.empty(), "");
    }

    static PageResult doubtful(int number, String text, String doubt) {
        return page(number, PageEnd.CONTENT, text, doubt, Optional.empty(), "");
    }

    static PageResult blank(int number) {
        return page(number, PageEnd.BLANK, "", "", Optional.empty(), "");
    }

    static PageResult separator(int number, String value) {
        return page(number, PageEnd.SEPARATOR, "", "", Optional.empty(), value);
    }

    static PageResult rejected(int number, PageProblem problem) {
        return page(number, PageEnd.REJECTED, "", "", Optional.of(problem), "");
    }

    private static PageResult page(
            int number, PageEnd end, String text, String doubt, Optional<PageProblem> problem, String value) {
        return new PageResult(
                number,
                end,
                text,
                end == PageEnd.CONTENT ? 0.8 : 0,
                doubt,
                problem,
                "",
                value,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                10);
    }

    WorkResult spoken(LeaseOffer offer, String words) {
        return spoken(offer, words, "vosk");
    }

    WorkResult spoken(LeaseOffer offer, String words, String engine) {
        List<SpokenWord> spoken = new ArrayList<>();
        double at = 0;
        for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
            spoken.add(new SpokenWord(word, at, at + 0.4, 0.9));
            at += 0.5;
        }
        KeptBlob peaks = keep(offer, new byte[] {1, 2, 3}, "application/octet-stream");
        return new WorkResult.Transcribed(
                "audio/wav",
                new Transcript(
                        engine,
                        "test",
                        (long) (at * 1_000),
                        spoken,
                        words,
                        List.of(),
                        List.of(new NoteSection("Plan", "18776-5", words))),
                Optional.of(peaks),
                Optional.empty(),
                "");
    }

    /** A dictation as the real formatter writes it; the engine doubted the words in {@code doubted}. */
    WorkResult written(LeaseOffer offer, String words, Set<String> doubted) {
        List<SpokenWord> spoken = new ArrayList<>();
        double at = 0;
        for (String word : words.split(" ")) {
            spoken.add(new SpokenWord(word, at, at + 0.4, doubted.contains(word) ? 0.4 : 0.9));
            at += 0.5;
        }
        FormattedNote note = NoteFormatter.english().format(spoken);
        KeptBlob peaks = keep(offer, new byte[] {1, 2, 3}, "application/octet-stream");
        return new WorkResult.Transcribed(
                "audio/wav",
                new Transcript("vosk", "test", (long) (at * 1_000), spoken, note.text(), note.edits(), note.sections()),
                Optional.of(peaks),
                Optional.empty(),
                "");
    }

    static String only(JsonNode list) {
        assertThat(list).hasSize(1);
        return list.get(0).asText();
    }
}
