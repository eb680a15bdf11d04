package org.chartroom.api.reader;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.models.record.Priority;
import org.chartroom.models.text.PageProblem;
import org.jspecify.annotations.Nullable;

/**
 * Reading one file. Of images and PDF, each reader that is on it gets one page after the other, so that several share the
 * pages, any of them can leave after each page, and one that is lost costs the page it was on. Other kinds are read whole
 * by one reader. What is read waits here for {@link #deliver}, pages in their order, a bounded number of them.
 */
final class FileErrand extends Errand {
    /** A file that ends this many readers is given up from there on. */
    private static final int MOST_LOSSES = 10;
    /** For fewer pages than this no reader is started that is not up already: they are read before it is. */
    private static final int WORTH_A_START = 4;

    private static final int UNKNOWN = Integer.MAX_VALUE;
    private static final int NO_PAGE = -1;

    private final Turns turns;
    private final WantedFile file;
    private final int window;
    private final long mostNanos;

    private enum How {
        NOT_OPENED,
        PAGE_BY_PAGE,
        WHOLE
    }

    /** The files inside the file. */
    private enum Inside {
        WANTED,
        ASKED_FOR,
        DONE
    }

    /** What is handed over to whoever asked for the file. */
    private sealed interface Delivery {
        record Opened(FileFacts facts) implements Delivery {}

        record Page(PageRead page) implements Delivery {}

        record Attachment(AttachmentRead attachment) implements Delivery {}

        record End(ReadEnd end) implements Delivery {}
    }

    private How how = How.NOT_OPENED;
    private Inside inside = Inside.WANTED;
    /** In the order they came; pages only of a file that is read whole. */
    private final Deque<Delivery> came = new ArrayDeque<>();
    // Pages are counted from 0 in the order in which they are wanted.
    private int wanted = UNKNOWN;
    private int nextOut;
    private int nextDelivered;
    private final Set<Integer> out = new HashSet<>();
    private final TreeSet<Integer> again = new TreeSet<>();
    private final Set<Integer> lostOnce = new HashSet<>();
    private final TreeMap<Integer, PageRead> read = new TreeMap<>();
    private int losses;
    private boolean lostOutside;
    private boolean queued;
    private int attachments;
    private int delivered;
    private long spentNanos;
    private PageOutcome.@Nullable Rejected givenUp;
    private @Nullable ReadEnd end;
    private @Nullable IOException failure;

    /**
     * @param window how many pages may be read ahead of the one that is to be delivered next
     * @param most time of all readers together; pages after that are not tried
     */
    FileErrand(Turns turns, WantedFile file, Priority priority, int window, Duration most) {
        super(priority);
        this.turns = turns;
        this.file = file;
        this.window = window;
        this.mostNanos = most.toNanos();
    }

    @Override
    boolean wants(boolean warm) {
        if (end != null || failure != null || cancelled()) {
            return false;
        }
        return switch (how) {
            case NOT_OPENED, WHOLE -> readers() == 0;
            case PAGE_BY_PAGE -> {
                if (readers() == 0) {
                    yield mayHandOut() || nothingToHandOut() && inside == Inside.WANTED;
                }
                yield mayHandOut() && wanted != UNKNOWN && (warm || wanted - nextOut >= WORTH_A_START);
            }
        };
    }

    @Override
    boolean pauses() {
        return how != How.WHOLE;
    }

    private boolean mayHandOut() {
        return givenUp == null && (!again.isEmpty() || nextOut < wanted && nextOut - nextDelivered < window);
    }

    private boolean nothingToHandOut() {
        return givenUp != null || nextOut >= wanted && again.isEmpty();
    }

    private int pageAt(int index) {
        return switch (file.request().pages()) {
            case PageSelection.Some(List<Integer> pages) -> pages.get(index);
            case PageSelection.All(), PageSelection.HandedOut _ -> index + 1;
        };
    }

    @Override
    void failed(IOException why) {
        failure = why;
    }

    // ---------------------------------------------------------------- with a reader

    /** One reader's stay. */
    private static final class Stay {
        private final long since = System.nanoTime();
        private boolean asked;
        private int page = NO_PAGE;
        private long pageSince;
        private boolean inside;
        private int attachments;
    }

    @Override
    void visit(ReaderProcess reader) throws ReaderProcess.LostException, IOException, InterruptedException {
        Stay stay = new Stay();
        try {
            reader.ask(file.ask());
            while (true) {
                switch (reader.next()) {
                    case Tell.Opened opened -> opened(opened.facts());
                    case Tell.WhichPage _ -> reader.answer(answer(stay, reader.tooLarge()));
                    case Tell.Page page -> page(stay, file.page(page));
                    case Tell.Attachment attachment -> attachment(stay, file.attachment(attachment));
                    case Tell.Ended ended -> {
                        ended(stay, ended.outcome());
                        return;
                    }
                    case Tell.Ready _,
                            Tell.Alive _,
                            Tell.Hearing _,
                            Tell.Piece _,
                            Tell.Heard _,
                            Tell.NotHeard _,
                            Tell.Broke _ -> throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
                }
            }
        } catch (ReaderProcess.LostException e) {
            lost(stay, e.loss());
            throw e;
        }
    }

