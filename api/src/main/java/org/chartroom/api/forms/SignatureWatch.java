package org.chartroom.api.forms;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chartroom.api.auth.Counter;
import org.chartroom.index.forms.CapturedValue;
import org.chartroom.models.record.Change;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.record.MissingSignature;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through documents as they are read and changed for forms that should be signed and are not. */
public final class SignatureWatch {
    private static final Logger log = LoggerFactory.getLogger(SignatureWatch.class);

    private static final int AT_ONCE = 50;
    /** Other duties wait meanwhile. */
    private static final int BATCHES = 4;
    /** When a form is made or changed, so many of the latest changed documents are looked through again. */
    private static final int BACK = 2_000;

    private final RecordStore store;
    private final FormDesk desk;
    private final AtomicBoolean again = new AtomicBoolean();

    public SignatureWatch(Counter counter, FormDesk desk) {
        this.store = counter.store();
        this.desk = desk;
    }

    /** The forms are others now: what was looked through lately is to be looked through again. */
    void lookAgain() {
        again.set(true);
    }

    /** Looks through what changed since the last time; for a duty that runs now and then. */
    public void keepUp() {
        List<FormTemplate> templates = desk.inUse().stream()
                .filter(template -> template.zones().stream().anyMatch(zone -> zone.kind() == FormZone.Kind.SIGNATURE))
                .toList();
        long last = store.read(records -> records.changes().last());
        long from = store.read(records -> records.forms().lookedTo());
        if (again.getAndSet(false)) {
            from = Math.max(0, Math.min(from, last - BACK));
        }
        if (templates.isEmpty()) {
            to(last, from);
            return;
        }
        for (int batch = 0; batch < BATCHES; batch++) {
            long after = from;
            List<Change> changes = store.read(records -> records.changes().after(after, AT_ONCE));
            if (changes.isEmpty()) {
                return;
            }
            for (Change change : changes) {
                store.read(records -> records.documents().find(change.document()))
                        .filter(document -> document.stage() == Stage.READ
                                || document.stage() == Stage.NEEDS_PERSON
                                || document.stage() == Stage.FILED)
                        .ifPresent(document -> lookAt(document, templates));
            }
            from = changes.getLast().sequence();
            to(from, after);
        }
    }

    private void to(long sequence, long before) {
        if (sequence != before) {
            store.write(records -> {
                records.forms().lookedTo(sequence);
                return sequence;
            });
        }
    }

    private void lookAt(Document document, List<FormTemplate> templates) {
        try {
            look(document, templates);
        } catch (RuntimeException e) {
            // The next documents are looked through all the same; this one is again when it changes.
            log.warn("Document {} could not be looked through for signatures.", document.id(), e);
        }
    }

    private void look(Document document, List<FormTemplate> templates) {
        List<MissingSignature> missing = desk.of(document, templates).stream()
                .flatMap(form -> form.values().stream()
                        .filter(value -> value.value().equals(CapturedValue.MISSING))
                        .map(value -> new MissingSignature(
                                document.id(),
                                form.number(),
                                value.zone().name(),
                                form.best().template().id())))
                .sorted(Comparator.comparingInt(MissingSignature::page).thenComparing(MissingSignature::zone))
                .toList();
        List<MissingSignature> before = store.read(records -> records.forms().missing(document.id()));
        if (!missing.equals(before)) {
            store.write(records -> {
                records.forms().missing(document.id(), missing);
                return missing;
            });
        }
    }
}
