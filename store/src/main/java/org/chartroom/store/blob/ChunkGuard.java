package org.chartroom.store.blob;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Protects the chunks of one envelope as they are written, and looks whether they are what was written. Used by one thread. */
sealed interface ChunkGuard permits ChunkGuard.Checks, GcmGuard {
    /** Bytes behind each chunk. */
    int overhead();

    /**
     * Protects a chunk where it lies.
     *
     * @param number of the chunk; each one once
     * @param last whether no other follows
     * @param buffer its bytes from {@code from} to its position, which is then behind what protects them
     */
    void protect(long number, boolean last, ByteBuffer buffer, int from);

    /**
     * Makes a chunk plain where it lies.
     *
     * @param chunk its {@code plain} bytes and what protects them, from 0 on
     * @return whether it is what was written; when it is not, the buffer's bytes are not to be used
     */
    boolean open(long number, boolean last, ByteBuffer chunk, int plain);

    /** CRC-32C: against disks, not people. Which chunk is the last says the length of the file. */
    record Checks() implements ChunkGuard {
        static final int BYTES = 4;

        @Override
        public int overhead() {
            return BYTES;
        }

        @Override
        public void protect(long number, boolean last, ByteBuffer buffer, int from) {
            buffer.putInt(check(number, buffer.duplicate().flip().position(from)));
        }

        @Override
        public boolean open(long number, boolean last, ByteBuffer chunk, int plain) {
            return chunk.getInt(plain) == check(number, chunk.slice(0, plain));
        }

        private static int check(long number, ByteBuffer plain) {
            CRC32C check = new CRC32C();
            check.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
            check.update(plain);
            return (int) check.getValue();
        }
    }
}
