package org.chartroom.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where tests find material that is not part of the project. */
public final class TestFolders {
    private TestFolders() {}

    /** A folder of the corpus; the calling test is skipped where the corpus is absent. */
    public static Path corpus(String name) {
        Path folder = shared().resolve("corpus").resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "skipped: no test corpus at " + folder);
        return folder;
    }

    private static Path shared() {
        String given = System.getenv("CHARTROOM_SHARED");
        if (given != null) {
            return Path.of(given);
        }
        Path root = Path.of(System.getProperty("chartroom.root", ".")).toAbsolutePath();
        Path beside = root.resolve("../shared").normalize();
        return Files.isDirectory(beside) ? beside : root.resolve("../../shared").normalize();
    }
}
