package org.chartroom.api.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Repeats;
import org.chartroom.ingest.intake.DictationOrder;
import org.chartroom.ingest.intake.Incoming;
import org.chartroom.ingest.intake.Received;
import org.chartroom.ingest.intake.Receiving;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Hold;
import org.chartroom.models.record.HoldScope;
import org.chartroom.models.record.Holds;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Recording;
import org.chartroom.models.record.RecordingId;
import org.chartroom.models.record.RecordingPiece;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Take;
import org.chartroom.models.record.UserAccount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps recordings while they are made and hands them in as dictations. A piece is durable before it is answered; what was
 * recorded is kept until it was handed in or its author gave it up. Safe for use by many threads.
 */
public final class RecordingDesk {
    private static final Logger log = LoggerFactory.getLogger(RecordingDesk.class);
    /** Half a minute of sound: a browser that was cut off may send what gathered meanwhile in larger pieces. */
    private static final int MOST_PIECE_BYTES = 1 << 20;

    private static final int MOST_TAKES = 10_000;
    /** What is to be transcribed in one go is at most this long. */
    private static final Duration LONGEST = Duration.ofHours(8);
    /** Who has not come back by then does not: what was said is transcribed. */
    private static final Duration LEFT_ALONE = Duration.ofHours(24);

    private static final int TRIES = 3;
    private static final int AT_ONCE = 50;
    private static final Pattern SHA_256 = Pattern.compile("sha-256=:([A-Za-z0-9+/=]+):");

    private final RecordStore store;
    private final BlobStore blobs;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final FacilityId facility;
    private final ZoneId zone;
    private final Receiving receiving;
    private final long maxBytes;
    private final LiveHearing live;

    /** @param maxBytes longest file that receiving takes */
    public RecordingDesk(Counter counter, Receiving receiving, long maxBytes, LiveHearing live) {
        this.store = counter.store();
        this.blobs = counter.blobs();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.facility = counter.facility();
        this.zone = counter.zone();
        this.receiving = receiving;
        this.maxBytes = maxBytes;
        this.live = live;
    }

    /** What a dictation is about. */
    record About(Optional<PatientId> patientId, Optional<String> workType, Priority priority, Optional<Instant> due) {
        About {
            if (priority == null) {
                priority = Priority.ROUTINE;
            }
            if (workType.orElse("").length() > 200) {
                throw new IllegalArgumentException("the kind of work is too long");
            }
        }
    }

    /** What the next piece is, after one was kept. */
    record Kept(int next, long samples) {}

    Recording begin(Caller caller, About about, @Nullable String key) {
        String id = store.write(records -> {
            Instant now = clock.instant();
            return Repeats.once(records, "recording", caller.id(), key, now, () -> {
                Recording begun = new Recording(
                        new RecordingId(ids.get()),
                        facility,
                        caller.id(),
                        about.patientId(),
                        about.workType().orElse(""),
                        about.priority(),
                        about.due(),
                        now,
                        now,
                        List.of(),
                        0,
                        0,
                        Optional.empty());
                records.recordings().add(begun);
                trail.append(
                        records,
                        caller,
                        AuditAction.CREATE,
                        "recording",
                        begun.id().value(),
                        begun.patient(),
                        Map.of());
                return begun.id().value();
            });
        });
        return own(caller, new RecordingId(id));
    }

    /** The caller's own recording; others' look as if they were not there. */
    Recording own(Caller caller, RecordingId id) {
        Recording recording = store.read(records -> records.recordings().find(id))
                .orElseThrow(() -> ProblemException.notFound("recording"));
        if (!recording.author().equals(caller.id())) {
            trail.refused(caller, "recording " + id);
            throw ProblemException.notFound("recording");
        }
        return recording;
    }

    private Recording open(Caller caller, RecordingId id) {
        return stillOpen(own(caller, id));
    }

    private static Recording stillOpen(Recording recording) {
        recording.document().ifPresent(document -> {
            throw new ProblemException(
                    Kind.GONE,
                    "This recording was handed in; nothing can be added to it any more. Dictate an addendum or a new one.",
                    Map.of("dictationId", document.value()));
        });
        return recording;
    }

    Recording about(Caller caller, RecordingId id, About about) {
        open(caller, id);
        return change(
                id,
                kept -> new Recording(
                        kept.id(),
                        kept.facility(),
                        kept.author(),
                        about.patientId(),
                        about.workType().orElse(""),
                        about.priority(),
                        about.due(),
                        kept.begunAt(),
                        kept.lastAt(),
                        kept.takes(),
                        kept.pieces(),
                        kept.samples(),
                        kept.document()));
    }

