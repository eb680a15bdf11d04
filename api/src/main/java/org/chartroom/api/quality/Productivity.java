package org.chartroom.api.quality;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chartroom.api.aids.AidShelf;
import org.chartroom.api.config.DictationConfig;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.SignedNote;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.ErrorRates;

/**
 * How much work signed notes were, by day and person, and how far drafts were from what was signed, by author and kind of
 * work.
 *
 * @param unit what a line is
 */
public record Productivity(
        LocalDate from, LocalDate to, DictationConfig.Lines unit, List<PersonsDay> days, List<AuthorsDrafts> authors) {
    /**
     * One person's day.
     *
     * @param meanTurnaroundSeconds from coming in to signature
     */
    public record PersonsDay(
            LocalDate day,
            UserId person,
            String displayName,
            int notes,
            double audioMinutes,
            double lines,
            long meanTurnaroundSeconds) {}

    /**
     * How far the engine's drafts were from what one author signed.
     *
     * @param wordErrorRate words to change, over the words signed; the mean weighs each note alike
     */
    public record AuthorsDrafts(UserId author, String displayName, String workType, int notes, double wordErrorRate) {}

    private record DayOf(LocalDate day, UserId person) implements Comparable<DayOf> {
        @Override
        public int compareTo(DayOf other) {
            int byDay = other.day.compareTo(day);
            return byDay != 0 ? byDay : person.value().compareTo(other.person.value());
        }
    }

    private record DraftsOf(UserId author, String workType) implements Comparable<DraftsOf> {
        @Override
        public int compareTo(DraftsOf other) {
            int byAuthor = author.value().compareTo(other.author.value());
            return byAuthor != 0 ? byAuthor : workType.compareTo(other.workType);
        }
    }

    private record Counted(SignedNote note, double lines) {}

    static Productivity of(
            Records records, List<SignedNote> notes, Days days, DictationConfig.Lines unit, AidShelf shelf) {
        Map<DayOf, List<Counted>> byDay = new TreeMap<>();
        Map<DraftsOf, List<SignedNote>> byAuthor = new TreeMap<>();
        Map<List<UserId>, LineCount> counts = new HashMap<>();
        for (SignedNote note : notes) {
            LineCount count = counts.computeIfAbsent(
                    List.of(note.editor(), note.author()),
                    _ -> new LineCount(unit, shelf.of(records, note.editor(), Optional.of(note.author()))));
            byDay.computeIfAbsent(new DayOf(day(note, days.zone()), note.editor()), _ -> new ArrayList<>())
                    .add(new Counted(note, count.lines(note.text())));
            byAuthor.computeIfAbsent(new DraftsOf(note.author(), note.workType()), _ -> new ArrayList<>())
                    .add(note);
        }
        List<PersonsDay> persons = new ArrayList<>();
        byDay.forEach((key, done) -> persons.add(new PersonsDay(
                key.day(),
                key.person(),
                name(records, key.person()),
                done.size(),
                rounded(done.stream().mapToLong(each -> each.note().audioMs()).sum() / 60_000.0),
                rounded(done.stream().mapToDouble(Counted::lines).sum()),
                Math.round(done.stream()
                        .mapToLong(each -> Duration.between(
                                        each.note().receivedAt(), each.note().signedAt())
                                .toSeconds())
                        .average()
                        .orElse(0)))));
        List<AuthorsDrafts> authors = new ArrayList<>();
        byAuthor.forEach((key, done) -> authors.add(new AuthorsDrafts(
                key.author(),
                name(records, key.author()),
                key.workType(),
                done.size(),
                done.stream()
                        .mapToDouble(each -> ErrorRates.wordsOf(each.text(), each.draft()))
                        .average()
                        .orElse(0))));
        return new Productivity(days.first(), days.last(), unit, persons, authors);
    }

    /** The same with the days of one person only. */
    Productivity daysOf(UserId person) {
        return new Productivity(
                from,
                to,
                unit,
                days.stream().filter(day -> day.person().equals(person)).toList(),
                authors);
    }

    private static LocalDate day(SignedNote note, ZoneId zone) {
        return LocalDate.ofInstant(note.signedAt(), zone);
    }

    private static String name(Records records, UserId user) {
        return records.accounts().find(user).map(UserAccount::displayName).orElse("");
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
