package org.chartroom.api.work;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Stage;
import org.chartroom.models.text.PageProblem;

/**
 * Where a document goes after it was read, and why.
 *
 * @param reason in words for a person; empty on the plain way
 */
record Verdict(Stage stage, String reason) {
    private static final int LONGEST = 300;

    /** Of a document with these pages out of a file in which these were rejected. */
    static Verdict ofPages(List<PageResult> pages, List<PageResult> rejected, boolean inChart) {
        List<String> reasons = Stream.of(
                        pages.stream()
                                .filter(page -> page.problem().isPresent())
                                .map(Verdict::unread),
                        rejected.stream().map(Verdict::unread),
                        pages.stream()
                                .filter(page -> page.problem().isEmpty()
                                        && !page.doubt().isBlank())
                                .map(page -> "Page " + page.sourcePage() + ": " + page.doubt()))
                .flatMap(each -> each)
                .toList();
        return ofReasons(reasons, inChart);
    }

    private static Verdict ofReasons(List<String> reasons, boolean inChart) {
        if (reasons.isEmpty()) {
            return new Verdict(inChart ? Stage.FILED : Stage.READ, "");
        }
        String more = reasons.size() == 1 ? "" : " (and " + (reasons.size() - 1) + " more)";
        return new Verdict(Stage.NEEDS_PERSON, shortened(reasons.getFirst()) + more);
    }

    /** Of a document with these pages, as they lie in it. */
    static Verdict ofLying(List<Page> pages, boolean inChart) {
        List<String> reasons = pages.stream()
                .filter(page -> page.problem().isPresent() || !page.doubt().isBlank())
                .map(page -> "Page " + page.number() + ": "
                        + page.problem()
                                .map(problem -> lower(because(problem, "")))
                                .orElse(page.doubt()))
                .toList();
        return ofReasons(reasons, inChart);
    }

    /** Of a file none of whose pages belongs into a document. */
    static Verdict ofNothing(List<PageResult> pages, boolean attachments) {
        List<PageResult> rejected =
                pages.stream().filter(page -> page.end() == PageEnd.REJECTED).toList();
        if (!rejected.isEmpty()) {
            return new Verdict(
                    Stage.QUARANTINED,
                    shortened("None of its " + pages.size() + " pages could be taken. " + unread(rejected.getFirst())));
        }
        if (!pages.isEmpty()) {
            return new Verdict(
                    Stage.NEEDS_PERSON, "All of its " + pages.size() + " pages are blank or separator sheets");
        }
        return attachments
                ? new Verdict(Stage.READ, "Holds only other files, which are documents of their own")
                : new Verdict(Stage.NEEDS_PERSON, "The file has no pages");
    }

    /** Of a file that cannot go on. */
    static String because(PageProblem problem, String detail) {
        String what = switch (problem) {
            case EMPTY -> "The file has no bytes";
            case CORRUPT -> "The file is damaged";
            case ENCRYPTED -> "The file asks for a password";
            case TOO_LARGE -> "The file is too large to be read";
            case UNSUPPORTED -> "This kind of file is kept, but not read";
            case UNREADABLE -> "No text could be recognised";
            case TIMEOUT -> "Reading took too long";
            case READER_DIED -> "The reader broke down on it";
            case DROPPED -> "Somebody took it out";
        };
        return shortened(detail.isBlank() ? what : what + ": " + detail);
    }

    private static String unread(PageResult page) {
        String why =
                page.problem().map(problem -> because(problem, page.detail())).orElse("");
        String inner = why.startsWith("The file ") ? "the page " + why.substring("The file ".length()) : lower(why);
        return "Page " + page.sourcePage() + ": " + inner;
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String shortened(String text) {
        Objects.requireNonNull(text);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
