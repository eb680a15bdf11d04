package org.chartroom.index.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Stage;

/** Recursive descent over the characters of one text. Used once. */
final class QueryParser {
    private static final Pattern FIELD = Pattern.compile("([A-Za-z]+):(.*)", Pattern.DOTALL);
    private static final Pattern FUZZY = Pattern.compile("(.*[^~])~([0-9]{0,3})", Pattern.DOTALL);
    private static final Pattern DAYS = Pattern.compile("(.*?)\\.\\.(.*)", Pattern.DOTALL);
    private static final String OPENING = "\"\u201c\u201d\u201e\u00ab";
    private static final String CLOSING = "\"\u201c\u201d\u00bb";

    private final String text;
    private int at;
    private int depth;
    private int leaves;
    private int openWords;
    private boolean operators;

    QueryParser(String text) {
        this.text = text;
    }

    SearchQuery parse() throws WrongQueryException {
        if (text.length() > QueryLanguage.MAX_LENGTH) {
            throw new WrongQueryException(
                    QueryLanguage.MAX_LENGTH,
                    "The query is longer than " + QueryLanguage.MAX_LENGTH + " characters.",
                    text.substring(0, QueryLanguage.MAX_LENGTH / 2));
        }
        if (peekWord().isEmpty() && atEnd()) {
            return new SearchQuery(text, new QueryNode.Everything());
        }
        Optional<QueryNode> root = anyOf(Optional.empty());
        if (!atEnd()) {
            throw new WrongQueryException(at, "This bracket closes nothing.", without(at));
        }
        return new SearchQuery(
                text,
                loosened(root.orElseThrow(
                        () -> new WrongQueryException(0, "There is no word to look for in the query.", ""))));
    }

    /** Whoever writes operators means them: then every word has to be there. */
    private QueryNode loosened(QueryNode root) {
        return root instanceof QueryNode.And and && !operators ? new QueryNode.And(and.nodes(), true) : root;
    }

    /** and (OR and)*. */
    private Optional<QueryNode> anyOf(Optional<QueryField> field) throws WrongQueryException {
        List<QueryNode> nodes = new ArrayList<>();
        while (true) {
            allOf(field).ifPresent(nodes::add);
            skipSpace();
            int operatorAt = at;
            if (!takeOperator(Operator.OR)) {
                return joined(nodes, QueryNode.Or::new);
            }
            expectOperand(Operator.OR, operatorAt);
        }
    }

    /** unary (AND? unary)*. */
    private Optional<QueryNode> allOf(Optional<QueryField> field) throws WrongQueryException {
        List<QueryNode> nodes = new ArrayList<>();
        refuseOperator();
        while (true) {
            unary(field).ifPresent(nodes::add);
            skipSpace();
            int operatorAt = at;
            if (takeOperator(Operator.AND)) {
                expectOperand(Operator.AND, operatorAt);
                refuseOperator();
            } else if (atEnd() || here() == ')' || peekWord().equals("OR")) {
                return joined(nodes, QueryNode.And::new);
            }
        }
    }

    private Optional<QueryNode> unary(Optional<QueryField> field) throws WrongQueryException {
        skipSpace();
        int operatorAt = at;
        boolean minus = !atEnd() && here() == '-' && at + 1 < text.length() && canBeNegated(text.codePointAt(at + 1));
        if (minus) {
            at++;
        } else if (takeOperator(Operator.NOT)) {
            expectOperand(Operator.NOT, operatorAt);
            refuseOperator();
        } else {
            return primary(field);
        }
        deeper(operatorAt);
        Optional<QueryNode> node = unary(field).map(QueryNode.Not::new);
        depth--;
        return node;
    }

    private Optional<QueryNode> primary(Optional<QueryField> field) throws WrongQueryException {
        if (atEnd()) {
            return Optional.empty();
        }
        char c = here();
        if (c == '(') {
            return bracket(field);
        }
        if (OPENING.indexOf(c) >= 0) {
            return phrase(field);
        }
        return word(field);
    }

    private Optional<QueryNode> bracket(Optional<QueryField> field) throws WrongQueryException {
        int open = at++;
        operators = true;
        deeper(open);
        skipSpace();
        if (!atEnd() && here() == ')') {
            throw new WrongQueryException(
                    open, "There is nothing between the brackets.", text.substring(0, open) + text.substring(at + 1));
        }
        Optional<QueryNode> inside = anyOf(field);
        if (atEnd()) {
            throw new WrongQueryException(open, "This bracket is not closed.", text + ")");
        }
        at++;
        depth--;
        return inside;
    }

