package org.chartroom.api.releases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.http.Repeats;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.LetterId;
import org.chartroom.models.release.Recipient;
import org.chartroom.release.Surroundings;
import org.chartroom.release.letters.LetterTemplates;
import org.chartroom.release.redaction.RedactedPdf;
import org.jspecify.annotations.Nullable;

/** Drafts letters from what is known, has them looked through, and keeps in the chart what went. */
final class LetterDesk {
    /** LOINC: Letter. */
    private static final DocumentType LETTER = new DocumentType("68609-7", "Letter of the release desk");

    private static final String REVIEW =
            "You may have this decision reviewed by another licensed health care professional, who took no part in it. Ask us in writing: ";

    private static final String COMPLAINT =
            "You may complain to us, at the address below, or to the Secretary of Health and Human Services (www.hhs.gov/hipaa/filing-a-complaint).";

    private final Counter counter;
    private final LetterTemplates templates;
    private final String office;
    private final String contact;
    private final Path spool;

    /**
     * @param office its name
     * @param letterhead address and telephone, as they stand on its letters
     * @param spool existing folder for what is being made
     */
    LetterDesk(Counter counter, LetterTemplates templates, String office, List<String> letterhead, Path spool) {
        this.counter = counter;
        this.templates = templates;
        this.office = office;
        this.contact = String.join(", ", letterhead);
        this.spool = spool;
    }

    /** Whether a document is a letter of this desk: about the record, not of it, so that it goes only when it is named. */
    static boolean isOurs(Document document) {
        return document.type().filter(LETTER::equals).isPresent();
    }

    /** What a letter is drafted from. */
    record Order(
            Letter.Matter matter,
            Optional<PatientId> patient,
            Letter.Kind kind,
            Recipient to,
            Map<String, String> facts) {}

    /** Keeps a draft once, however often it is asked for under this key, and shows the letter as it is now. */
    LetterView once(Records records, Caller caller, @Nullable String key, Surroundings now, Supplier<Order> order) {
        String made = Repeats.once(
                records,
                "letter",
                caller.id(),
                key,
                now.now(),
                () -> draft(records, caller, order.get(), now).id().value());
        return LetterView.of(records, records.letters().find(new LetterId(made)).orElseThrow());
    }

    private Letter draft(Records records, Caller caller, Order order, Surroundings now) {
        Map<String, String> facts = new HashMap<>(order.facts());
        facts.values().removeIf(String::isBlank);
        facts.putIfAbsent("date", now.today().toString());
        facts.putIfAbsent("office", office);
        facts.putIfAbsent("to", order.to().name() + "\n" + order.to().address());
        facts.putIfAbsent("complaint", COMPLAINT);
        if (!contact.isBlank()) {
            facts.putIfAbsent("contact", contact);
        }
        String code = facts.getOrDefault("code", "");
        if (order.kind() == Letter.Kind.DENIAL || order.kind() == Letter.Kind.PARTIAL_DENIAL) {
            boolean reviewable = !code.isEmpty() && DenialCode.valueOf(code).isReviewable();
            facts.putIfAbsent("review", reviewable ? REVIEW + facts.getOrDefault("contact", office) + "." : " ");
        }
        LetterTemplates.Draft draft = templates.draft(order.kind(), facts);
        Letter letter = new Letter(
                new LetterId(counter.ids().get()),
                counter.facility(),
                order.matter(),
                order.patient(),
                order.kind(),
                order.to(),
                draft.subject(),
                draft.body(),
                facts,
                caller.id(),
                now.now(),
                Optional.empty(),
                Optional.empty(),
                1);
        records.letters().add(letter);
        counter.trail()
                .append(
                        records,
                        caller,
                        AuditAction.CREATE,
                        "letter",
                        letter.id().value(),
                        letter.patient(),
                        Map.of("what", letter.kind().name()));
        return letter;
    }

    /** The letter as it is sent, as bytes of a PDF. */
    Blob print(Letter letter) throws IOException {
        return printed(letter, file -> {
            try (BlobWriter writer = counter.blobs().create()) {
                Files.copy(file, writer);
                return writer.keep("application/pdf");
            }
        });
    }

    /** The bytes of a letter that is not kept yet, to look at. */
    byte[] look(Letter letter) {
        try {
            return printed(letter, Files::readAllBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done with a file that is gone afterwards. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Path file) throws IOException;
    }

    private <T> T printed(Letter letter, Use<T> use) throws IOException {
        Path file = spool.resolve("letter-" + counter.ids().get() + ".pdf");
        try (RedactedPdf pdf = new RedactedPdf(spool, letter.id() + "." + letter.version(), counter.clock())) {
            pdf.text(letter.subject(), List.of(letter.body().split("\n")));
            pdf.writeTo(file);
            return use.of(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Puts what is sent into the chart, as a document like any other. */
    DocumentId file(Records records, Caller caller, Letter letter, PatientId patient, Blob pdf, Instant now) {
        Arrival arrival = new Arrival(
                new ArrivalId(counter.ids().get()),
                counter.facility(),
                Channel.UPLOAD,
                ArrivalKind.SCAN,
                "letter.pdf",
                office,
                pdf,
                now,
                caller.id(),
                Optional.empty());
        DocumentId id = new DocumentId(counter.ids().get());
        records.arrivals().add(arrival);
        records.documents()
                .add(new Document(
                        id,
                        arrival.id(),
                        counter.facility(),
                        DocumentKind.ELECTRONIC,
                        Stage.FILED,
                        "",
                        Priority.ROUTINE,
                        Optional.of(patient),
                        Optional.empty(),
                        Optional.of(LETTER),
                        Optional.of(LocalDate.ofInstant(now, counter.zone())),
                        office,
                        letter.subject(),
                        1,
                        1,
                        new DocumentSource(pdf, "letter.pdf", Optional.empty(), Optional.empty()),
                        now,
                        now,
                        1));
        records.documents()
                .setPages(
                        id,
                        List.of(new Page(
                                id,
                                1,
                                id,
                                1,
                                letter.subject() + "\n\n" + letter.body(),
                                1,
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of())));
        counter.trail()
                .append(
                        records,
                        caller,
                        AuditAction.FILE,
                        "document",
                        id.value(),
                        Optional.of(patient),
                        Map.of("what", "letter " + letter.kind()));
        return id;
    }
}