    private void opened(FileFacts facts) {
        turns.lock();
        try {
            if (how != How.NOT_OPENED) {
                return;
            }
            came.add(new Delivery.Opened(facts));
            if (facts.kind() != FileKind.IMAGE && facts.kind() != FileKind.PDF) {
                how = How.WHOLE;
            } else {
                how = How.PAGE_BY_PAGE;
                switch (file.request().pages()) {
                    case PageSelection.Some(List<Integer> pages) -> {
                        wanted = (int) pages.stream()
                                .filter(page -> page <= facts.pageCount().orElse(UNKNOWN))
                                .count();
                        inside = Inside.DONE;
                    }
                    case PageSelection.All(), PageSelection.HandedOut _ -> {
                        wanted = facts.pageCount().orElse(UNKNOWN);
                        inside = facts.kind() == FileKind.PDF ? Inside.WANTED : Inside.DONE;
                    }
                }
            }
            turns.changed();
        } finally {
            turns.unlock();
        }
    }

    /** The next page for a reader that could take one, or that it gets no more. */
    private Ask answer(Stay stay, boolean tooLarge) throws ReaderProcess.LostException, InterruptedException {
        turns.lock();
        try {
            if (how != How.PAGE_BY_PAGE || stay.page != NO_PAGE || stay.inside) {
                throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
            }
            stay.asked = true;
            while (true) {
                if (tooLarge
                        || end != null
                        || failure != null
                        || cancelled()
                        || turns.wantedElsewhere(this, stay.since)) {
                    return new Ask.NoMorePages(false);
                }
                if (givenUp == null && spentNanos > mostNanos) {
                    giveUp(PageProblem.TIMEOUT, "not tried: reading the pages before it took the file's whole time");
                }
                if (mayHandOut()) {
                    Integer lost = again.pollFirst();
                    stay.page = lost == null ? nextOut++ : lost;
                    stay.pageSince = System.nanoTime();
                    out.add(stay.page);
                    return new Ask.Page(pageAt(stay.page));
                }
                if (nothingToHandOut()) {
                    stay.inside = inside == Inside.WANTED;
                    if (stay.inside) {
                        inside = Inside.ASKED_FOR;
                    }
                    return new Ask.NoMorePages(stay.inside);
                }
                if (!turns.await()) {
                    return new Ask.NoMorePages(false);
                }
            }
        } finally {
            turns.unlock();
        }
    }

    private void page(Stay stay, PageRead page) throws ReaderProcess.LostException, InterruptedException {
        turns.lock();
        try {
            switch (how) {
                case NOT_OPENED -> throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
                case WHOLE -> queue(new Delivery.Page(page));
                case PAGE_BY_PAGE -> {
                    if (stay.page == NO_PAGE || page.sourcePage() != pageAt(stay.page)) {
                        throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
                    }
                    read(stay, page);
                }
            }
        } finally {
            turns.unlock();
        }
    }

    private void read(Stay stay, PageRead page) {
        out.remove(stay.page);
        read.put(stay.page, page);
        spentNanos += System.nanoTime() - stay.pageSince;
        stay.page = NO_PAGE;
        turns.changed();
    }

    /** Slows down a reader whose pages are not taken as fast as it reads. */
    private void queue(Delivery delivery) throws InterruptedException {
        while (came.size() >= window && !cancelled() && turns.await()) {
            // Until there is room.
        }
        came.add(delivery);
        queued = true;
        turns.changed();
    }

    private void attachment(Stay stay, AttachmentRead attachment)
            throws ReaderProcess.LostException, InterruptedException {
        turns.lock();
        try {
            if (how == How.NOT_OPENED || how == How.PAGE_BY_PAGE && !stay.inside) {
                throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
            }
            // Those that a reader which was lost had delivered come again, in the same order.
            if (++stay.attachments > attachments) {
                attachments++;
                queue(new Delivery.Attachment(attachment));
            }
        } finally {
            turns.unlock();
        }
    }

    private void ended(Stay stay, FileOutcome outcome) throws ReaderProcess.LostException {
        turns.lock();
        try {
            if (how == How.PAGE_BY_PAGE && outcome instanceof FileOutcome.Read && !stay.asked) {
                throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
            }
            if (how != How.PAGE_BY_PAGE) {
                end = new ReadEnd.Finished(outcome);
            } else if (stay.page != NO_PAGE) {
                endedOn(stay, outcome);
            } else if (!(outcome instanceof FileOutcome.Read)) {
                // What opened before may not open in a reader that has less memory left: that is worth another try.
                if (stay.asked || lostOutside) {
                    end = new ReadEnd.Finished(outcome);
                }
                lostOutside = true;
            } else if (stay.inside) {
                inside = Inside.DONE;
            }
            turns.changed();
        } finally {
            turns.unlock();
        }
    }