    private Optional<QueryNode> phrase(Optional<QueryField> field) throws WrongQueryException {
        int open = at++;
        int start = at;
        while (!atEnd() && CLOSING.indexOf(here()) < 0) {
            at++;
        }
        if (atEnd()) {
            throw new WrongQueryException(open, "This quotation mark is not closed.", text + "\"");
        }
        String words = text.substring(start, at++);
        int slop = 0;
        int tilde = at;
        if (!atEnd() && here() == '~') {
            at++;
            int digits = at;
            while (!atEnd() && here() >= '0' && here() <= '9') {
                at++;
            }
            String number = text.substring(digits, at);
            if (number.isEmpty() || number.length() > 3 || Integer.parseInt(number) > QueryLanguage.MAX_SLOP) {
                throw new WrongQueryException(
                        tilde,
                        "After a phrase, ~ takes how many words may stand between: 1 to " + QueryLanguage.MAX_SLOP
                                + ".",
                        text.substring(0, digits) + 5 + text.substring(at));
            }
            slop = Integer.parseInt(number);
        }
        if (!hasLetter(words)) {
            if (field.isPresent()) {
                throw nothingAfter(field.get(), open);
            }
            return Optional.empty();
        }
        if (field.isPresent() && field.get().form() != QueryField.Form.WORDS) {
            return Optional.of(value(field.get(), words.strip(), start));
        }
        String[] pieces = words.strip().split("\\s+");
        countLeaves(pieces.length, open);
        return Optional.of(new QueryNode.Phrase(field, words.strip(), slop));
    }

    private Optional<QueryNode> word(Optional<QueryField> scope) throws WrongQueryException {
        int start = at;
        String word = takeWord();
        Matcher named = FIELD.matcher(word);
        if (named.matches() && !named.group(2).startsWith("/")) {
            Optional<QueryField> field = QueryField.ofTyped(named.group(1));
            if (field.isPresent()) {
                at = start + named.group(1).length() + 1;
                return Optional.of(fieldValue(field.get(), start));
            }
            if (!named.group(2).isEmpty() || (!atEnd() && (here() == '(' || OPENING.indexOf(here()) >= 0))) {
                throw unknownField(named.group(1), word, start);
            }
        }
        if (scope.isPresent() && scope.get().form() != QueryField.Form.WORDS) {
            return Optional.of(value(scope.get(), word, start));
        }
        return plain(scope, word, start);
    }

    /** What follows {@code field:}, directly or after a space. */
    private QueryNode fieldValue(QueryField field, int fieldAt) throws WrongQueryException {
        skipSpace();
        if (atEnd() || here() == ')') {
            throw nothingAfter(field, fieldAt);
        }
        Optional<QueryNode> node;
        if (here() == '(' || OPENING.indexOf(here()) >= 0) {
            node = primary(Optional.of(field));
        } else {
            int start = at;
            String value = takeWord();
            node = field.form() == QueryField.Form.WORDS
                    ? plain(Optional.of(field), value, start)
                    : Optional.of(value(field, value, start));
        }
        return node.orElseThrow(() -> nothingAfter(field, fieldAt));
    }

