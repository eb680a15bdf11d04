package org.chartroom.index.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A query as a tree. Leaves without a field ask for the text and, less, for title, names and numbers. */
public sealed interface QueryNode {
    /** Matches every page. */
    record Everything() implements QueryNode {}

    /** A word as typed; analysis may make several tokens of it ({@code 120/80}) or none. */
    record Word(Optional<QueryField> field, String text) implements QueryNode {}

    /**
     * Words in this order.
     *
     * @param slop how many positions they may be apart or out of place in all; 0 for exactly as typed
     */
    record Phrase(Optional<QueryField> field, String text, int slop) implements QueryNode {}

    /** Words that start like this. */
    record Prefix(Optional<QueryField> field, String start) implements QueryNode {}

    /**
     * Words that look like this.
     *
     * @param edits letters that may differ, 1 or 2
     */
    record Fuzzy(Optional<QueryField> field, String text, int edits) implements QueryNode {}

    /** A field of form {@link QueryField.Form#NAME} has this value (the enum constant's name). */
    record Named(QueryField field, String value) implements QueryNode {}

    /** A field of form {@link QueryField.Form#DATES} lies in this range; an open end is empty. */
    record Dates(QueryField field, Optional<LocalDate> from, Optional<LocalDate> to) implements QueryNode {}

    /**
     * All of these; at least two.
     *
     * @param loose whether a page may lack some of the bare words among them, and then stands below those that have all
     */
    record And(List<QueryNode> nodes, boolean loose) implements QueryNode {
        public And {
            nodes = List.copyOf(nodes);
        }

        /** Strictly all of them. */
        public And(List<QueryNode> nodes) {
            this(nodes, false);
        }
    }

    /** Any of these; at least two. */
    record Or(List<QueryNode> nodes) implements QueryNode {
        public Or {
            nodes = List.copyOf(nodes);
        }
    }

    /** Everything but this. */
    record Not(QueryNode node) implements QueryNode {}

    /**
     * What was typed, or, counting less, something that stands for it.
     *
     * @param meanings at least one
     */
    record Widened(QueryNode typed, List<Other> meanings) implements QueryNode {
        public Widened {
            meanings = List.copyOf(meanings);
        }
    }

    /**
     * Something that stands for what was typed.
     *
     * @param text as people write it
     * @param node what it asks for
     * @param weight how much it counts beside what was typed, above 0 and below 1
     */
    record Other(String text, QueryNode node, double weight) {}
}
