package org.chartroom.store.blob;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Buffers outside of the heap that blobs are written through, used again and again: a fresh one for each upload would cost
 * more than filling it. Safe for use by many threads.
 */
final class WriteBuffers {
    /** Kept for the next writers; with more at once the rest are made and dropped. */
    private static final int KEPT = 32;

    private final BlockingQueue<ByteBuffer> idle = new ArrayBlockingQueue<>(KEPT);
    private final int bytes;

    WriteBuffers(int bytes) {
        this.bytes = bytes;
    }

    /** An empty buffer for one writer; what is in it is left over from another. */
    ByteBuffer take() {
        ByteBuffer kept = idle.poll();
        return kept == null ? ByteBuffer.allocateDirect(bytes) : kept.clear();
    }

    /** Takes a buffer back; its user must not touch it any more. */
    void giveBack(ByteBuffer buffer) {
        // With enough kept, it is dropped.
        var _ = idle.offer(buffer);
    }
}