    Recording takes(Caller caller, RecordingId id, List<Take> takes) {
        open(caller, id);
        String fault = Take.fault(takes);
        if (!fault.isEmpty() || takes.size() > MOST_TAKES) {
            throw ProblemException.badRequest("The takes do not fit: "
                    + (fault.isEmpty() ? "there are too many" : fault) + ". Nothing was changed.");
        }
        return change(
                id,
                kept -> new Recording(
                        kept.id(),
                        kept.facility(),
                        kept.author(),
                        kept.patient(),
                        kept.workType(),
                        kept.priority(),
                        kept.due(),
                        kept.begunAt(),
                        kept.lastAt(),
                        takes,
                        kept.pieces(),
                        kept.samples(),
                        kept.document()));
    }

    private Recording change(RecordingId id, UnaryOperator<Recording> how) {
        return store.write(records -> {
            Recording kept = records.recordings().find(id).orElseThrow(() -> ProblemException.notFound("recording"));
            Recording changed = how.apply(stillOpen(kept));
            records.recordings().update(changed);
            return changed;
        });
    }

    /**
     * Keeps a piece; durable when it returns. The same piece again changes nothing.
     *
     * @param digest the {@code Content-Digest} that was sent with it
     */
    Kept piece(Caller caller, RecordingId id, int number, InputStream body, @Nullable String digest)
            throws IOException {
        Recording recording = open(caller, id);
        String announced = sha256(digest);
        byte[] bytes = body.readNBytes(MOST_PIECE_BYTES + 1);
        if (bytes.length > MOST_PIECE_BYTES) {
            throw new ProblemException(
                    Kind.TOO_LARGE, "A piece has at most " + MOST_PIECE_BYTES + " bytes. This one was not kept.");
        }
        if (bytes.length == 0 || bytes.length % Recording.SAMPLE_BYTES != 0) {
            throw ProblemException.badRequest("A piece is samples of 16 bits. This one was not kept.");
        }
        if (!Digests.sha256(bytes).equals(announced)) {
            throw new ProblemException(Kind.CUT_OFF, "The piece came damaged and was not kept. Send it again.");
        }
        if (number <= recording.pieces()) {
            return again(recording, number, announced);
        }
        if (number > recording.pieces() + 1) {
            throw gap(recording);
        }
        refuseTooLong(recording, bytes.length);
        Blob blob = keep(bytes);
        RecordingPiece piece = new RecordingPiece(id, number, recording.samples(), blob);
        try {
            store.write(records -> {
                records.recordings().addPiece(piece, clock.instant());
                return true;
            });
        } catch (ConflictException e) {
            blobs.destroy(blob.ref());
            return again(open(caller, id), number, announced);
        }
        Kept kept = new Kept(number + 1, piece.firstSample() + piece.samples());
        live.came(id, recording.author(), kept.samples());
        return kept;
    }

