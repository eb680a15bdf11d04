package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Cuts medical notes, as written and as read by machines, into words.
 *
 * <p>What is written together is found as typed and by its parts: {@code 120/80}, {@code L4-5}, {@code follow-up} (also
 * as {@code followup}), {@code 10mg} (also as {@code 10 mg}), {@code HbA1c} (also as {@code A1c}), {@code M.D.} (also as
 * {@code MD}), {@code O'Brien} (also as {@code OBrien}). A word divided at a line's end is one word. Decimals stay whole,
 * thousands lose their commas, possessive endings go.
 *
 * <p>Where only words with some {@link Beginnings} are asked for, most others are passed over; their positions count all the same.
 */
final class NoteTokenizer extends Tokenizer {
    private static final int MAX_PARTS = 8;
    private static final int MAX_PART_LENGTH = 64;

    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    /** What the ASCII characters are; nearly all of a note. */
    private static final byte[] PLAIN = new byte[128];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            if (Character.isLetter(c)) {
                PLAIN[c] = LETTER;
            } else if (Character.isDigit(c)) {
                PLAIN[c] = DIGIT;
            }
        }
    }

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);

    private final Beginnings wanted;
    private char[] text = new char[4096];
    private int length;
    private int at;
    /** Words that were passed over since the last one that was not. */
    private int passed;

    /** Parts of the compound being read, and what joins each to the one before; 0 for nothing between them. */
    private final int[] partStart = new int[MAX_PARTS];

    private final int[] partEnd = new int[MAX_PARTS];
    private final char[] joiner = new char[MAX_PARTS];
    /** Where the second half of a part divided at a line's end begins, and where the first ends; -1 when undivided. */
    private final int[] secondStart = new int[MAX_PARTS];

    private final int[] firstEnd = new int[MAX_PARTS];
    private int parts;

    /** Tokens made of that compound, waiting to be handed out. */
    private final Pending pending = new Pending();

    /** @param wanted what is asked for begins like this */
    NoteTokenizer(Beginnings wanted) {
        this.wanted = wanted;
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (pending.isEmpty()) {
            if (!readCompound()) {
                return false;
            }
            makeTokens();
        }
        clearAttributes();
        int i = pending.next();
        String own = pending.own[i];
        if (own == null) {
            term.copyBuffer(text, pending.start[i], pending.end[i] - pending.start[i]);
        } else {
            term.append(own);
        }
        offset.setOffset(correctOffset(pending.start[i]), correctOffset(pending.end[i]));
        increment.setPositionIncrement(pending.kind[i] == TokenKind.PART ? 1 + passed : 0);
        passed = 0;
        flags.setFlags(pending.kind[i].ordinal());
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        length = 0;
        at = 0;
        passed = 0;
        pending.clear();
        while (true) {
            int read = input.read(text, length, text.length - length);
            if (read < 0) {
                return;
            }
            length += read;
            if (length == text.length) {
                text = Arrays.copyOf(text, text.length * 2);
            }
        }
    }

    @Override
    public void end() throws IOException {
        super.end();
        int end = correctOffset(length);
        offset.setOffset(end, end);
        increment.setPositionIncrement(passed);
    }

    /**
     * Passes over plain words that begin otherwise than is asked. Plain are those of ASCII letters with nothing at their end that could make
     * more of them, and no large letter behind a small one, so that they have no pieces.
     */
    private void passOver() {
        while (at < length && isPlain(at)) {
            if (!isWordAt(at)) {
                at++;
                continue;
            }
            if (!isLetterAt(at) || wanted.has(text[at])) {
                return;
            }
            int end = at + 1;
            while (isLetterAt(end) && isPlain(end) && !(text[end] <= 'Z' && text[end - 1] >= 'a')) {
                end++;
            }
            if (end - at >= MAX_PART_LENGTH || (end < length && !endsWord(text[end], end - at))) {
                return;
            }
            passed++;
            at = end;
        }
    }

    /** Whether a character never joins a word of so many letters to what follows. */
    private static boolean endsWord(char c, int letters) {
        return switch (c) {
            case ' ', '\n', ',', ';', ':', ')' -> true;
            case '.' -> letters > 1;
            default -> false;
        };
    }

    /** Reads the next run of joined parts. @return false at the end of the text */
    private boolean readCompound() {
        passOver();
        while (at < length && !isWordAt(at)) {
            at += width(at);
        }
        if (at >= length) {
            return false;
        }
        parts = 0;
        joiner[0] = 0;
        if (isIdeographAt(at)) {
            int end = at + width(at);
            addPart(at, end, (char) 0);
            at = end;
            return true;
        }
        int start = at;
        char join = 0;
        while (true) {
            int end = endOfPart(start);
            addPart(start, end, join);
            at = end;
            if (at >= length || parts == MAX_PARTS) {
                return true;
            }
            if (isDigitAt(start) && isLetterAt(end) && !isIdeographAt(end)) {
                join = 0;
                start = end;
                continue;
            }
            if (takeDividedAtLineEnd()) {
                return true;
            }
            char c = text[at];
            if (isApostrophe(c) && isPossessive(at)) {
                at += 2;
                return true;
            }
            if (!joins(c, partStart[parts - 1], at)) {
                return true;
            }
            join = c;
            start = ++at;
        }
    }

    private void addPart(int start, int end, char join) {
        partStart[parts] = start;
        partEnd[parts] = end;
        joiner[parts] = join;
        firstEnd[parts] = -1;
        secondStart[parts] = -1;
        parts++;
    }

    /** A number with its decimals, or a word that may have digits inside. */
    private int endOfPart(int start) {
        int end = start;
        if (isDigitAt(start)) {
            while (end < length
                    && (isDigitAt(end)
                            || ((text[end] == '.' || text[end] == ',') && isDigitAt(end - 1) && isDigitAt(end + 1)))) {
                end += width(end);
                if (end - start >= MAX_PART_LENGTH) {
                    break;
                }
            }
            return end;
        }
        while (end < length && (isWordAt(end) || isMark(end)) && !isIdeographAt(end)) {
            end += width(end);
            if (end - start >= MAX_PART_LENGTH) {
                break;
            }
        }
        return end;
    }

    /** {@code hyper-⏎tension}: joins the halves when both meet in small letters. */
    private boolean takeDividedAtLineEnd() {
        if (!isHyphen(text[at]) || !Character.isLowerCase(text[at - 1])) {
            return false;
        }
        int next = at + 1;
        boolean lineEnd = false;
        while (next < length && Character.isWhitespace(text[next])) {
            if (text[next] == '\n') {
                if (lineEnd) {
                    return false;
                }
                lineEnd = true;
            }
            next++;
        }
        if (!lineEnd || next >= length || !Character.isLowerCase(text[next])) {
            return false;
        }
        int end = endOfPart(next);
        int part = parts - 1;
        firstEnd[part] = partEnd[part];
        secondStart[part] = next;
        partEnd[part] = end;
        at = end;
        return true;
    }

    /** Whether a character between two parts joins them. {@code at} is its place, with a word character before it. */
    private boolean joins(char c, int previousStart, int place) {
        int next = place + 1;
        if (next >= length || !isWordAt(next) || isIdeographAt(next)) {
            return false;
        }
        if (isHyphen(c) || isApostrophe(c) || c == '/' || c == '&' || c == '_' || c == '@') {
            return true;
        }
        if (c == ':') {
            return isDigitAt(place - 1) && isDigitAt(next);
        }
        boolean initials = place - previousStart == 1 && isLetterAt(previousStart) && isLetterAt(next);
        return c == '.' && initials && !isWordAt(next + 1);
    }

    private boolean isPossessive(int place) {
        return place + 1 < length
                && (text[place + 1] == 's' || text[place + 1] == 'S')
                && !isWordAt(place + 2)
                && isLetterAt(place - 1);
    }

    private void makeTokens() {
        for (int i = 0; i < parts; i++) {
            int start = partStart[i];
            int end = partEnd[i];
            boolean divided = firstEnd[i] >= 0;
            String own =
                    divided ? slice(start, firstEnd[i]) + slice(secondStart[i], end) : withoutThousands(start, end);
            pending.add(TokenKind.PART, start, end, own);
            if (i == 0 && parts > 1) {
                pending.add(TokenKind.WHOLE, start, partEnd[parts - 1], whole());
            }
            String spelled = otherSpelling(start, divided ? firstEnd[i] : end);
            if (spelled != null) {
                pending.add(TokenKind.VARIANT, start, end, divided ? spelled + slice(secondStart[i], end) : spelled);
            }
            if (divided) {
                pending.add(TokenKind.PIECE, start, firstEnd[i], null);
                pending.add(TokenKind.PIECE, secondStart[i], end, null);
            } else {
                addHumps(start, end);
            }
        }
    }

    /** All parts as one term: hyphens between letters and apostrophes go, other joiners stay. */
    private String whole() {
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            char join = joiner[i];
            if (join == '/' || join == '&' || join == '_' || join == '@' || join == ':') {
                whole.append(join);
            } else if (isHyphen(join) && !isLetterAt(partEnd[i - 1] - 1)) {
                whole.append('-');
            }
            if (firstEnd[i] >= 0) {
                whole.append(text, partStart[i], firstEnd[i] - partStart[i])
                        .append(text, secondStart[i], partEnd[i] - secondStart[i]);
            } else {
                whole.append(text, partStart[i], partEnd[i] - partStart[i]);
            }
        }
        return whole.toString();
    }

    /** {@code Hb|A1c}: pieces begin at a capital after a small letter. */
    private void addHumps(int start, int end) {
        int piece = start;
        for (int i = start + 1; i < end; i++) {
            if (Character.isUpperCase(text[i]) && Character.isLowerCase(text[i - 1])) {
                pending.add(TokenKind.PIECE, piece, i, null);
                piece = i;
            }
        }
        if (piece > start) {
            pending.add(TokenKind.PIECE, piece, end, null);
        }
    }

    /** {@code 1,500} as {@code 1500}; null when the part is no such number. */
    private @Nullable String withoutThousands(int start, int end) {
        if (end - start < 5 || !isDigitAt(start)) {
            return null;
        }
        int digits = 0;
        boolean comma = false;
        for (int i = start; i < end; i++) {
            if (text[i] == ',') {
                if (comma ? digits != 3 : digits > 3) {
                    return null;
                }
                comma = true;
                digits = 0;
            } else if (text[i] == '.') {
                break;
            } else {
                digits++;
            }
        }
        return comma && digits == 3 ? slice(start, end).replace(",", "") : null;
    }

    /** With {@code ae} for {@code ä} and the like, as passports and other offices write it; null without such letters. */
    private @Nullable String otherSpelling(int start, int end) {
        StringBuilder spelled = null;
        for (int i = start; i < end; i++) {
            if (text[i] < 0x80) {
                if (spelled != null) {
                    spelled.append(text[i]);
                }
                continue;
            }
            String letters = switch (text[i]) {
                case 'ä', 'Ä' -> "ae";
                case 'ö', 'Ö', 'ø', 'Ø' -> "oe";
                case 'ü', 'Ü' -> "ue";
                case 'å', 'Å' -> "aa";
                case '\u0308' -> i > start && "aouAOU".indexOf(text[i - 1]) >= 0 ? "e" : null;
                default -> null;
            };
            if (letters != null && spelled == null) {
                spelled = new StringBuilder(end - start + 2).append(text, start, i - start);
            }
            if (spelled != null) {
                if (letters == null) {
                    spelled.append(text[i]);
                } else {
                    spelled.append(letters);
                }
            }
        }
        return spelled == null ? null : spelled.toString();
    }

    private String slice(int start, int end) {
        return new String(text, start, end - start);
    }

    private int character(int i) {
        return Character.codePointAt(text, i, length);
    }

    /** Whether the table tells what it is. */
    private boolean isPlain(int i) {
        return text[i] < PLAIN.length;
    }

    private boolean isWordAt(int i) {
        return i < length && (isPlain(i) ? PLAIN[text[i]] != 0 : Character.isLetterOrDigit(character(i)));
    }

    private boolean isLetterAt(int i) {
        return i < length && (isPlain(i) ? PLAIN[text[i]] == LETTER : Character.isLetter(character(i)));
    }

    private boolean isDigitAt(int i) {
        return i < length && (isPlain(i) ? PLAIN[text[i]] == DIGIT : Character.isDigit(character(i)));
    }

    private boolean isIdeographAt(int i) {
        return text[i] >= '\u2e80' && Character.isIdeographic(character(i));
    }

    private boolean isMark(int i) {
        if (text[i] < '\u0300') {
            return false;
        }
        int type = Character.getType(character(i));
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private int width(int i) {
        return isPlain(i) ? 1 : Character.charCount(character(i));
    }

    private static boolean isHyphen(char c) {
        return c == '-' || (c >= '\u2010' && c <= '\u2013') || c == '\u00ad';
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    /** A queue of tokens in parallel arrays: notes have too many words to make an object of each. */
    private static final class Pending {
        /** Of each part: itself, the whole, another spelling, and pieces. */
        private static final int CAPACITY = MAX_PARTS * (MAX_PART_LENGTH + 4);

        final TokenKind[] kind = new TokenKind[CAPACITY];
        final int[] start = new int[CAPACITY];
        final int[] end = new int[CAPACITY];
        final @Nullable String[] own = new @Nullable String[CAPACITY];
        private int head;
        private int tail;

        boolean isEmpty() {
            return head == tail;
        }

        int next() {
            return head++;
        }

        /** @param term null for the text between start and end */
        void add(TokenKind what, int from, int to, @Nullable String term) {
            if (head == tail) {
                clear();
            }
            kind[tail] = what;
            start[tail] = from;
            end[tail] = to;
            own[tail++] = term;
        }

        void clear() {
            head = 0;
            tail = 0;
        }
    }
}
