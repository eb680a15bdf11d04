package org.chartroom.release.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.chartroom.release.redaction.Findings.What;

/**
 * Looks for what may have been left in a packet, by twelve checks of which each knows nothing of how the packet was made. What cannot
 * be checked counts as found.
 */
final class Verifier {
    private static final String NOT_TO_ITS_END = "The file could not be checked to its end.";

    /** Larger pages are looked at one after another: each takes hundreds of megabytes. */
    private static final long LARGE_PIXELS = 20_000_000;

    private static final int MOST_THREADS = 4;

    private final Readers readers;
    private final int threads;
    private final boolean canaries;
    private final Findings findings = new Findings();

    /** Makes readers: each is used by one thread, and closed by it. */
    @FunctionalInterface
    interface Readers {
        /** One more. */
        PageWords make() throws IOException;
    }

    /**
     * @param readers see the pages with other eyes
     * @param threads how many pages are looked at side by side, at most
     */
    Verifier(Readers readers, int threads) {
        this(readers, threads, true);
    }

    private Verifier(Readers readers, int threads, boolean canaries) {
        this.readers = readers;
        this.threads = threads;
        this.canaries = canaries;
    }

    /** Without the check that the checks work, which makes use of this; in this thread. */
    static ProofReport quick(PageWords reader, ProofJob job) {
        return new Verifier(() -> reader, 1, false).verify(job);
    }

    ProofReport verify(ProofJob job) {
        Terms terms = new Terms(job.terms());
        String sha256 = "";
        try {
            RawFile raw = RawFile.read(job.file(), terms);
            sha256 = raw.sha256();
            raw(raw, job);
            try (PDDocument document = open(job)) {
                objects(document, raw, job, terms);
                if (document.getNumberOfPages() != job.pages().size()) {
                    findings.add(
                            What.V10,
                            "The packet has " + document.getNumberOfPages() + " pages and was made with "
                                    + job.pages().size() + ".");
                    planted();
                } else if (canaries) {
                    sideBySide(job, terms);
                } else {
                    pages(job, terms, new AtomicInteger());
                }
            }
        } catch (IOException | RuntimeException e) {
            // Why is of no use to who reads it, and may quote what must not be quoted.
            findings.all(NOT_TO_ITS_END);
        }
        return findings.report(sha256, terms);
    }

    private static PDDocument open(ProofJob job) throws IOException {
        PDDocument document = Loader.loadPDF(job.file().toFile(), IOUtils.createTempFileOnlyStreamCache());
        // It would keep every page's picture until no memory is left; each is looked at once.
        document.setResourceCache(null);
        return document;
    }

    private void raw(RawFile raw, ProofJob job) {
        if (raw.hasTerm()) {
            findings.add(What.V2, "The file's bytes hold a term.");
        }
        if (!raw.isOnePiece()) {
            findings.add(What.V3, "The file has more than one state, or something before or after it.");
        }
        if (!raw.sha256().equals(job.sha256())) {
            findings.add(What.V12, "The file is not the one that was written.");
        }
    }

    private void objects(PDDocument document, RawFile raw, ProofJob job, Terms terms) throws IOException {
        COSDictionary trailer = document.getDocument().getTrailer();
        if (trailer.containsKey(COSName.PREV) || trailer.containsKey(COSName.getPDFName("XRefStm"))) {
            findings.add(What.V3, "The file leads to an earlier state.");
        }
        ObjectWalk walk = new ObjectWalk(document.getDocument());
        if (!walk.foreign().isEmpty()) {
            findings.add(What.V4, walk.foreign().getFirst());
        }
        new OutlineCheck(document, job).check(walk.titles(), terms, findings);
        if (!walk.metadata().isEmpty()) {
            findings.add(What.V8, walk.metadata().getFirst());
        }
        long unreached = walk.unreached(raw.objects());
        if (unreached > 0) {
            findings.add(What.V9, "Nothing leads to " + unreached + " of its objects.");
        }
        if (terms.isEmpty()) {
            return;
        }
        for (COSStream stream : walk.streams()) {
            try (InputStream in = stream.createInputStream()) {
                if (terms.in(in.readAllBytes())) {
                    findings.add(What.V2, "An unpacked stream holds a term.");
                }
            }
        }
    }

    /** The pages, each by whichever thread is free, and what is planted. What breaks off in one breaks off the whole. */
    private void sideBySide(ProofJob job, Terms terms) throws IOException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Boolean>> parts = new ArrayList<>();
        parts.add(this::planted);
        for (int i = 0; i < threadsFor(job); i++) {
            parts.add(() -> pages(job, terms, next));
        }
        // As many as there are processors: planting first, then that one helps with the pages.
        try (ExecutorService machine = Executors.newFixedThreadPool(threadsFor(job))) {
            for (Future<Boolean> part : machine.invokeAll(parts)) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a part of the checks broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the checks were stopped", e);
        }
    }

    private int threadsFor(ProofJob job) {
        boolean large = job.pages().stream().anyMatch(page -> (long) page.width() * page.height() > LARGE_PIXELS);
        return large ? 1 : Math.clamp(threads, 1, MOST_THREADS);
    }

    private boolean pages(ProofJob job, Terms terms, AtomicInteger next) throws IOException {
        // One thread may have none left to do: then it makes no reader, which takes a while.
        int first = next.getAndIncrement();
        if (first >= job.pages().size()) {
            return true;
        }
        try (PDDocument document = open(job);
                PageWords reader = readers.make()) {
            PageCheck check = new PageCheck(document, reader, terms, findings);
            for (int i = first; i < job.pages().size(); i = next.getAndIncrement()) {
                check.check(job.pages().get(i), i + 1);
            }
        }
        return true;
    }

    private boolean planted() throws IOException {
        if (canaries) {
            List<String> missed = Canaries.missed();
            if (!missed.isEmpty()) {
                findings.add(What.V11, "Not found where it was planted: " + String.join(", ", missed) + ".");
            }
        }
        return true;
    }
}
