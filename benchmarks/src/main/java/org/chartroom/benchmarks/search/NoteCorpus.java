package org.chartroom.benchmarks.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Published notes (MTSamples), and as many more as wanted made of them: each takes its length from one note and its sentences
 * from notes of the same specialty, so that words stay as frequent as they are. The same number always gives the same note.
 */
public final class NoteCorpus {
    private static final Pattern SENTENCE_ENDS = Pattern.compile("(?<=[.:!?])[, ]+(?=[A-Z0-9])");
    private static final int SHORTEST = 40;

    private final List<Note> notes;
    private final Map<String, List<List<String>>> sentences = new LinkedHashMap<>();
    private final List<String> specialtyOf;
    private final List<Integer> lengths;

    private NoteCorpus(List<Note> notes) {
        this.notes = List.copyOf(notes);
        this.specialtyOf = notes.stream().map(Note::specialty).toList();
        List<Integer> counts = new ArrayList<>();
        for (Note note : notes) {
            List<String> cut = List.of(SENTENCE_ENDS.split(note.text()));
            sentences
                    .computeIfAbsent(note.specialty(), none -> new ArrayList<>())
                    .add(cut);
            counts.add(cut.size());
        }
        this.lengths = List.copyOf(counts);
    }

    /**
     * Reads {@code mtsamples.csv} in this folder. Notes that are published twice are one, with the keywords of both.
     *
     * @throws IOException when there is none
     */
    public static NoteCorpus read(Path folder) throws IOException {
        Path file = folder.resolve("mtsamples.csv");
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not there; --corpus names a folder with mtsamples.csv");
        }
        List<List<String>> rows = CsvFile.rows(file);
        List<String> header = rows.getFirst();
        int specialty = header.indexOf("medical_specialty");
        int name = header.indexOf("sample_name");
        int text = header.indexOf("transcription");
        int keywords = header.indexOf("keywords");
        Map<String, Note> byText = new LinkedHashMap<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            if (row.size() < header.size() || row.get(text).length() < SHORTEST) {
                continue;
            }
            Set<String> words = new TreeSet<>();
            for (String keyword : row.get(keywords).split(",")) {
                if (!keyword.isBlank()) {
                    words.add(keyword.strip().toLowerCase(Locale.ROOT));
                }
            }
            byText.merge(
                    row.get(text),
                    new Note(row.get(name).strip(), row.get(specialty).strip(), row.get(text), words),
                    (one, other) -> {
                        Set<String> both = new TreeSet<>(one.keywords());
                        both.addAll(other.keywords());
                        return new Note(one.type(), one.specialty(), one.text(), both);
                    });
        }
        return new NoteCorpus(new ArrayList<>(byText.values()));
    }

    /** The published ones. */
    public List<Note> notes() {
        return notes;
    }

    /** The text of a made-up note. */
    public String text(int number) {
        SplittableRandom random = new SplittableRandom(number * 0x9E3779B97F4A7C15L);
        int model = random.nextInt(notes.size());
        List<List<String>> pool = sentences.getOrDefault(specialtyOf.get(model), List.of());
        StringBuilder text = new StringBuilder(4_000);
        for (int left = lengths.get(model); left > 0; left--) {
            List<String> from = pool.get(random.nextInt(pool.size()));
            text.append(from.get(random.nextInt(from.size()))).append(left % 3 == 0 ? '\n' : ' ');
        }
        return text.toString();
    }

    /** The specialty of a made-up note. */
    public String specialty(int number) {
        return specialtyOf.get(new SplittableRandom(number * 0x9E3779B97F4A7C15L).nextInt(notes.size()));
    }
}
