package org.chartroom.api.dictations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.dictations.CheckView.ChangeView;
import org.chartroom.api.dictations.CheckView.FindingKind;
import org.chartroom.api.dictations.CheckView.FindingView;
import org.chartroom.api.dictations.CheckView.RewriteView;
import org.chartroom.api.dictations.CheckView.SpellingView;
import org.chartroom.api.dictations.CheckView.WordView;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.chartroom.models.text.Transcript;
import org.chartroom.transcribe.format.Ambiguity;
import org.chartroom.transcribe.format.EditedNote;
import org.chartroom.transcribe.format.FormattedNote;
import org.chartroom.transcribe.format.NoteFormatter;
import org.chartroom.transcribe.safety.ChartFacts;
import org.chartroom.transcribe.safety.Finding;
import org.chartroom.transcribe.safety.RiskClass;
import org.chartroom.transcribe.safety.SafetyLinter;
import org.chartroom.transcribe.safety.Severity;
import org.chartroom.transcribe.safety.WordRisks;
import org.chartroom.transcribe.spelling.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the text of a note: what could harm, what contradicts the chart, what has two readings, what is left open, what
 * may have been misheard, and which of the formatter's rewrites can be undone. Nothing is stored. Safe for use by several
 * threads.
 */
public final class NoteChecks {
    /** Words heard with less confidence are looked at. */
    private static final double DOUBTFUL = 0.6;
    /** The same for words with which a mistake is worse. */
    private static final double DOUBTFUL_CRITICAL = 0.75;

    private static final int CHART_DOCUMENTS = 20;
    private static final Duration SIDES_KEPT = Duration.ofMinutes(2);
    private static final int KEPT = 100;
    private static final long SUGGESTING_MS = 400;

    private final SafetyLinter linter = SafetyLinter.english();
    private final NoteFormatter formatter = NoteFormatter.english();
    private final WordRisks risks = WordRisks.english();
    private final SpellingBooks books;
    private final Clock clock;
    private final Map<DocumentId, Heard> heard = latest();
    private final Map<PatientId, Sides> sides = latest();

    private record Heard(List<SpokenWord> words, FormattedNote note) {}

    private record Sides(Map<String, String> named, Instant until) {}