    /** The file ended where it was to have a page. */
    private void endedOn(Stay stay, FileOutcome outcome) {
        int index = stay.page;
        switch (outcome) {
            case FileOutcome.Read _
            when wanted == UNKNOWN -> {
                out.remove(index);
                wanted = index;
                nextOut = index;
                stay.page = NO_PAGE;
            }
            case FileOutcome.Failed failed -> read(stay, rejected(index, failed.problem(), failed.detail()));
            case FileOutcome.Held held -> read(stay, rejected(index, held.problem(), held.askPerson()));
            case FileOutcome.Read _, FileOutcome.Audio _ ->
                end = new ReadEnd.Finished(
                        new FileOutcome.Failed(PageProblem.CORRUPT, "the file has fewer pages than it says"));
        }
    }

    private void lost(Stay stay, ReaderLoss loss) {
        turns.lock();
        try {
            losses++;
            if (stay.page != NO_PAGE) {
                if (lostOnce.add(stay.page)) {
                    out.remove(stay.page);
                    again.add(stay.page);
                } else {
                    read(stay, rejected(stay.page, loss.problem(), loss.sentence()));
                }
            } else if (lostOutside || how == How.WHOLE && queued) {
                end = new ReadEnd.Lost(loss, delivered);
            } else {
                lostOutside = true;
                inside = stay.inside ? Inside.WANTED : inside;
            }
            if (losses >= MOST_LOSSES && givenUp == null) {
                giveUp(loss.problem(), "not tried: the pages before it ended the reader");
            }
            turns.changed();
        } finally {
            turns.unlock();
        }
    }

    private void giveUp(PageProblem problem, String detail) {
        givenUp = new PageOutcome.Rejected(problem, detail);
        if (wanted == UNKNOWN) {
            wanted = nextOut;
            end = new ReadEnd.Finished(new FileOutcome.Failed(problem, detail));
        }
    }

    private PageRead rejected(int index, PageProblem problem, String detail) {
        return PageRead.rejected(pageAt(index), new PageOutcome.Rejected(problem, detail), 0);
    }

    // ---------------------------------------------------------------- to who asked

    /** Hands over everything as it comes, on the thread of who asked for the file. */
    ReadEnd deliver(ReadSink sink) throws IOException, InterruptedException {
        while (true) {
            switch (take()) {
                case Delivery.Opened(FileFacts facts) -> sink.opened(facts);
                case Delivery.Page(PageRead page) -> sink.page(page);
                case Delivery.Attachment(AttachmentRead attachment) -> sink.attachment(attachment);
                case Delivery.End(ReadEnd last) -> {
                    return last;
                }
            }
        }
    }

    private Delivery take() throws IOException, InterruptedException {
        turns.lock();
        try {
            while (true) {
                IOException wrong = failure;
                if (wrong != null) {
                    throw wrong;
                }
                Optional<Delivery> next = next();
                if (next.isPresent()) {
                    turns.changed();
                    return next.get();
                }
                if (!turns.await()) {
                    throw new IOException("the readers were closed");
                }
            }
        } finally {
            turns.unlock();
        }
    }

    private Optional<Delivery> next() {
        Delivery first = came.pollFirst();
        if (first != null) {
            delivered += first instanceof Delivery.Page ? 1 : 0;
            return Optional.of(first);
        }
        boolean over = end != null && readers() == 0;
        if (how == How.PAGE_BY_PAGE) {
            PageRead page = over ? pollFirst() : read.remove(nextDelivered);
            PageOutcome.Rejected why = givenUp;
            if (page == null && end == null && why != null && nextDelivered < wanted && !out.contains(nextDelivered)) {
                again.remove(nextDelivered);
                page = PageRead.rejected(pageAt(nextDelivered), why, 0);
            }
            if (page != null) {
                nextDelivered++;
                nextOut = Math.max(nextOut, nextDelivered);
                delivered++;
                return Optional.of(new Delivery.Page(page));
            }
            if (end == null && nextDelivered >= wanted && inside == Inside.DONE && readers() == 0) {
                return Optional.of(new Delivery.End(new ReadEnd.Finished(new FileOutcome.Read(delivered))));
            }
        }
        ReadEnd last = end;
        if (!over || last == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Delivery.End(last instanceof ReadEnd.Lost lost ? new ReadEnd.Lost(lost.loss(), delivered) : last));
    }

    private @Nullable PageRead pollFirst() {
        Map.Entry<Integer, PageRead> first = read.pollFirstEntry();
        return first == null ? null : first.getValue();
    }
}
