package org.chartroom.api.dictations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.chartroom.transcribe.format.NoteFormatter;
import org.chartroom.transcribe.pocketsphinx.DictationModel;
import org.chartroom.transcribe.safety.WordRisks;
import org.chartroom.transcribe.spelling.Spelling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spelling dictionaries of this machine, loaded beside everything else when the server starts. The words of Chartroom's own
 * tables, and those its speech engine can hear, count as right.
 */
public final class SpellingBooks {
    /** What to do where no dictionary is found. */
    static final String HINT = "There is no spelling dictionary on the server. Debian's packages hunspell-en-us and"
            + " hunspell-en-med bring them; or put en_US.aff and en_US.dic into the folder “spelling” of the cache.";

    private static final Logger log = LoggerFactory.getLogger(SpellingBooks.class);

    private final CompletableFuture<Optional<Spelling>> loading;

    /** @param folders looked through in this order */
    public SpellingBooks(List<Path> folders) {
        this.loading = new CompletableFuture<>();
        Thread.ofVirtual().name("spelling").start(() -> loading.complete(open(folders)));
    }

    private static Optional<Spelling> open(List<Path> folders) {
        try {
            Set<String> own = new HashSet<>(DictationModel.vocabulary());
            own.addAll(WordRisks.drugNames());
            NoteFormatter.writtenWords().forEach(word -> own.add(word.toLowerCase(Locale.ROOT)));
            return Spelling.open(folders, own);
        } catch (IOException | RuntimeException e) {
            log.warn("Spelling is off: a dictionary cannot be read; notes are checked for everything else", e);
            return Optional.empty();
        }
    }

    /** The dictionaries, after a wait of at most some seconds while they are loaded; empty where there are none. */
    Optional<Spelling> open() {
        try {
            return loading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("loading completes with a value", e);
        }
    }
}
