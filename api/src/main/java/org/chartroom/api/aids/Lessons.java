package org.chartroom.api.aids;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartroom.models.record.Correction;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.chartroom.models.text.Transcript;

/**
 * What an author's edits teach: words of the engine's draft that stand otherwise in what was signed. Only short
 * replacements between words that stayed, and never numbers, doses, sides or negations.
 */
public final class Lessons {
    private static final int MOST_WORDS = 4;
    private static final long MOST_COMPARED = 16_000_000;
    private static final Pattern EDGES = Pattern.compile("^[\\p{P}\\p{S}]+|[\\p{P}\\p{S}]+$");
    private static final Pattern ENDS_SENTENCE = Pattern.compile(".*[.:;?!]$");

    private Lessons() {}

    /** Keeps what a signed note teaches, in the transaction of its signing. */
    public static void learn(Records records, UserId author, DocumentId note) {
        List<TranscriptVersion> versions = records.dictations().versions(note);
        Optional<TranscriptVersion> draft = versions.reversed().stream()
                .filter(version -> isEngine(records, version.editor()))
                .findFirst();
        if (draft.isEmpty() || draft.get().content().words().isEmpty()) {
            return;
        }
        Compared compared =
                Compared.of(draft.get().content(), versions.getLast().content().text());
        for (Replacement each : compared.replacements()) {
            records.corrections().replaced(author, each.spoken(), each.written(), note);
        }
        for (Correction known : records.corrections().of(author)) {
            if (compared.left(List.of(known.spoken().split(" ")))) {
                records.corrections().kept(known.number(), note);
            }
        }
    }

    private static boolean isEngine(Records records, UserId editor) {
        return records.accounts()
                .find(editor)
                .filter(account -> account.roles().contains(Role.WORKER))
                .isPresent();
    }

    /** Whether this may be written for that in drafts. */
    static boolean mayBeLearned(String spoken, String written) {
        return !spoken.isBlank()
                && !written.isBlank()
                && !written.contains("\n")
                && !spoken.equalsIgnoreCase(written)
                && !NeverLearned.has(spoken)
                && !NeverLearned.has(written);
    }

    /** Words as heard, and what was signed for them. */
    record Replacement(String spoken, String written) {}

    private record Token(String text, String key, int firstWord, int lastWord, boolean plain, boolean opens) {}

    /** A draft against what was signed. */
    static final class Compared {
        private final HeardWords heard;
        private final boolean[] stayed;
        private final List<Replacement> replacements = new ArrayList<>();

        private Compared(HeardWords heard) {
            this.heard = heard;
            this.stayed = new boolean[heard.size()];
        }

        static Compared of(Transcript draft, String signed) {
            Compared compared = new Compared(new HeardWords(draft));
            List<Token> before = drafted(draft, compared.heard);
            List<Token> after = written(signed);
            if ((long) before.size() * after.size() <= MOST_COMPARED) {
                compared.align(before, after);
            }
            return compared;
        }

        List<Replacement> replacements() {
            return List.copyOf(replacements);
        }

        /** Whether the words were heard and stand in what was signed as they were heard. */
        boolean left(List<String> phrase) {
            for (int index = 0; index < heard.size(); index++) {
                boolean all = heard.has(index, phrase);
                for (int i = index; all && i < index + phrase.size(); i++) {
                    all = stayed[i] && heard.isPlain(i) && !heard.isCorrected(i);
                }
                if (all) {
                    return true;
                }
            }
            return false;
        }

