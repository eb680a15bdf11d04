package org.chartroom.models.text;

import java.util.List;

/**
 * What came of reading one page. Exhaustive on purpose: whoever files a page has to say what becomes of a doubtful and
 * of an unreadable one, so that no page turns silently empty.
 */
public sealed interface Reading {
    /** The page's text in reading order, lines separated by {@code \n}; empty when nothing was read. */
    String text();

    /** The words of {@link #text()} with their places, in the same order. */
    List<Word> words();

    /** How sure the reader was of the page as a whole, 0..1. */
    double confidence();

    /** Read, and sure enough that nobody needs to look at it for the reading's sake. */
    record Complete(String text, List<Word> words, double confidence) implements Reading {
        public Complete {
            words = List.copyOf(words);
            Confidence.check(confidence);
        }
    }

    /** Read, but a person should look; searchable all the same. */
    record Doubtful(String text, List<Word> words, double confidence, String reason) implements Reading {
        public Doubtful {
            words = List.copyOf(words);
            Confidence.check(confidence);
        }
    }

    /** Nothing could be read, and why. */
    record Unreadable(PageProblem problem, String detail) implements Reading {
        @Override
        public String text() {
            return "";
        }

        @Override
        public List<Word> words() {
            return List.of();
        }

        @Override
        public double confidence() {
            return 0;
        }
    }
}
