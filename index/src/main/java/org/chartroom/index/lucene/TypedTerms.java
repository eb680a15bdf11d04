package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * What analysis makes of a word or phrase somebody typed.
 *
 * @param parts one a position
 */
record TypedTerms(List<Part> parts) {
    TypedTerms {
        parts = List.copyOf(parts);
    }

    /**
     * One position.
     *
     * @param text as typed, folded
     * @param spellings other spellings of the same
     * @param pieces the humps of {@code HbA1c}
     * @param stem base form where it differs
     * @param whole the compound that begins here
     */
    record Part(
            String text, List<String> spellings, List<String> pieces, Optional<String> stem, Optional<Whole> whole) {}

    /**
     * Several parts as one term.
     *
     * @param parts how many, itself included
     */
    record Whole(String text, int parts) {}

    /** Analyses as the index does. */
    static TypedTerms of(Analyzer analyzer, String typed) {
        List<Draft> drafts = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(Fields.TEXT, typed)) {
            CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
            FlagsAttribute flags = tokens.getAttribute(FlagsAttribute.class);
            OffsetAttribute offset = tokens.getAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String text = term.toString();
                TokenKind kind = TokenKind.ofFlags(flags.getFlags());
                if (kind == TokenKind.PART) {
                    drafts.add(new Draft(text, offset.startOffset()));
                } else if (!drafts.isEmpty()) {
                    drafts.getLast().add(kind, text, offset.endOffset());
                }
            }
            tokens.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
        List<Part> parts = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            parts.add(draft.finish(drafts));
        }
        return new TypedTerms(parts);
    }

    /** A position while its tokens come in. */
    private static final class Draft {
        private final String text;
        private final int start;
        private final List<String> spellings = new ArrayList<>();
        private final List<String> pieces = new ArrayList<>();
        private Optional<String> stem = Optional.empty();
        private Optional<String> whole = Optional.empty();
        private int wholeEnd;

        Draft(String text, int start) {
            this.text = text;
            this.start = start;
        }

        void add(TokenKind kind, String term, int end) {
            switch (kind) {
                case VARIANT -> spellings.add(term);
                case PIECE -> pieces.add(term);
                case STEM -> stem = Optional.of(term.substring(1));
                case WHOLE -> {
                    whole = Optional.of(term);
                    wholeEnd = end;
                }
                case ROW -> {
                    // Who asks for a phrase makes its rows.
                }
                case PART -> throw new IllegalStateException("a part begins a position of its own");
            }
        }

        Part finish(List<Draft> all) {
            int covered = (int) all.stream()
                    .filter(other -> other.start >= start && other.start < wholeEnd)
                    .count();
            return new Part(
                    text,
                    List.copyOf(spellings),
                    List.copyOf(pieces),
                    stem,
                    whole.map(term -> new Whole(term, covered)));
        }
    }
}