    /** A word, beginning or spelling. */
    private Optional<QueryNode> plain(Optional<QueryField> field, String word, int start) throws WrongQueryException {
        int star = word.indexOf('*');
        if (!hasLetter(word)) {
            if (star >= 0) {
                throw shortPrefix(word, start);
            }
            return Optional.empty();
        }
        if (star >= 0) {
            String end = word.substring(star).replaceAll("[*.,;:!?]+", "");
            if (!end.isEmpty()) {
                String before = word.substring(0, star);
                throw new WrongQueryException(
                        start + star,
                        "A * can only stand at the end of a word.",
                        replaced(start, word, letters(before) >= QueryLanguage.MIN_PREFIX ? before + "*" : bare(word)));
            }
            String beginning = word.substring(0, star);
            if (letters(beginning) < QueryLanguage.MIN_PREFIX) {
                throw shortPrefix(word, start);
            }
            countOpenWord(start);
            return Optional.of(new QueryNode.Prefix(field, beginning));
        }
        Matcher fuzzy = FUZZY.matcher(word);
        if (fuzzy.matches()) {
            String like = fuzzy.group(1);
            int letters = letters(like);
            if (letters < QueryLanguage.MIN_FUZZY) {
                throw new WrongQueryException(
                        start + like.length(),
                        "A ~ needs a word of at least " + QueryLanguage.MIN_FUZZY
                                + " letters before it: shorter ones are like everything.",
                        replaced(start, word, like));
            }
            int most = letters >= 8 ? 2 : 1;
            int asked = fuzzy.group(2).isEmpty() ? most : Integer.parseInt(fuzzy.group(2));
            if (asked < 1 || asked > 2) {
                throw new WrongQueryException(
                        start + like.length(),
                        "After a word, ~ takes how many letters may differ: 1 or 2.",
                        replaced(start, word, like + "~"));
            }
            countOpenWord(start);
            return Optional.of(new QueryNode.Fuzzy(field, like, Math.min(asked, most)));
        }
        countLeaves(1, start);
        return Optional.of(new QueryNode.Word(field, word));
    }

    private QueryNode value(QueryField field, String value, int start) throws WrongQueryException {
        countLeaves(1, start);
        return switch (field.form()) {
            case DATES -> dates(field, value, start);
            case NAME -> named(field, value, start);
            case WORDS -> new QueryNode.Word(Optional.of(field), value);
        };
    }

    private QueryNode dates(QueryField field, String value, int start) throws WrongQueryException {
        Matcher range = DAYS.matcher(value);
        if (!range.matches()) {
            DayRange days = day(field, value, start, value);
            return new QueryNode.Dates(field, Optional.of(days.first()), Optional.of(days.last()));
        }
        String left = range.group(1);
        String right = range.group(2);
        if (left.isEmpty() && right.isEmpty()) {
            throw noDate(field, start, value);
        }
        Optional<DayRange> from = left.isEmpty() ? Optional.empty() : Optional.of(day(field, left, start, value));
        Optional<DayRange> to =
                right.isEmpty() ? Optional.empty() : Optional.of(day(field, right, start + left.length() + 2, value));
        if (from.isPresent()
                && to.isPresent()
                && from.get().first().isAfter(to.get().last())) {
            throw new WrongQueryException(
                    start, "The range ends before it begins.", replaced(start, value, right + ".." + left));
        }
        return new QueryNode.Dates(field, from.map(DayRange::first), to.map(DayRange::last));
    }

    private DayRange day(QueryField field, String day, int at, String value) throws WrongQueryException {
        Optional<DayRange> days = DayRange.of(day);
        if (days.isEmpty()) {
            throw noDate(field, at, value);
        }
        return days.get();
    }

    private WrongQueryException noDate(QueryField field, int position, String value) {
        Matcher year = Pattern.compile("(?:19|20)\\d\\d").matcher(value);
        return new WrongQueryException(
                position,
                "After " + field.typed()
                        + ": comes a year, month or day such as 2024, 2024-03 or 2024-03-05, or a range such as"
                        + " 2024-01..2024-06.",
                year.find() ? text.replace(field.typed() + ":" + value, field.typed() + ":" + year.group()) : "");
    }

