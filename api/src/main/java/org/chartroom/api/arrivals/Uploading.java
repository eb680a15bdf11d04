package org.chartroom.api.arrivals;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.status.Meters;
import org.chartroom.ingest.intake.DictationOrder;
import org.chartroom.ingest.intake.Incoming;
import org.chartroom.ingest.intake.Received;
import org.chartroom.ingest.intake.Receiving;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.RecordStore;
import org.jspecify.annotations.Nullable;

/** Takes a file out of a request and hands it to receiving. */
public final class Uploading {
    private static final int LONGEST_KEY = 200;

    private final Receiving receiving;
    private final RecordStore store;
    private final FacilityId facility;
    private final Meters meters;

    public Uploading(Receiving receiving, RecordStore store, FacilityId facility, Meters meters) {
        this.receiving = receiving;
        this.store = store;
        this.facility = facility;
        this.meters = meters;
    }

    /**
     * Receives the upload's file.
     *
     * @param order what belongs to a dictation; must be there for one
     */
    public Received receive(
            HttpServletRequest request,
            UploadBody body,
            Caller caller,
            ArrivalKind kind,
            Priority priority,
            Optional<DictationOrder> order)
            throws IOException {
        long began = System.nanoTime();
        @Nullable String key = request.getHeader("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.badRequest("An Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
        }
        Incoming incoming = new Incoming(
                facility(body),
                channel(request, body),
                kind,
                body.name(),
                body.field("sender").orElse(""),
                priority,
                caller.actor(),
                Optional.ofNullable(key),
                body.declaredBytes(),
                order);
        try (InputStream bytes = body.content().bytes()) {
            Received received = receiving.receive(incoming, bytes);
            meters.uploaded(System.nanoTime() - began);
            return received;
        }
    }

    /** How urgent the sender says it is; routine where nothing is said. */
    public static Priority priority(UploadBody body) {
        try {
            return body.field("priority")
                    .map(text -> Priority.valueOf(text.toUpperCase(Locale.ROOT)))
                    .orElse(Priority.ROUTINE);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("priority must be ROUTINE, URGENT or STAT. Nothing was kept.");
        }
    }

    private FacilityId facility(UploadBody body) {
        Optional<String> named = body.field("facility");
        if (named.isEmpty()) {
            return facility;
        }
        FacilityId id;
        try {
            id = new FacilityId(named.get());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("There is no such facility. Nothing was kept.");
        }
        if (store.read(records -> records.facilities().find(id)).isEmpty()) {
            throw ProblemException.badRequest("There is no such facility. Nothing was kept.");
        }
        return id;
    }

    private static Channel channel(HttpServletRequest request, UploadBody body) {
        String told = body.field("channel")
                .or(() -> Optional.ofNullable(request.getHeader("X-Chartroom-Channel")))
                .orElse("");
        return switch (told.toLowerCase(Locale.ROOT)) {
            case "command-line", "command_line" -> Channel.COMMAND_LINE;
            case "recorder" -> Channel.RECORDER;
            default -> Channel.UPLOAD;
        };
    }
}
