package org.chartroom.api.releases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.PacketRecording;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.RecordingChoice;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.redaction.AudioProof;
import org.chartroom.release.redaction.RedactedAudio;

/** Makes the recordings that go with a packet: each anew, with passages covered, and read back. Safe for use by many threads. */
final class PacketRecordings {
    private final Counter counter;
    private final Path spool;

    PacketRecordings(Counter counter, Path spool) {
        this.counter = counter;
        this.spool = spool;
    }

    /**
     * A recording as it goes.
     *
     * @param line what the cover says of it
     */
    record Made(PacketRecording recording, Blob file, String line) {}

    /**
     * All of a request.
     *
     * @throws ProblemException when one cannot go as it was decided, or is not what it has to be
     */
    List<Made> make(ReleaseRequest request) throws IOException {
        List<Made> made = new ArrayList<>();
        for (RecordingChoice choice : request.recordings()) {
            requireWholeNote(request, choice);
            Document document = counter.store()
                    .read(records -> dictated(records, choice))
                    .orElseThrow(() -> conflict("A recording has changed since it was chosen. Choose it again."));
            made.add(make(choice, document, made.size() + 1));
        }
        return made;
    }

    /** Where a note stays, or something is painted over in it, the recording says it all the same unless that is covered, too. */
    private static void requireWholeNote(ReleaseRequest request, RecordingChoice choice) {
        List<PageChoice> note = request.pages().stream()
                .filter(page -> page.facts().ref().document().equals(choice.document()))
                .toList();
        if (note.isEmpty() || !note.stream().allMatch(PageChoice::goes)) {
            throw conflict("A recording goes only when all pages of its note go. Leave it out, or let them go.");
        }
        if (choice.passages().isEmpty()
                && note.stream().anyMatch(page -> !page.boxes().isEmpty())) {
            throw conflict(
                    "Something is painted over in a note, and in its recording nothing is covered. Mark the passage.");
        }
    }

    private static ProblemException conflict(String words) {
        return new ProblemException(Kind.CONFLICT, words + " Nothing was made.");
    }

    /** The dictated document of a choice, if it is still the one that was chosen. */
    static Optional<Document> dictated(Records records, RecordingChoice choice) {
        return records.documents()
                .find(choice.document())
                .filter(document -> document.kind() == DocumentKind.DICTATION
                        && document.version() == choice.version()
                        && document.source().file().sha256().equals(choice.sha256()));
    }

    private Made make(RecordingChoice choice, Document document, int number) throws IOException {
        Path file = spool.resolve("recording-" + counter.ids().get() + ".wav");
        try (InputStream source = Channels.newInputStream(
                counter.blobs().open(document.source().file().ref()))) {
            RedactedAudio.Manifest manifest = RedactedAudio.write(source, file, choice.passages(), choice.cover());
            AudioProof.Report report = AudioProof.check(file, manifest);
            if (!report.isPassed()) {
                throw conflict("A recording is not what it has to be: "
                        + report.found().getFirst());
            }
            Blob kept = kept(file);
            if (!kept.sha256().equals(report.sha256())) {
                throw conflict("A recording was not kept as it was checked.");
            }
            PacketRecording recording = new PacketRecording(
                    document.id(),
                    kept.sha256(),
                    manifest.millis(),
                    manifest.spans().size());
            return new Made(recording, kept, line(recording, choice, document, number));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String line(PacketRecording recording, RecordingChoice choice, Document document, int number) {
        String title = document.type().map(type -> type.display()).orElse("Dictation")
                + document.date().map(day -> ", " + day).orElse("");
        long seconds = recording.millis() / 1_000;
        int covered = recording.covered();
        return String.format(
                Locale.ROOT,
                "Recording %d: %s, %d:%02d min, %s. SHA-256\n%s",
                number,
                title,
                seconds / 60,
                seconds % 60,
                covered == 0
                        ? "whole"
                        : (covered == 1 ? "1 passage" : covered + " passages")
                                + switch (choice.cover()) {
                                    case TONE -> " covered by a tone";
                                    case SILENCE -> " covered by silence";
                                },
                recording.sha256());
    }

    private Blob kept(Path file) throws IOException {
        try (BlobWriter writer = counter.blobs().create()) {
            Files.copy(file, writer);
            return writer.keep("audio/wav");
        }
    }
}
