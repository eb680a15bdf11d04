package org.chartroom.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way bytes enter the house. The bytes are hashed on their way into the blob store and durable there before one
 * transaction records the arrival, its document as open work, and the audit entry; only then does {@link #receive}
 * return. Whatever goes wrong before that leaves nothing behind but, at worst, a blob nobody names, which is swept.
 *
 * <p>Safe for use by many threads at once.
 */
public final class Receiving {
    private static final Logger log = LoggerFactory.getLogger(Receiving.class);
    /** The reader says what the bytes really are; until then nobody trusts what the sender called them. */
    private static final String NOT_LOOKED_AT = "application/octet-stream";

    private final RecordStore store;
    private final BlobStore blobs;
    private final Clock clock;
    private final Supplier<String> ids;
    private final long maxBytes;

    /**
     * @param ids makes new random identifiers
     * @param maxBytes longest file that is taken
     */
    public Receiving(RecordStore store, BlobStore blobs, Clock clock, Supplier<String> ids, long maxBytes) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
        this.ids = ids;
        this.maxBytes = maxBytes;
    }

    /**
     * Takes {@code bytes} to their end; the caller closes them.
     *
     * @throws EmptyFileException when there are none
     * @throws TooLargeException when there are too many
     * @throws CutOffException when there are fewer than announced, or reading them fails
     * @throws org.chartroom.models.blob.BlobStoreFullException when there is no room for them
     * @throws org.chartroom.models.record.StoreFullException when there is no room for the record of them
     * @throws ConflictException when the idempotency key was used for other bytes
     */
    public Received receive(Incoming incoming, InputStream bytes) throws IOException {
        return receive(incoming, bytes, (records, document) -> {});
    }

    /**
     * As {@link #receive(Incoming, InputStream)}, with something more recorded in the same transaction: both, or none.
     *
     * @param also told of the new document; not called for a repeated sending. A {@link ConflictException} of it leaves
     *     nothing behind
     */
    public Received receive(Incoming incoming, InputStream bytes, BiConsumer<Records, Document> also)
            throws IOException {
        if (incoming.declaredBytes().orElse(0) > maxBytes) {
            throw new TooLargeException(maxBytes);
        }
        Blob original = keep(incoming, bytes);
        Received received;
        try {
            received = store.write(records -> {
                Received made = record(records, incoming, original);
                if (!made.repeated()) {
                    also.accept(records, made.document());
                }
                return made;
            });
        } catch (ConflictException e) {
            discard(original);
            throw e;
        }
        // After any other failure it is not known for certain that nothing was recorded: the bytes stay, and the
        // sweeper takes them when really no record names them.
        if (received.repeated()) {
            discard(original);
        }
        return received;
    }

    private Blob keep(Incoming incoming, InputStream bytes) throws IOException {
        try (BlobWriter writer = blobs.create()) {
            byte[] buffer = new byte[1 << 16];
            for (int n = read(bytes, buffer); n >= 0; n = read(bytes, buffer)) {
                if (writer.bytesWritten() + n > maxBytes) {
                    throw new TooLargeException(maxBytes);
                }
                writer.write(buffer, 0, n);
            }
            long length = writer.bytesWritten();
            if (incoming.declaredBytes().isPresent() && incoming.declaredBytes().getAsLong() != length) {
                throw new CutOffException("the file was announced with "
                        + incoming.declaredBytes().getAsLong() + " bytes, " + length + " came");
            }
            if (length == 0) {
                throw new EmptyFileException();
            }
            return writer.keep(NOT_LOOKED_AT);
        }
    }

    private static int read(InputStream bytes, byte[] buffer) throws CutOffException, TooLargeException {
        try {
            return bytes.read(buffer);
        } catch (CutOffException | TooLargeException e) {
            throw e;
        } catch (IOException e) {
            // Only reading is tried here: a failure to write is the store's and must not look like the sender's.
            throw new CutOffException("the file broke off while it was read", e);
        }
    }

    private Received record(Records records, Incoming incoming, Blob original) {
        Instant now = clock.instant();
        String scope = "arrival:" + incoming.actor().user();
        Optional<ArrivalId> earlier = incoming.idempotencyKey()
                .flatMap(key -> records.arrivals().idempotent(scope, key))
                .map(ArrivalId::new);
        if (earlier.isPresent()) {
            return repeated(records, earlier.get(), original);
        }
        Optional<ArrivalId> first = records.arrivals().firstWithBytes(incoming.facility(), original.sha256());
        Arrival arrival = new Arrival(
                new ArrivalId(ids.get()),
                incoming.facility(),
                incoming.channel(),
                incoming.kind(),
                incoming.name(),
                incoming.sender(),
                original,
                now,
                incoming.actor().user(),
                first);
        Document document = document(incoming, arrival, now);
        records.arrivals().add(arrival);
        records.documents().add(document);
        incoming.dictation()
                .ifPresent(order -> records.dictations()
                        .add(new Dictation(
                                document.id(),
                                order.author(),
                                order.workType(),
                                order.due(),
                                0,
                                Optional.empty(),
                                Optional.empty())));
        records.work().open(document.id(), incoming.kind(), incoming.priority(), now);
        incoming.idempotencyKey()
                .ifPresent(key -> records.arrivals()
                        .rememberIdempotent(scope, key, arrival.id().value(), now));
        records.audit().append(event(incoming, arrival, document, now));
        return new Received(arrival, document, false);
    }

    private static Received repeated(Records records, ArrivalId id, Blob original) {
        Arrival arrival = records.arrivals()
                .find(id)
                .orElseThrow(() -> new ConflictException("What this key once made is not there any more."));
        if (!arrival.original().sha256().equals(original.sha256())) {
            throw new ConflictException("This idempotency key was used before for a file with other bytes.");
        }
        Document document = records.documents().ofArrival(arrival.id()).stream()
                .filter(each -> each.source().splitFrom().isEmpty()
                        && each.source().attachedTo().isEmpty())
                .findFirst()
                .orElseThrow(() -> new ConflictException("What this key once made is not there any more."));
        return new Received(arrival, document, true);
    }

    private Document document(Incoming incoming, Arrival arrival, Instant now) {
        DocumentKind kind = switch (incoming.kind()) {
            case SCAN -> DocumentKind.SCAN;
            case FAX -> DocumentKind.FAX;
            case DICTATION -> DocumentKind.DICTATION;
        };
        String title = incoming.dictation()
                .map(DictationOrder::workType)
                .filter(type -> !type.isBlank())
                .orElse(incoming.name());
        return new Document(
                new DocumentId(ids.get()),
                arrival.id(),
                arrival.facility(),
                kind,
                Stage.RECEIVED,
                "",
                incoming.priority(),
                incoming.dictation().flatMap(DictationOrder::patient),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                title,
                0,
                0,
                new DocumentSource(arrival.original(), incoming.name(), Optional.empty(), Optional.empty()),
                now,
                now,
                1);
    }

    private static AuditEvent event(Incoming incoming, Arrival arrival, Document document, Instant now) {
        Map<String, String> details = new HashMap<>();
        details.put("document", document.id().value());
        details.put("channel", incoming.channel().name());
        details.put("sha256", arrival.original().sha256());
        details.put("bytes", Long.toString(arrival.original().bytes()));
        return new AuditEvent(
                now,
                incoming.actor(),
                AuditAction.RECEIVE,
                "arrival",
                arrival.id().value(),
                document.patient(),
                details);
    }

    private void discard(Blob blob) {
        try {
            blobs.destroy(blob.ref());
        } catch (IOException e) {
            log.warn("Could not take back blob {}, which no record names; the sweeper will.", blob.ref(), e);
        }
    }
}
