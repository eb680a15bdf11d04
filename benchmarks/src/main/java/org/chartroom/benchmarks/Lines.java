package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.api.cli.Home;

/**
 * What a command that works on many files printed.
 *
 * @param objects one a line
 * @param seconds from its start to its end, the start of Java included
 * @param peakMb of the command and the readers it started, together
 */
record Lines(List<JsonNode> objects, double seconds, long peakMb) {
    Lines {
        objects = List.copyOf(objects);
    }

    static Lines of(Home home, List<String> arguments) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = Product.command(home, "256m", arguments)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<JsonNode> objects = new ArrayList<>();
        try (PeakMemory memory = PeakMemory.of(process);
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                objects.add(JsonOut.MAPPER.readTree(line));
            }
            process.waitFor();
            return new Lines(objects, (System.nanoTime() - began) / 1e9, memory.megabytes());
        } finally {
            process.destroyForcibly();
        }
    }
}
