package org.chartroom.index.lucene;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZeroLeakTest {
    @Test
    void nothingHiddenShowsInAnyAnswer(@TempDir Path folder) {
        LeakTrial.run(folder, 5, 3);
    }
}
