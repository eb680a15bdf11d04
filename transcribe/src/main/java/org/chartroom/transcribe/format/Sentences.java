package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.chartroom.models.text.TextEdit;

/** Capitals where sentences start, a stop where the last one or one before a heading or paragraph was not ended. */
final class Sentences {
    private static final String START = "case.sentence";
    private static final String END = "sentence.end";
    private static final String MARKS = ".?!:;,\n([“";

    private static final Pattern INNER_CAPITAL = Pattern.compile("^\\p{Ll}\\p{Lu}");

    private Sentences() {}

    /** @param ends whether a sentence is known to end after a word, though nobody said so */
    static List<Placed> place(Utterance words, List<TextEdit> rewrites, IntPredicate ends) {
        List<Placed> placed = new ArrayList<>();
        boolean start = true;
        int next = 0;
        int index = 0;
        while (index < words.size()) {
            boolean rewritten = next < rewrites.size() && rewrites.get(next).firstWord() == index;
            String word = words.words().get(index);
            TextEdit edit = rewritten ? rewrites.get(next++) : words.edit(index, index + 1, word, START);
            index = edit.lastWord() + 1;
            if (edit.to().isEmpty()) {
                placed.add(new Placed(edit, false, false));
                continue;
            }
            TextEdit following =
                    next < rewrites.size() && rewrites.get(next).firstWord() == index ? rewrites.get(next) : null;
            String text = edit.to();
            boolean opens = false;
            if (SectionRule.isHeading(edit)) {
                text = (placed.isEmpty() && edit.firstWord() == 0 ? "" : "\n\n".substring(lineEnds(placed, edit)))
                        + text;
            } else if (edit.rule().equals("list.number") && lineEnds(placed, edit) > 0) {
                text = text.stripLeading();
            } else if (start || text.equals("i") || text.startsWith("i'")) {
                opens = true;
                text = capital(text, edit);
            }
            boolean paragraphEnds = index == words.size()
                    || following != null && (following.to().startsWith("\n") || SectionRule.isHeading(following));
            boolean ended = MARKS.indexOf(text.charAt(text.length() - 1)) >= 0;
            boolean closes = (paragraphEnds || following == null && ends.test(index - 1)) && !ended;
            if (closes) {
                text += ".";
            }
            start = endsSentence(edit) || closes && !paragraphEnds || start && isOpening(edit);
            if (!text.equals(edit.from())) {
                String rule = !rewritten && closes ? END : edit.rule();
                placed.add(new Placed(
                        new TextEdit(edit.from(), text, rule, edit.firstWord(), edit.lastWord()), opens, closes));
            }
        }
        return placed;
    }

    /** How many line ends, two at most, the text ends with before an edit. */
    private static int lineEnds(List<Placed> placed, TextEdit next) {
        TextEdit before = placed.isEmpty() ? null : placed.getLast().edit();
        String last = before == null || before.lastWord() != next.firstWord() - 1 ? "" : before.to();
        return last.endsWith("\n\n") ? 2 : last.endsWith("\n") ? 1 : 0;
    }

    /** What stays of an edit that is undone: the capital and the stop that its place gave it. */
    static List<Placed> remainder(Utterance words, Placed undone) {
        TextEdit edit = undone.edit();
        boolean plain = edit.rule().equals(START) || edit.rule().equals(END);
        List<Placed> left = new ArrayList<>();
        if (plain) {
            return left;
        }
        String first = words.words().get(edit.firstWord());
        String last = words.words().get(edit.lastWord());
        boolean single = edit.firstWord() == edit.lastWord();
        String opened = undone.opens() ? capital(first) : first;
        if (single && undone.closes()) {
            left.add(one(first, opened + ".", END, edit.firstWord()));
            return left;
        }
        if (!opened.equals(first)) {
            left.add(one(first, opened, START, edit.firstWord()));
        }
        if (undone.closes()) {
            left.add(one(last, last + ".", END, edit.lastWord()));
        }
        return left;
    }

    private static Placed one(String from, String to, String rule, int word) {
        return new Placed(new TextEdit(from, to, rule, word, word), false, false);
    }

    /** Spoken ends only: "p.m." and "dr." have a stop too. */
    static boolean endsSentence(TextEdit edit) {
        String text = edit.to();
        boolean spoken = edit.rule().startsWith("punctuation.")
                || edit.rule().startsWith("command.") && !edit.rule().endsWith("cap")
                || edit.rule().equals("list.number");
        return spoken && !text.isEmpty() && ".?!\n".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static boolean isOpening(TextEdit edit) {
        return edit.to().equals("(") || edit.to().equals("“") || edit.to().equals("[");
    }

    private static String capital(String text, TextEdit edit) {
        // "pH" and "aVF" keep their small letter: it is how they are written, not that it is inside a sentence.
        boolean spelled = edit.rule().equals("abbreviation.letters")
                && INNER_CAPITAL.matcher(edit.to()).find();
        return spelled ? text : capital(text);
    }

    static String capital(String text) {
        int letter = text.startsWith("(") ? 1 : 0;
        return letter < text.length()
                ? text.substring(0, letter)
                        + text.substring(letter, letter + 1).toUpperCase(Locale.ROOT)
                        + text.substring(letter + 1)
                : text;
    }
}
