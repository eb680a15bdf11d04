package org.chartroom.speechmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Turns words and the signs between them into what a dictating person says, and cuts the stream into the lines that the
 * model learns from: some sentences a line, because the engine hears some sentences at a time.
 */
final class Narrator {
    /** A sign for a new paragraph, in the stream of words. */
    static final String PARAGRAPH = "//";

    /** How a person dictates. */
    enum Manner {
        ALL_SIGNS,
        FULL_STOPS,
        NO_SIGNS
    }

    private static final int MOST_WORDS = 60;

    private final Random chance;
    private final Manner manner;
    private final List<List<String>> lines = new ArrayList<>();
    private List<String> line = new ArrayList<>();
    private int sentences;
    private int wanted;

    Narrator(Random chance, Manner manner) {
        this.chance = chance;
        this.manner = manner;
        this.wanted = 1 + chance.nextInt(5);
    }

    /** Chance's choice, signs more often than not. */
    static Manner manner(Random chance) {
        int way = chance.nextInt(10);
        return way < 7 ? Manner.ALL_SIGNS : way < 9 ? Manner.FULL_STOPS : Manner.NO_SIGNS;
    }

    /** One word, or one of the signs {@code . , : ; ? ( ) //}. */
    void say(String token) {
        switch (token) {
            case "." -> {
                if (!line.isEmpty()) {
                    if (manner != Manner.NO_SIGNS) {
                        line.add("period");
                    }
                    endOfSentence();
                }
            }
            case "," -> sign("comma");
            case ":" -> {
                if (manner == Manner.NO_SIGNS || !line.isEmpty() && chance.nextInt(12) == 0) {
                    return;
                }
                sign(chance.nextInt(10) == 0 ? "period" : "colon");
            }
            case ";" -> sign(chance.nextInt(4) == 0 ? "semi colon" : "semicolon");
            case "?" -> {
                sign("question mark");
                endOfSentence();
            }
            case "(" -> sign(chance.nextInt(3) == 0 ? "open parenthesis" : "open paren");
            case ")" -> sign(chance.nextInt(3) == 0 ? "close parenthesis" : "close paren");
            case PARAGRAPH -> {
                if (manner == Manner.ALL_SIGNS && chance.nextInt(2) == 0) {
                    String[] commands = {"new paragraph", "new paragraph", "next paragraph", "new line", "next line"};
                    words(commands[chance.nextInt(commands.length)]);
                }
            }
            default -> words(token);
        }
    }

    /** The lines so far; what was not ended is ended. */
    List<List<String>> lines() {
        flush();
        return lines;
    }

    private void sign(String spoken) {
        if (manner == Manner.ALL_SIGNS && !line.isEmpty()) {
            words(spoken);
        }
    }

    private void words(String spoken) {
        for (String word : spoken.split(" ")) {
            if (!word.isEmpty()) {
                line.add(word);
            }
        }
    }

    private void endOfSentence() {
        sentences++;
        if (sentences >= wanted || line.size() > MOST_WORDS) {
            flush();
        }
    }

    private void flush() {
        if (!line.isEmpty()) {
            lines.add(line);
            line = new ArrayList<>();
        }
        sentences = 0;
        wanted = 1 + chance.nextInt(5);
    }
}
