package org.chartroom.index.lucene;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class ZeroLeakLongTest {
    @Test
    void nothingHiddenShowsInTenThousandCases(@TempDir Path folder) {
        LeakTrial.run(folder, 250, 4);
    }
}
