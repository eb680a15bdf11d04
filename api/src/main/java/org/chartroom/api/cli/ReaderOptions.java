package org.chartroom.api.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code read} and {@code dictate} have in common: files, and how many at once. */
final class ReaderOptions {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "One or more files.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "How many pages or recordings are worked on at once; as many as there are processors by default.")
    private int jobs;

    List<Path> files() {
        return files;
    }

    int readers() {
        return jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
    }
}
