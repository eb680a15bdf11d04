package org.chartroom.ingest.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
    @TempDir
    Path folder;

    @Test
    void readersThatStartTogetherOnAFreshMachineAllFindTheEngine() throws Exception {
        int readers = 4;
        CyclicBarrier start = new CyclicBarrier(readers);
        List<Future<Path>> unpacked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
            for (int i = 0; i < readers; i++) {
                unpacked.add(threads.submit(() -> {
                    start.await();
                    return NativeLibraries.unpack(folder);
                }));
            }
        }
        for (Future<Path> each : unpacked) {
            assertThat(each.get())
                    .isDirectoryContaining(file -> file.getFileName().toString().contains("leptonica"));
        }
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }
}
