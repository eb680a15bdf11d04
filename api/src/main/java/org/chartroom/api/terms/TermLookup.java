package org.chartroom.api.terms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chartroom.index.terms.Term;
import org.chartroom.index.terms.TermIndex;
import org.chartroom.index.terms.TermTables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The terms of this machine: all of ICD-10-CM where {@code ./chartroom fetch --terms} has brought it, else the short list
 * that ships. Read when it is first asked for. Safe for use by many threads.
 */
public final class TermLookup implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TermLookup.class);
    private static final String WHOLE = "icd10cm-order.txt";

    private final Path file;
    private @Nullable TermIndex index;
    private boolean whole;

    private TermLookup(Path file) {
        this.file = file;
    }

    /** @param folder where the classification lies if it was fetched */
    public static TermLookup of(Path folder) {
        return new TermLookup(folder.resolve(WHOLE));
    }

    /** Opens it on the first call, which takes a second or two. */
    synchronized TermIndex index() {
        TermIndex open = index;
        if (open == null) {
            open = TermIndex.of(terms());
            index = open;
        }
        return open;
    }

    /** Whether all of the classification is here. */
    synchronized boolean isWhole() {
        index();
        return whole;
    }

    private List<Term> terms() {
        if (Files.isRegularFile(file)) {
            try {
                List<Term> terms = TermTables.orderFile(file);
                whole = true;
                return terms;
            } catch (IOException e) {
                log.warn("ICD-10-CM cannot be read ({}); only the short list of terms is there.", e.getMessage());
            }
        }
        return List.of();
    }

    @Override
    public synchronized void close() {
        if (index != null) {
            index.close();
        }
    }
}