    private QueryNode named(QueryField field, String value, int start) throws WrongQueryException {
        List<String> names = switch (field) {
            case KIND -> names(DocumentKind.values());
            case STAGE -> names(Stage.values());
            case CHANNEL -> names(Channel.values());
            case PATIENT, MRN, AUTHOR, TYPE, TITLE, DATE, DOB ->
                throw new IllegalStateException(field + " takes no fixed names");
        };
        String wanted = value.strip().replaceAll("[-_ ]+", "-");
        for (String name : names) {
            if (name.equalsIgnoreCase(wanted)) {
                return new QueryNode.Named(field, name.toUpperCase(Locale.ROOT).replace('-', '_'));
            }
        }
        throw new WrongQueryException(
                start,
                "After " + field.typed() + ": comes one of " + String.join(", ", names) + ".",
                Nearest.of(wanted, names)
                        .map(name -> replaced(start, value, name))
                        .orElse(""));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private WrongQueryException unknownField(String name, String word, int start) {
        List<String> fields =
                Arrays.stream(QueryField.values()).map(QueryField::typed).toList();
        Optional<String> meant = Nearest.of(name, fields);
        return new WrongQueryException(
                start,
                "There is no field '" + name + "'; there are "
                        + fields.stream().map(field -> field + ":").collect(Collectors.joining(", "))
                        + ". Put it in quotation marks to look for the words.",
                meant.map(field -> replaced(start, name, field)).orElse(replaced(start, word, '"' + word + '"')));
    }

    private WrongQueryException nothingAfter(QueryField field, int position) {
        return new WrongQueryException(
                position,
                "There is nothing to look for after " + field.typed() + ":.",
                text.substring(0, position) + text.substring(Math.min(text.length(), at)));
    }

    private WrongQueryException shortPrefix(String word, int start) {
        return new WrongQueryException(
                start,
                "A * needs at least " + QueryLanguage.MIN_PREFIX + " letters before it: fewer would match nearly"
                        + " everything.",
                replaced(start, word, bare(word)));
    }

    private void deeper(int position) throws WrongQueryException {
        if (++depth > QueryLanguage.MAX_DEPTH) {
            throw new WrongQueryException(
                    position, "Brackets and negations are nested deeper than " + QueryLanguage.MAX_DEPTH + ".", "");
        }
    }

    private void countLeaves(int more, int position) throws WrongQueryException {
        leaves += more;
        if (leaves > QueryLanguage.MAX_LEAVES) {
            throw new WrongQueryException(
                    position,
                    "The query has more than " + QueryLanguage.MAX_LEAVES + " words.",
                    text.substring(0, position));
        }
    }

    private void countOpenWord(int position) throws WrongQueryException {
        countLeaves(1, position);
        if (++openWords > QueryLanguage.MAX_OPEN_WORDS) {
            throw new WrongQueryException(
                    position,
                    "The query has more than " + QueryLanguage.MAX_OPEN_WORDS + " words with * or ~.",
                    text.substring(0, position));
        }
    }

    /** An operator where something to look for should stand. */
    private void refuseOperator() throws WrongQueryException {
        skipSpace();
        String word = peekWord();
        if (word.equals("AND") || word.equals("OR")) {
            throw new WrongQueryException(
                    at,
                    "There is nothing before " + word + ". Write it in small letters to look for the word.",
                    replaced(at, word, word.toLowerCase(Locale.ROOT)));
        }
    }

    private void expectOperand(Operator operator, int operatorAt) throws WrongQueryException {
        skipSpace();
        if (atEnd() || here() == ')') {
            throw new WrongQueryException(
                    operatorAt,
                    "There is nothing after " + operator + ".",
                    text.substring(0, operatorAt)
                            + text.substring(operatorAt + operator.name().length()));
        }
    }

    private boolean takeOperator(Operator operator) {
        if (peekWord().equals(operator.name())) {
            at += operator.name().length();
            operators |= operator != Operator.NOT;
            return true;
        }
        return false;
    }

    /** The word that begins after any space here; empty at the end or at a bracket or quotation mark. */
    private String peekWord() {
        skipSpace();
        int from = at;
        String word = takeWord();
        at = from;
        return word;
    }

    private String takeWord() {
        int start = at;
        while (!atEnd() && !isSpace(here()) && here() != '(' && here() != ')' && OPENING.indexOf(here()) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (!atEnd() && isSpace(here())) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private char here() {
        return text.charAt(at);
    }

    private String without(int position) {
        return text.substring(0, position) + text.substring(position + 1);
    }

    private String replaced(int start, String old, String replacement) {
        return text.substring(0, start) + replacement + text.substring(start + old.length());
    }

    private static String bare(String word) {
        return word.replace("*", "");
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /** A dash before anything else is only a dash. */
    private static boolean canBeNegated(int c) {
        return Character.isLetterOrDigit(c) || c == '(' || OPENING.indexOf(c) >= 0;
    }

    private static boolean hasLetter(String word) {
        return word.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static int letters(String word) {
        return (int) word.codePoints().filter(Character::isLetterOrDigit).count();
    }

    private static Optional<QueryNode> joined(
            List<QueryNode> nodes, java.util.function.Function<List<QueryNode>, QueryNode> join) {
        return switch (nodes.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(nodes.getFirst());
            default -> Optional.of(join.apply(nodes));
        };
    }
}
