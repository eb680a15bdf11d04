package org.chartroom.api.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder whose server is killed while it takes files. */
final class WatchedFolderKillTest {
    private static final int FILES = 250;

    @TempDir
    private Path folder;

    @Test
    void everyFileArrivesOnceHoweverOftenTheServerIsKilledMeanwhile() throws Exception {
        Path scanner = Files.createDirectory(folder.resolve("scanner"));
        Path config = folder.resolve("server.yml");
        Files.writeString(
                config,
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "data", folder.resolve("data").toString(),
                                "http", Map.of("port", 0, "adminPort", 0),
                                "workers", Map.of("count", 0),
                                "intake",
                                        List.of(Map.of(
                                                "channel",
                                                "folder",
                                                "folder",
                                                scanner.toString(),
                                                "stableSeconds",
                                                1)))));
        ServerProcess server = ServerProcess.start(folder.resolve("data"), folder.resolve("cache"), config);
        try {
            String token = server.administratorToken();
            for (int i = 0; i < FILES; i++) {
                Files.writeString(scanner.resolve("scan-" + i + ".txt"), "page " + i);
            }
            for (int kill = 0; kill < 2; kill++) {
                long before = waiting(scanner);
                long end = System.nanoTime() + 60_000_000_000L;
                while (waiting(scanner) > before - 20 && System.nanoTime() < end) {
                    Thread.sleep(5);
                }
                server.kill();
                assertThat(waiting(scanner)).as("killed in the middle").isBetween(1L, before - 20);
                server = ServerProcess.start(folder.resolve("data"), folder.resolve("cache"), config);
            }
            long end = System.nanoTime() + 60_000_000_000L;
            while (waiting(scanner) > 0 && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(waiting(scanner)).isZero();
            Set<String> names = new TreeSet<>();
            int arrivals = 0;
            String path = "arrivals?limit=100";
            for (JsonNode page = server.get(token, path); ; page = server.get(token, path + "&cursor=" + next(page))) {
                for (JsonNode arrival : page.get("items")) {
                    arrivals++;
                    names.add(arrival.get("name").asText());
                }
                if (next(page).isEmpty()) {
                    break;
                }
            }
            assertThat(arrivals).isEqualTo(FILES);
            assertThat(names).hasSize(FILES);
        } finally {
            server.close();
        }
    }

    private static String next(JsonNode page) {
        return page.path("next").isNull() ? "" : page.path("next").asText();
    }

    private static long waiting(Path scanner) throws Exception {
        try (var files = Files.list(scanner)) {
            return files.filter(each -> each.getFileName().toString().startsWith("scan-"))
                    .count();
        }
    }
}
