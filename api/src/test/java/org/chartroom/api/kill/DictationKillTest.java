package org.chartroom.api.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chartroom.transcribe.DecodedAudio;
import org.chartroom.transcribe.FfmpegProgram;
import org.chartroom.transcribe.PcmDecoder;
import org.chartroom.transcribe.SpeechException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dictation of two minutes during which a reader, a worker and the server are killed goes on from its last finished piece. */
final class DictationKillTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE = 16_000;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    /** A piece as the database has it. */
    private record Kept(long startMs, String words) {}

    @Test
    void finishedPiecesAreNotHeardAgainWhoeverIsKilled() throws Exception {
        Path root = Path.of(System.getProperty("chartroom.root", "."));
        Path cache =
                Path.of(System.getProperty("chartroom.cache", root + "/.cache")).toAbsolutePath();
        assumeThat(cache.resolve("pocketsphinx/lib/libpocketsphinx.so.3"))
                .as("the built-in speech engine, which ./chartroom fetch brings")
                .exists();
        Path dictations = root.resolve("samples/office/dictations");
        assumeThat(dictations.resolve("dictation-11.opus")).exists();
        Path data = data();
        Path config = folder.resolve("server.yml");
        Files.writeString(
                config,
                JSON.writeValueAsString(Map.of(
                        "data",
                        data.toString(),
                        "http",
                        Map.of("port", 0, "adminPort", 0),
                        "work",
                        Map.of("leaseSeconds", 6, "maxAttempts", 10, "firstRetrySeconds", 0),
                        "workers",
                        Map.of("count", 1))));
        ByteArrayOutputStream speech = new ByteArrayOutputStream();
        for (String name : List.of("dictation-11.opus", "dictation-02.opus", "dictation-06.opus")) {
            speech.write(decoded(cache, dictations.resolve(name)));
        }
        byte[] recording = wave(speech.toByteArray());

        ServerProcess server = ServerProcess.start(data, cache, config);
        try {
            String token = server.administratorToken();
            server.dictate(token, "long.wav", recording);

            List<Kept> first = awaitPieces(1);
            reader(server).destroyForcibly();
            List<Kept> second = awaitPieces(first.size() + 1);
            assertThat(second).containsAll(first);
            server.workers().forEach(ProcessHandle::destroyForcibly);
            List<Kept> third = awaitPieces(second.size() + 1);
            assertThat(third).containsAll(second);
            assertThat(server.kill()).isEmpty();
            server = ServerProcess.start(data, cache, config);

            // The engine adds a little noise to what it hears: a piece that was heard twice has other confidences.
            List<JsonNode> kept = new ArrayList<>();
            for (Kept piece : third) {
                JSON.readTree(piece.words()).forEach(kept::add);
            }
            List<JsonNode> drafted = new ArrayList<>();
            JSON.readTree(awaitDraft()).forEach(drafted::add);
            assertThat(kept).isNotEmpty();
            assertThat(drafted).startsWith(kept.toArray(JsonNode[]::new)).hasSizeGreaterThan(kept.size());
            assertThat(pieces()).isEmpty();
        } finally {
            server.close();
        }
    }

    private static ProcessHandle reader(ServerProcess server) {
        return server.workers().stream()
                .flatMap(ProcessHandle::children)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no reader is up while a piece was just heard"));
    }

    private List<Kept> awaitPieces(int atLeast) throws InterruptedException, SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            List<Kept> pieces = pieces();
            if (pieces.size() >= atLeast) {
                return pieces;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("not " + atLeast + " pieces were kept");
    }

    private List<Kept> pieces() throws SQLException {
        List<Kept> pieces = new ArrayList<>();
        try (Connection connection = records();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT start_ms, words FROM heard_piece ORDER BY start_ms")) {
            while (rows.next()) {
                pieces.add(new Kept(rows.getLong(1), rows.getString(2)));
            }
        }
        return pieces;
    }

    /** The words of the draft, as the database has them. */
    private String awaitDraft() throws InterruptedException, SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try (Connection connection = records();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT words FROM transcript_version")) {
                if (rows.next()) {
                    return rows.getString(1);
                }
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no draft");
    }

    private Connection records() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:file:" + data().resolve("chartroom.db") + "?mode=ro");
    }

    private static byte[] decoded(Path cache, Path file) throws IOException, SpeechException {
        FfmpegProgram ffmpeg = FfmpegProgram.unpackInto(cache.resolve("natives"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DecodedAudio audio = new PcmDecoder(ffmpeg, PcmDecoder.Limits.standard()).open(file, RATE)) {
            short[] samples = new short[8192];
            for (int count = audio.read(samples); count > 0; count = audio.read(samples)) {
                for (int i = 0; i < count; i++) {
                    bytes.write(samples[i]);
                    bytes.write(samples[i] >> 8);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] wave(byte[] pcm) {
        return ByteBuffer.allocate(44 + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + pcm.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(2 * RATE)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }
}