    public NoteChecks(SpellingBooks books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    private static <K, V> Map<K, V> latest() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > KEPT;
            }
        });
    }

    /**
     * Which of the rewrites of a note stand in a text of it. Those that were undone or typed over do not.
     *
     * @param latest any version of the note
     */
    List<TextEdit> standing(Records records, TranscriptVersion latest, String text) {
        return new EditedNote(asHeard(records, latest), text).edits();
    }

    /** Findings that have to be looked at before the text is signed; blanks have a rule of their own. */
    List<FindingView> severe(Records records, Document document, TranscriptVersion latest, String text) {
        return keyed(safety(records, document, new EditedNote(asHeard(records, latest), text), latest, text)).stream()
                .filter(FindingView::severe)
                .toList();
    }

    /** A note was signed into the chart: what it says about sides counts from now on. */
    void chartChanged(PatientId patient) {
        sides.remove(patient);
    }

    CheckView check(Records records, Document document, TranscriptVersion latest, String text) {
        EditedNote note = new EditedNote(asHeard(records, latest), text);
        List<FindingView> found = new ArrayList<>(safety(records, document, note, latest, text));
        for (FindingView each : twoReadings(records, note, latest, text)) {
            addApart(found, each);
        }
        Optional<Spelling> spelling = books.open();
        if (spelling.isPresent()) {
            for (FindingView each : spelling(records, document, note, latest, text, spelling.get())) {
                addApart(found, each);
            }
        }
        found.sort(Comparator.comparingInt(FindingView::start));
        List<FindingView> findings = keyed(found);
        return new CheckView(
                findings,
                words(note, latest, text),
                rewrites(note, latest),
                new SpellingView(
                        spelling.map(Spelling::dictionaries).orElse(List.of()),
                        spelling.isPresent() ? null : SpellingBooks.HINT),
                (int) findings.stream().filter(FindingView::severe).count());
    }

    private static void addApart(List<FindingView> found, FindingView next) {
        if (found.stream().noneMatch(each -> each.start() < next.end() && next.start() < each.end())) {
            found.add(next);
        }
    }

    /** The note as the engine and the formatter made it, from its first version with the words of the latest. */
    private FormattedNote asHeard(Records records, TranscriptVersion latest) {
        List<SpokenWord> words = latest.content().words();
        Heard kept = heard.get(latest.document());
        if (kept != null && kept.words().equals(words)) {
            return kept.note();
        }
        List<TextEdit> edits = records.dictations().versions(latest.document()).stream()
                .map(TranscriptVersion::content)
                .filter(content -> content.words().equals(words))
                .findFirst()
                .map(Transcript::edits)
                .orElse(latest.content().edits());
        FormattedNote note = formatter.restore(words, edits);
        heard.put(latest.document(), new Heard(words, note));
        return note;
    }

    private List<FindingView> safety(
            Records records, Document document, EditedNote note, TranscriptVersion latest, String text) {
        List<Finding> found = document.patient()
                .flatMap(id -> records.patients().find(id))
                .map(patient -> linter.check(text, facts(records, document, patient)))
                .orElseGet(() -> linter.check(text));
        return found.stream()
                .map(each -> view(each, seconds(note, latest, each.start(), each.end())))
                .toList();
    }

    private static FindingView view(Finding finding, @Nullable Double seconds) {
        boolean blank = finding.rule().startsWith("blank.");
        boolean chart = finding.rule().startsWith("chart.");
        int risk = switch (finding.severity()) {
            case DANGER -> chart ? 98 : blank ? 85 : 92;
            case WARNING -> chart ? 75 : 65;
            case NOTICE -> 20;
        };
        return new FindingView(
                "",
                blank ? FindingKind.BLANK : chart ? FindingKind.CHART : FindingKind.SAFETY,
                finding.start(),
                finding.end(),
                finding.found(),
                finding.severity(),
                finding.rule(),
                finding.source(),
                finding.reason(),
                finding.autoFix() ? finding.suggestion() : null,
                finding.choices(),
                finding.severity() == Severity.DANGER && !blank,
                risk,
                seconds);
    }

    private List<FindingView> twoReadings(Records records, EditedNote note, TranscriptVersion latest, String text) {
        List<FindingView> found = new ArrayList<>();
        for (Ambiguity each : asHeard(records, latest).ambiguities()) {
            note.place(each.firstWord(), each.lastWord())
                    .filter(place -> text.substring(place.start(), place.end())
                            .replaceFirst("[.,]$", "")
                            .equalsIgnoreCase(each.words()))
                    .ifPresent(place -> found.add(new FindingView(
                            "",
                            FindingKind.TWO_READINGS,
                            place.start(),
                            place.end(),
                            text.substring(place.start(), place.end()),
                            Severity.WARNING,
                            "format.two-readings",
                            "Chartroom",
                            "“" + each.words() + "” has two readings: " + each.reason(),
                            null,
                            List.of(),
                            false,
                            70,
                            latest.content().words().get(each.firstWord()).start())));
        }
        return found;
    }

    private List<FindingView> spelling(
            Records records,
            Document document,
            EditedNote note,
            TranscriptVersion latest,
            String text,
            Spelling spelling) {
        Set<String> names = new HashSet<>();
        document.patient()
                .flatMap(id -> records.patients().find(id))
                .ifPresent(patient -> addWords(
                        names,
                        patient.name().family() + " " + patient.name().given() + " "
                                + patient.name().middle()));
        records.dictations()
                .find(document.id())
                .flatMap(dictation -> records.accounts().find(dictation.author()))
                .ifPresent(author -> addWords(names, author.displayName()));
        List<FindingView> found = new ArrayList<>();
        // Suggestions take long the first time; those that are not at hand in time come with the next check.
        long until = System.nanoTime() + Duration.ofMillis(SUGGESTING_MS).toNanos();
        for (Spelling.Unknown each : spelling.unknownIn(text, names)) {
            List<String> suggestions = System.nanoTime() < until
                    ? spelling.suggestions(each.word())
                    : spelling.suggestionsAtHand(each.word()).orElse(List.of());
            found.add(new FindingView(
                    "",
                    FindingKind.SPELLING,
                    each.start(),
                    each.end(),
                    each.word(),
                    Severity.NOTICE,
                    "spelling.unknown",
                    String.join(", ", spelling.dictionaries()),
                    "No dictionary has this word.",
                    null,
                    suggestions,
                    false,
                    10,
                    seconds(note, latest, each.start(), each.end())));
        }
        return found;
    }

    private static void addWords(Set<String> names, String written) {
        for (String word : written.toLowerCase(Locale.ROOT).split("[^\\p{L}'’]+")) {
            names.add(word);
        }
    }

    private List<WordView> words(EditedNote note, TranscriptVersion latest, String text) {
        List<SpokenWord> spoken = latest.content().words();
        Map<Integer, WordView> worst = new LinkedHashMap<>();
        for (EditedNote.WordPlace place : note.words()) {
            SpokenWord word = spoken.get(place.word());
            RiskClass what = risks.of(word.word());
            boolean critical = what != RiskClass.OTHER;
            if (word.confidence() >= (critical ? DOUBTFUL_CRITICAL : DOUBTFUL)) {
                continue;
            }
            double doubt = 1 - word.confidence();
            int risk = (int) Math.round(critical ? 40 + 10.0 * what.weight() * doubt : 12 + 30 * doubt);
            WordView view = new WordView(
                    place.start(),
                    place.end(),
                    text.substring(place.start(), place.end()),
                    word.confidence(),
                    what,
                    "Heard with " + Math.round(100 * word.confidence()) + " % confidence"
                            + (critical ? "; it is " + what.words() + "." : "."),
                    risk,
                    word.start());
            // Several words may have been written as one; the riskiest speaks for it.
            worst.merge(place.start(), view, (one, other) -> one.risk() >= other.risk() ? one : other);
        }
        return List.copyOf(worst.values());
    }

    private static List<RewriteView> rewrites(EditedNote note, TranscriptVersion latest) {
        List<SpokenWord> spoken = latest.content().words();
        return note.rewrites().stream()
                .map(each -> new RewriteView(
                        each.start(),
                        each.end(),
                        each.stands(),
                        each.edit().from(),
                        each.edit().to(),
                        each.edit().rule(),
                        each.edit().firstWord(),
                        each.edit().lastWord(),
                        new ChangeView(
                                each.other().start(),
                                each.other().end(),
                                each.other().text()),
                        spoken.get(each.edit().firstWord()).start()))
                .toList();
    }

    private static @Nullable Double seconds(EditedNote note, TranscriptVersion latest, int start, int end) {
        return note.words().stream()
                .filter(place -> place.start() < end && start < place.end())
                .findFirst()
                .map(place -> latest.content().words().get(place.word()).start())
                .orElse(null);
    }

    private static List<FindingView> keyed(List<FindingView> found) {
        Map<String, Integer> counts = new HashMap<>();
        return found.stream()
                .map(each -> {
                    String name = each.rule() + ":" + each.found();
                    int number = counts.merge(name, 1, Integer::sum);
                    return new FindingView(
                            name + ":" + number,
                            each.kind(),
                            each.start(),
                            each.end(),
                            each.found(),
                            each.severity(),
                            each.rule(),
                            each.source(),
                            each.reason(),
                            each.fix(),
                            each.suggestions(),
                            each.severe(),
                            each.risk(),
                            each.seconds());
                })
                .toList();
    }

    private ChartFacts facts(Records records, Document document, Patient patient) {
        return new ChartFacts(
                patient.name().family(),
                patient.name().given(),
                patient.name().middle(),
                patient.mrn(),
                patient.birthDate(),
                sides(records, document, patient));
    }

    /** What the latest documents of the chart say about sides; read anew every two minutes at most. */
    private Map<String, String> sides(Records records, Document document, Patient patient) {
        Instant now = clock.instant();
        Sides kept = sides.get(patient.id());
        if (kept != null && now.isBefore(kept.until())) {
            return kept.named();
        }
        DocumentFilter filed =
                new DocumentFilter(Set.of(Stage.FILED), Set.of(), Optional.of(patient.id()), Optional.empty());
        List<String> texts =
                records
                        .documents()
                        .latest(document.facility(), filed, Optional.empty(), CHART_DOCUMENTS)
                        .items()
                        .stream()
                        .filter(each -> !each.id().equals(document.id()))
                        .flatMap(each ->
                                records.documents().pages(each.id()).stream().map(Page::text))
                        .toList();
        Map<String, String> named = linter.sides(texts);
        sides.put(patient.id(), new Sides(named, now.plus(SIDES_KEPT)));
        return named;
    }
}