    private Kept again(Recording recording, int number, String sha256) {
        if (number > recording.pieces()) {
            throw gap(recording);
        }
        boolean same = store.read(records -> records.recordings().piece(recording.id(), number))
                .filter(kept -> kept.file().sha256().equals(sha256))
                .isPresent();
        if (!same) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "Another piece with this number is kept already; this one was not kept. Perhaps the recording goes on in"
                            + " another window.",
                    Map.of("next", recording.pieces() + 1));
        }
        return new Kept(recording.pieces() + 1, recording.samples());
    }

    private static ProblemException gap(Recording recording) {
        int next = recording.pieces() + 1;
        return new ProblemException(
                Kind.CONFLICT,
                "Piece " + next + " comes next. This one was not kept; send that first.",
                Map.of("next", next));
    }

    private void refuseTooLong(Recording recording, int more) {
        long bytes = recording.samples() * Recording.SAMPLE_BYTES + more;
        if (bytes + 1_000 > maxBytes || bytes > LONGEST.toSeconds() * Recording.RATE * Recording.SAMPLE_BYTES) {
            throw new ProblemException(
                    Kind.TOO_LARGE,
                    "The recording is as long as one can be. What was said before is kept: hand it in and begin another.");
        }
    }

    private static String sha256(@Nullable String digest) {
        Matcher found = SHA_256.matcher(digest == null ? "" : digest);
        try {
            if (found.find()) {
                return HexFormat.of().formatHex(Base64.getDecoder().decode(found.group(1)));
            }
        } catch (IllegalArgumentException e) {
            log.debug("A digest that is no base64.", e);
        }
        throw ProblemException.badRequest(
                "A piece comes with its hash, as in Content-Digest: sha-256=:BASE64:. It was not kept.");
    }

    private Blob keep(byte[] bytes) throws IOException {
        try (BlobWriter writer = blobs.create()) {
            writer.write(bytes);
            return writer.keep("application/octet-stream");
        }
    }

    /** The dictation as it stands. */
    Sound sound(Recording recording) {
        return new Sound(blobs, pieces(recording.id(), 0), recording.standing());
    }

    private List<RecordingPiece> pieces(RecordingId id, long from) {
        return store.read(records -> records.recordings().pieces(id, from, Integer.MAX_VALUE));
    }

    /** Hands a recording in as a dictation, once: handing it in again answers with the same one. */
    DocumentId finish(Caller caller, RecordingId id) throws IOException {
        Recording recording = own(caller, id);
        if (recording.document().isEmpty() && recording.length() == 0) {
            throw new ProblemException(
                    Kind.CONFLICT, "Nothing is recorded yet, so there is nothing to hand in. Record, or give it up.");
        }
        return handIn(recording, caller.actor());
    }

    private DocumentId handIn(Recording recording, Actor actor) throws IOException {
        Recording now = recording;
        for (int tries = 1; ; tries++) {
            if (now.document().isPresent()) {
                return now.document().get();
            }
            try {
                DocumentId made = receive(now, actor).document().id();
                live.over(now.id());
                return made;
            } catch (ConflictException e) {
                // A piece came, the takes changed, or somebody else handed it in meanwhile.
                if (tries == TRIES) {
                    throw e;
                }
                RecordingId id = now.id();
                now = store.read(records -> records.recordings().find(id))
                        .orElseThrow(() -> ProblemException.notFound("recording"));
            }
        }
    }

    private Received receive(Recording recording, Actor actor) throws IOException {
        Sound sound = sound(recording);
        Incoming incoming = new Incoming(
                recording.facility(),
                Channel.RECORDER,
                ArrivalKind.DICTATION,
                "dictation-" + recording.begunAt().toString().substring(0, 16).replace(":", "") + ".wav",
                "",
                recording.priority(),
                actor,
                Optional.empty(),
                OptionalLong.of(sound.wavBytes()),
                Optional.of(new DictationOrder(
                        recording.author(), recording.patient(), recording.workType(), recording.due())));
        try (InputStream wav = sound.wav(0)) {
            return receiving.receive(incoming, wav, (records, document) -> {
                unchanged(records, recording);
                records.recordings().finish(recording.id(), document.id());
            });
        }
    }

    private static void unchanged(Records records, Recording recording) {
        if (!records.recordings().find(recording.id()).equals(Optional.of(recording))) {
            throw new ConflictException(
                    "the recording changed while it was handed in; nothing was lost. Hand it in again");
        }
    }

    void discard(Caller caller, RecordingId id) {
        open(caller, id);
        store.write(records -> {
            Recording kept = records.recordings().find(id).orElseThrow(() -> ProblemException.notFound("recording"));
            stillOpen(kept);
            refuseIfHeld(records, kept);
            records.recordings().discard(id);
            trail.append(
                    records,
                    caller,
                    AuditAction.CHANGE,
                    "recording",
                    id.value(),
                    kept.patient(),
                    Map.of("discarded", kept.samples() / Recording.RATE + " s"));
            return true;
        });
        live.over(id);
    }

    /** What was said is kept by a legal hold, finished or not. */
    private void refuseIfHeld(Records records, Recording recording) {
        HoldScope.Subject subject = new HoldScope.Subject(
                Optional.empty(),
                recording.patient(),
                Optional.of(LocalDate.ofInstant(recording.begunAt(), zone)),
                records.accounts()
                        .find(recording.author())
                        .map(UserAccount::displayName)
                        .orElse(""),
                Channel.RECORDER);
        List<Hold> over = records.holds().over(recording.facility(), subject);
        if (recording.samples() > 0 && !over.isEmpty()) {
            throw Holds.refusal("The recording cannot be thrown away; finish it instead", over);
        }
    }

    List<Recording> unfinished(Caller caller) {
        return store.read(records -> records.recordings().unfinished(caller.id()));
    }

    /** Hands in what its author left alone for a day; what has no sound in it is forgotten. */
    public void handInWhatWasLeft() {
        Instant before = clock.instant().minus(LEFT_ALONE);
        for (Recording left : store.read(records -> records.recordings().quietSince(before, AT_ONCE))) {
            try {
                if (left.length() > 0) {
                    handIn(left, Accounting.HOUSE);
                    log.info("Recording {} was left for a day and is handed in.", left.id());
                } else {
                    store.write(records -> {
                        records.recordings().discard(left.id());
                        return true;
                    });
                }
            } catch (IOException | RuntimeException e) {
                log.warn(
                        "Recording {}, left for a day, could not be handed in; it is kept and tried again.",
                        left.id(),
                        e);
            }
        }
    }
}