        private void align(List<Token> before, List<Token> after) {
            int[][] best = new int[before.size() + 1][after.size() + 1];
            for (int i = before.size() - 1; i >= 0; i--) {
                for (int j = after.size() - 1; j >= 0; j--) {
                    best[i][j] = before.get(i).key().equals(after.get(j).key())
                            ? best[i + 1][j + 1] + 1
                            : Math.max(best[i + 1][j], best[i][j + 1]);
                }
            }
            int i = 0;
            int j = 0;
            int fromI = 0;
            int fromJ = 0;
            while (i < before.size() && j < after.size()) {
                if (before.get(i).key().equals(after.get(j).key())) {
                    replaced(before, fromI, i, after, fromJ, j);
                    stay(before.get(i));
                    i++;
                    j++;
                    fromI = i;
                    fromJ = j;
                } else if (best[i + 1][j] >= best[i][j + 1]) {
                    i++;
                } else {
                    j++;
                }
            }
            replaced(before, fromI, before.size(), after, fromJ, after.size());
        }

        private void stay(Token token) {
            for (int word = token.firstWord(); word <= token.lastWord(); word++) {
                stayed[word] = true;
            }
        }

        private void replaced(List<Token> before, int fromI, int toI, List<Token> after, int fromJ, int toJ) {
            boolean isShort = toI > fromI && toJ > fromJ && toI - fromI <= MOST_WORDS && toJ - fromJ <= MOST_WORDS;
            if (!isShort || hasFigure(before, fromI - 1) || hasFigure(before, toI)) {
                return;
            }
            List<Token> gone = before.subList(fromI, toI);
            List<Token> come = after.subList(fromJ, toJ);
            if (!gone.stream().allMatch(Token::plain)
                    || come.stream()
                            .limit(come.size() - 1L)
                            .anyMatch(
                                    token -> ENDS_SENTENCE.matcher(token.text()).matches())) {
                return;
            }
            String spoken = String.join(" ", gone.stream().map(Token::key).toList());
            StringBuilder written = new StringBuilder();
            for (Token token : come) {
                String bare = EDGES.matcher(token.text()).replaceAll("");
                written.append(written.isEmpty() ? "" : " ")
                        .append(written.isEmpty() && token.opens() ? small(bare) : bare);
            }
            if (mayBeLearned(spoken, written.toString())) {
                replacements.add(new Replacement(spoken, written.toString()));
            }
        }

        private static boolean hasFigure(List<Token> tokens, int index) {
            return index >= 0
                    && index < tokens.size()
                    && tokens.get(index).text().chars().anyMatch(Character::isDigit);
        }

        /** Without the capital that only the sentence's start gave it. */
        private static String small(String word) {
            boolean only = word.length() > 1
                    && word.substring(1).equals(word.substring(1).toLowerCase(Locale.ROOT));
            return only ? word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1) : word;
        }

        private static List<Token> drafted(Transcript draft, HeardWords heard) {
            List<SpokenWord> words = draft.words();
            List<Token> tokens = new ArrayList<>();
            for (int index = 0; index < words.size(); ) {
                TextEdit edit = heard.editOf(index);
                int last = edit == null ? index : edit.lastWord();
                boolean plain = heard.isPlain(index);
                // A correction that was made keeps its words, so that leaving it as written teaches nothing new.
                for (String part : (edit == null ? words.get(index).word() : edit.to()).split("\\s+")) {
                    String key = key(part);
                    if (!key.isEmpty()) {
                        boolean one = index == last && key.equals(heard.word(index));
                        tokens.add(new Token(part, key, index, last, plain && one, false));
                    }
                }
                index = last + 1;
            }
            return tokens;
        }

        private static List<Token> written(String text) {
            List<Token> tokens = new ArrayList<>();
            boolean opens = true;
            for (String line : text.split("\n")) {
                for (String part : line.strip().split("\\s+")) {
                    String key = key(part);
                    if (!key.isEmpty()) {
                        tokens.add(new Token(part, key, 0, 0, true, opens));
                    }
                    opens = ENDS_SENTENCE.matcher(part).matches() || (key.isEmpty() && opens);
                }
                opens = true;
            }
            return tokens;
        }

        private static String key(String part) {
            return EDGES.matcher(part).replaceAll("").toLowerCase(Locale.ROOT);
        }
    }
}
