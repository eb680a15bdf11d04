package org.chartroom.api.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;

/**
 * Which of the files that were inside another become documents. A file's own limits do not bound an arrival: each file
 * inside a file is read with fresh ones, and an archive can be made that holds itself.
 *
 * @param taken those that are new and within the limits of the arrival
 * @param refusal why others stay inside the file only, in words for a person; empty when none does
 */
record Attaching(List<AttachmentResult> taken, String refusal) {
    /** Files inside files of one arrival, at all depths together. */
    static final int MOST_FILES = 1_000;
    /** Files in files in files: an archive in a forwarded message in a forwarded message is three. */
    static final int DEEPEST = 10;
    /** Of all files inside files of one arrival together. */
    static final long MOST_BYTES = 2L << 30;

    private static final int MOST_NAMED = 3;

    Attaching {
        taken = List.copyOf(taken);
    }

    /** @param siblings all documents of the arrival */
    static Attaching of(Document outer, List<AttachmentResult> attachments, List<Document> siblings) {
        Set<String> known = new HashSet<>();
        int files = 0;
        long bytes = 0;
        for (Document each : siblings) {
            if (each.source().attachedTo().isPresent()
                    && each.source().splitFrom().isEmpty()) {
                files++;
                bytes += each.source().file().bytes();
                if (each.source().attachedTo().filter(outer.id()::equals).isPresent()) {
                    known.add(key(each.source().file().sha256(), each.source().name()));
                }
            }
        }
        List<AttachmentResult> taken = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        String why = "";
        boolean tooDeep = depth(outer, siblings) >= DEEPEST;
        for (AttachmentResult attachment : attachments) {
            if (known.contains(key(attachment.file().sha256(), attachment.name()))) {
                continue;
            }
            if (tooDeep) {
                why = "files inside files are taken out " + DEEPEST + " deep";
            } else if (files >= MOST_FILES) {
                why = "at most " + MOST_FILES + " files are taken out of one arrival";
            } else if (bytes + attachment.file().bytes() > MOST_BYTES) {
                why = "at most " + (MOST_BYTES >> 20) + " MiB are taken out of one arrival";
            } else {
                files++;
                bytes += attachment.file().bytes();
                taken.add(attachment);
                continue;
            }
            refused.add(attachment.name().isBlank() ? "unnamed" : attachment.name());
        }
        return new Attaching(taken, refused.isEmpty() ? "" : refusal(refused, why));
    }

    private static String refusal(List<String> refused, String why) {
        String named = String.join(", ", refused.subList(0, Math.min(MOST_NAMED, refused.size())));
        String more = refused.size() > MOST_NAMED ? " and " + (refused.size() - MOST_NAMED) + " more" : "";
        return "Not taken out: " + named + more + "; " + why + ". They are only in the file itself, which is kept";
    }

    private static int depth(Document outer, List<Document> siblings) {
        Map<DocumentId, Document> byId = new HashMap<>();
        siblings.forEach(each -> byId.put(each.id(), each));
        int depth = 0;
        Optional<DocumentId> above = outer.source().attachedTo();
        while (above.isPresent() && depth < DEEPEST) {
            depth++;
            above = Optional.ofNullable(byId.get(above.get()))
                    .flatMap(each -> each.source().attachedTo());
        }
        return depth;
    }

    private static String key(String sha256, String name) {
        return sha256 + " " + name;
    }
}
