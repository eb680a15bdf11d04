package org.chartroom.index.lucene;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.chartroom.index.Viewer;
import org.chartroom.models.record.FacilityId;

/**
 * Pages with the same limits. Each shelf has fields of its own, so that what counts as rare, which spellings there are and
 * what words begin like this is learnt only from pages that the one who looks may see.
 *
 * @param facility whose pages
 * @param restricted whether they are of restricted charts
 * @param labels that they have, sorted
 */
record Shelf(String facility, boolean restricted, List<String> labels) {
    private static final String MARK = "/";
    private static final String RESTRICTED = "!";
    /** Not in ids or labels. */
    private static final String BETWEEN = "\u0001";

    Shelf {
        labels = List.copyOf(labels);
    }

    static Shelf of(FacilityId facility, boolean restricted, Set<String> labels) {
        return new Shelf(facility.value(), restricted, List.copyOf(new TreeSet<>(labels)));
    }

    /** The name that a field of words has on this shelf. */
    String field(String field) {
        StringBuilder name =
                new StringBuilder(field).append(MARK).append(facility).append(BETWEEN);
        if (restricted) {
            name.append(RESTRICTED);
        }
        labels.forEach(label -> name.append(BETWEEN).append(label));
        return name.toString();
    }

    /** Whether all pages of it are there for this viewer, so that what is learnt from it gives nothing away. */
    boolean isAllOpenTo(Viewer viewer) {
        return !restricted || viewer.seesRestricted();
    }

    private boolean hasPagesFor(Viewer viewer) {
        return viewer.facilities().contains(new FacilityId(facility))
                && (isAllOpenTo(viewer) || !viewer.opened().isEmpty())
                && labels.stream().noneMatch(viewer.withheldLabels()::contains);
    }

    /** The shelves of this index that have pages for the viewer. */
    static List<Shelf> of(IndexReader reader, Viewer viewer) {
        return of(reader).stream().filter(shelf -> shelf.hasPagesFor(viewer)).toList();
    }

    /** All shelves of an index or a segment of it. */
    static List<Shelf> of(IndexReader reader) {
        Set<String> fields = new TreeSet<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            leaf.reader().getFieldInfos().forEach(field -> {
                if (field.name.startsWith(Fields.TEXT + MARK)) {
                    fields.add(field.name);
                }
            });
        }
        return fields.stream().map(Shelf::ofField).toList();
    }

    private static Shelf ofField(String field) {
        String[] parts = field.substring(Fields.TEXT.length() + MARK.length()).split(BETWEEN, -1);
        return new Shelf(
                parts[0], parts[1].equals(RESTRICTED), Arrays.asList(parts).subList(2, parts.length));
    }
}
