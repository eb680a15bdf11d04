package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergePolicy.MergeAbortedException;
import org.apache.lucene.index.MergePolicy.OneMerge;
import org.apache.lucene.index.OneMergeWrappingMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.ThreadInterruptedException;

/**
 * Merges files beside searches and gives way to them: while one is running, a merge waits for a moment after each piece that it writes. On
 * few cores a large merge would otherwise double how long each search takes, for as long as it goes on. It never stands still, and where
 * merges queue up, because more comes in than is merged, it waits no more.
 */
final class YieldingMerges extends ConcurrentMergeScheduler {
    /** Written within some ms. */
    private static final int PIECE_BYTES = 64 * 1024;
    /** Put into a graph within some ms. */
    private static final int PIECE_PLACES = 8;
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

    /**
     * The same merges, which also give way while they put places into a graph: that computes for long before anything is written. Those
     * that the writer waits for before it shows what is new are not among them, because it makes its own of these.
     */
    MergePolicy givingWay(MergePolicy merging) {
        return new OneMergeWrappingMergePolicy(merging, YieldingMerge::new);
    }

    private void giveWay() {
        if (mergeThreadCount() > FEW) {
            return;
        }
        try {
            searches.awaitGap(WAIT_MS);
        } catch (InterruptedException e) {
            throw new ThreadInterruptedException(e);
        }
    }

    /** Gives way where it asks whether it is to stop, which is before each place in a graph. */
    private final class YieldingMerge extends OneMerge {
        private int asked;

        YieldingMerge(OneMerge merge) {
            super(merge);
        }

        @Override
        public void checkAborted() throws MergeAbortedException {
            super.checkAborted();
            asked++;
            if (asked % PIECE_PLACES == 0) {
                giveWay();
            }
        }
    }

    /** Gives way after each piece. */
    private final class Yielding extends FilterIndexOutput {
        private int written;

        Yielding(IndexOutput out) {
            super("yielding " + out, out.getName(), out);
        }

        private void wrote(int bytes) {
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
