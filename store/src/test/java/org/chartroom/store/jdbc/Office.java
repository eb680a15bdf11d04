package org.chartroom.store.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.Facility;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.PageGeometry;

/** Made-up records of one office, for tests. */
final class Office {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    static final FacilityId HERE = new FacilityId("main-street");
    static final UserId CLERK = new UserId("clerk");

    private Office() {}

    static void furnish(RecordStore store) {
        store.write(records -> {
            records.facilities().add(new Facility(HERE, "Main Street"));
            return true;
        });
    }

    static Blob blob(String name) {
        String ref = (name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "") + "0000000000000000");
        return new Blob(new BlobRef(ref), "%064x".formatted(name.hashCode() & 0xffffffffL), 100, "image/tiff");
    }

    static Arrival arrival(String name) {
        return arrival(name, NOON);
    }

    static Arrival arrival(String name, Instant at) {
        return new Arrival(
                new ArrivalId("a-" + name),
                HERE,
                Channel.UPLOAD,
                ArrivalKind.SCAN,
                name + ".tif",
                "scanner 2",
                blob("file" + name),
                at,
                CLERK,
                Optional.empty());
    }

    static Document document(Arrival arrival, String name) {
        return document(arrival, name, DocumentKind.SCAN);
    }

    private static Document document(Arrival arrival, String name, DocumentKind kind) {
        return new Document(
                new DocumentId("d-" + name),
                arrival.id(),
                HERE,
                kind,
                Stage.RECEIVED,
                "",
                Priority.ROUTINE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "Scan " + name,
                0,
                0,
                new DocumentSource(arrival.original(), arrival.name(), Optional.empty(), Optional.empty()),
                arrival.receivedAt(),
                arrival.receivedAt(),
                1);
    }

    /** Receives a file as the intake does: arrival, document, work and audit in one transaction. */
    static Document receive(RecordStore store, String name) {
        return receive(store, name, Priority.ROUTINE, NOON);
    }

    static Document receive(RecordStore store, String name, DocumentKind kind) {
        return receive(store, name, kind, Priority.ROUTINE, NOON);
    }

    static Document receive(RecordStore store, String name, Priority priority, Instant at) {
        return receive(store, name, DocumentKind.SCAN, priority, at);
    }

    private static Document receive(RecordStore store, String name, DocumentKind kind, Priority priority, Instant at) {
        return store.write(records -> {
            Arrival arrival = arrival(name, at);
            records.arrivals().add(arrival);
            Document document = document(arrival, name, kind);
            records.documents().add(document);
            records.work().open(document.id(), ArrivalKind.SCAN, priority, at);
            records.audit().append(event(at, "arrival", arrival.id().value()));
            return records.documents().find(document.id()).orElseThrow();
        });
    }

    static AuditEvent event(Instant at, String kind, String subject) {
        return new AuditEvent(
                at,
                new Actor(CLERK, "Pat Clerk", Role.INTAKE, "192.0.2.7"),
                AuditAction.RECEIVE,
                kind,
                subject,
                Optional.empty(),
                Map.of("channel", "UPLOAD"));
    }

    static Page page(DocumentId document, int number, String text) {
        return new Page(
                document,
                number,
                document,
                number,
                text,
                0.93,
                "",
                Optional.empty(),
                Optional.of(new PageGeometry(2480, 3508, 300, 300, 180, -1.25)),
                Optional.of(blob("image" + document.value() + number)),
                Optional.of(blob("thumb" + document.value() + number)),
                Optional.of(blob("words" + document.value() + number)),
                List.of(new StepNote("deskew", "turned 1.3 degrees", 1.25)));
    }

    static Patient patient(String id, String mrn, String family, String given, String birthDate) {
        return new Patient(
                new PatientId(id),
                HERE,
                mrn,
                new PersonName(family, given, ""),
                LocalDate.parse(birthDate),
                Sex.FEMALE,
                "555-0100",
                "1 Elm Street",
                Optional.empty(),
                false,
                1);
    }
}
