package org.chartroom.api.reader;

import java.io.IOException;
import org.chartroom.models.record.Priority;
import org.jspecify.annotations.Nullable;

/** Something that one reader does in one go. */
final class Question<T> extends Errand {
    /** What is said to the reader, and what comes of it. */
    @FunctionalInterface
    interface Conversation<T> {
        T with(ReaderProcess reader) throws ReaderProcess.LostException, IOException;
    }

    private final Turns turns;
    private final Conversation<T> conversation;
    private final boolean stretches;
    private boolean asked;
    private @Nullable T answer;
    private ReaderProcess.@Nullable LostException lost;
    private @Nullable IOException failure;

    /** @param stretches whether the reader can use more than one processor for it */
    Question(Turns turns, Priority priority, Conversation<T> conversation, boolean stretches) {
        super(priority);
        this.turns = turns;
        this.stretches = stretches;
        this.conversation = conversation;
    }

    @Override
    boolean wants(boolean warm) {
        return !asked && readers() == 0 && failure == null && !cancelled();
    }

    @Override
    boolean stretches() {
        return stretches;
    }

    @Override
    boolean pauses() {
        return false;
    }

    @Override
    void visit(ReaderProcess reader) throws ReaderProcess.LostException, IOException {
        T said = null;
        ReaderProcess.LostException gone = null;
        try {
            said = conversation.with(reader);
        } catch (ReaderProcess.LostException e) {
            gone = e;
        }
        turns.lock();
        try {
            asked = true;
            answer = said;
            lost = gone;
            turns.changed();
        } finally {
            turns.unlock();
        }
        if (gone != null) {
            throw gone;
        }
    }

    @Override
    void failed(IOException why) {
        failure = why;
    }

    /** Waits for what comes of it, on the thread of who asks. */
    T await() throws ReaderProcess.LostException, IOException, InterruptedException {
        turns.lock();
        try {
            while (true) {
                if (failure != null) {
                    throw failure;
                }
                T said = answer;
                if (readers() == 0 && lost != null) {
                    throw lost;
                }
                if (readers() == 0 && said != null) {
                    return said;
                }
                if (!turns.await()) {
                    throw new IOException("the readers were closed");
                }
            }
        } finally {
            turns.unlock();
        }
    }
}
