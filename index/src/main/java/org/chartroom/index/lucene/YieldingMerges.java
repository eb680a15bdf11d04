package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy.OneMerge;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/**
 * Merges files beside searches and gives way to them: while one is running, a merge waits for a moment after each piece that it writes. On
 * few cores a large merge would otherwise double how long each search takes, for as long as it goes on. It never stands still, and where
 * merges queue up, because more comes in than is merged, it waits no more.
 */
final class YieldingMerges extends ConcurrentMergeScheduler {
    /** Written within some ms. */
    private static final int PIECE_BYTES = 64 * 1024;
    /** Three times as long as a piece takes, so that a merge gets a quarter of a core at least. */
    private static final long WAIT_MS = 10;
    /** What takes no longer to merge than a search may does not give way. */
    private static final long SMALL_BYTES = 4 * 1024 * 1024;
    /** As many at a time are no queue. */
    private static final int FEW = 2;

    private final Traffic searches;

    YieldingMerges(Traffic searches) {
        this.searches = searches;
    }

    @Override
    public Directory wrapForMerge(OneMerge merge, Directory directory) {
        if (merge.estimatedMergeBytes <= SMALL_BYTES) {
            return super.wrapForMerge(merge, directory);
        }
        return new FilterDirectory(super.wrapForMerge(merge, directory)) {
            @Override
            public IndexOutput createOutput(String name, IOContext context) throws IOException {
                return new Yielding(in.createOutput(name, context));
            }
        };
    }

    private void giveWay() throws InterruptedIOException {
        if (mergeThreadCount() > FEW) {
            return;
        }
        try {
            searches.awaitGap(WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while merging");
        }
    }

    /** Gives way after each piece. */
    private final class Yielding extends FilterIndexOutput {
        private int written;

        Yielding(IndexOutput out) {
            super("yielding " + out, out.getName(), out);
        }

        private void wrote(int bytes) throws IOException {
            written += bytes;
            if (written >= PIECE_BYTES) {
                written = 0;
                giveWay();
            }
        }

        @Override
        public void writeByte(byte b) throws IOException {
            out.writeByte(b);
            wrote(Byte.BYTES);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            out.writeBytes(bytes, offset, length);
            wrote(length);
        }

        @Override
        public void writeShort(short number) throws IOException {
            out.writeShort(number);
            wrote(Short.BYTES);
        }

        @Override
        public void writeInt(int number) throws IOException {
            out.writeInt(number);
            wrote(Integer.BYTES);
        }

        @Override
        public void writeLong(long number) throws IOException {
            out.writeLong(number);
            wrote(Long.BYTES);
        }
    }
}
