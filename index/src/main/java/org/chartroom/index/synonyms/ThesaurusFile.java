package org.chartroom.index.synonyms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The shipped synonyms with an office's own rows, read again when the file changes. A row that cannot be used takes nothing
 * away: the last good table goes on, and {@link #trouble()} tells. Safe for use by many threads.
 */
public final class ThesaurusFile implements Supplier<Thesaurus> {
    private static final long LOOK_EVERY_MS = 2_000;
    private static final long LARGEST = 4L << 20;

    private final Path file;
    private final InstantSource clock;
    private Thesaurus known = Thesaurus.shipped();
    private String trouble = "";
    private long lookedAt;
    private long readSize = -1;
    private long readTime = -1;

    /** @param file need not be there */
    public ThesaurusFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public synchronized Thesaurus get() {
        long now = clock.millis();
        if (lookedAt == 0 || now - lookedAt >= LOOK_EVERY_MS || now < lookedAt) {
            lookedAt = now;
            look();
        }
        return known;
    }

    /** Why the file as it is now is not in use; empty when it is, or when there is none. */
    public synchronized String trouble() {
        return trouble;
    }

    private void look() {
        try {
            if (!Files.exists(file)) {
                if (readSize >= 0) {
                    known = Thesaurus.shipped();
                    readSize = -1;
                }
                trouble = "";
                return;
            }
            long size = Files.size(file);
            long time = Files.getLastModifiedTime(file).toMillis();
            if (size == readSize && time == readTime) {
                return;
            }
            readSize = size;
            readTime = time;
            if (size > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 20) + " MB");
            }
            known = Thesaurus.of(Thesaurus.shippedLines(), Files.readAllLines(file, StandardCharsets.UTF_8));
            trouble = "";
        } catch (IOException | BadRowException e) {
            trouble = file.getFileName() + " is not in use, " + e.getMessage() + " The synonyms before it go on.";
        }
    }
}
