package org.chartroom.api.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a server starts worker processes of its own.
 *
 * @param java the java program
 * @param classPath of the worker
 * @param main the class whose {@code worker --config -} command runs a worker told on standard input
 * @param properties system properties that say where the installation lies
 */
public record WorkerLaunch(Path java, String classPath, String main, Map<String, String> properties) {
    public WorkerLaunch {
        properties = Map.copyOf(properties);
    }

    /** With the Java and the class path of this process. */
    public static WorkerLaunch likeThisProcess(String main, Map<String, String> properties) {
        return new WorkerLaunch(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                main,
                properties);
    }

    Process start(WorkerConfig config, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx128m",
                "-Xms24m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:MaxMetaspaceSize=96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                // The one certificate it is told to trust is the server's own, whatever name it was made for.
                "-Djdk.internal.httpclient.disableHostnameVerification="
                        + config.certificate().isPresent()));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath, main, "worker", "--config", "-"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        // Its standard input stays open: that it ends is how the worker learns that the server is gone.
        process.getOutputStream().write((config.toYaml() + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return process;
    }
}
