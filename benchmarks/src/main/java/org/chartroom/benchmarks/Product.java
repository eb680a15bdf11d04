package org.chartroom.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.api.cli.Home;

/** The product's own commands, as processes of their own with the Java and the class path of this one. */
final class Product {
    private Product() {}

    /**
     * A command of {@code ./chartroom}.
     *
     * @param heap as for {@code -Xmx}, the launcher's
     */
    static ProcessBuilder command(Home home, String heap, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-modules",
                "jdk.incubator.vector",
                "-Djna.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dorg.bytedeco.javacpp.cachedir=" + home.natives().resolve("javacpp"),
                "-Dchartroom.root=" + home.root(),
                "-Dchartroom.cache=" + home.cache(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.chartroom.api.cli.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        return builder;
    }
}
