package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes the names in one folder durable for many writers at once: whoever asks while a sync runs shares the next one.
 */
final class FolderSync {
    private final Storage storage;
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long asked;
    private long done;
    private long failedUpTo;
    private boolean running;

    FolderSync(Storage storage, Path folder) {
        this.storage = storage;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Returns after a sync that began after this call; fails when that one failed, which nobody tries again. */
    void sync() throws IOException {
        lock.lock();
        try {
            long mine = ++asked;
            while (running && done < mine) {
                ended.awaitUninterruptibly();
            }
            if (done < mine) {
                lead();
            }
            if (mine <= failedUpTo) {
                throw new IOException("the folder of new blobs could not be written to disk");
            }
        } finally {
            lock.unlock();
        }
    }

    private void lead() throws IOException {
        long all = asked;
        running = true;
        lock.unlock();
        boolean synced = false;
        try {
            storage.forceFolder(folder);
            synced = true;
        } finally {
            lock.lock();
            running = false;
            done = all;
            if (!synced) {
                failedUpTo = all;
            }
            ended.signalAll();
        }
    }
}
