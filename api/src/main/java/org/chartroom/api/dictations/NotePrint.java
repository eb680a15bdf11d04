package org.chartroom.api.dictations;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.ingest.pdf.Print;
import org.chartroom.models.record.Addendum;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Signature;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.NoteSection;

/**
 * A note as it is printed: letterhead, whose it is, its text, its signature and addenda. What is not signed says so across
 * every sheet. Safe for use by many threads.
 */
public final class NotePrint {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MMMM d, uuuu, HH:mm z", Locale.US);

    private final ServerConfig.Office office;
    private final ZoneId zone;

    public NotePrint(ServerConfig.Office office) {
        this.office = office;
        this.zone = office.zoneId();
    }

    /** Nothing when the document is no dictation, or there is no draft of it yet. */
    public Optional<Print> of(Records records, Document document) {
        return records.dictations()
                .find(document.id())
                .flatMap(dictation -> records.dictations()
                        .latest(document.id())
                        .map(latest -> print(records, document, dictation, latest)));
    }

    private Print print(Records records, Document document, Dictation dictation, TranscriptVersion latest) {
        Optional<Patient> patient = document.patient().flatMap(records.patients()::find);
        Optional<Signature> signature = records.dictations().signature(document.id());
        String kind = document.type()
                .map(DocumentType::display)
                .orElse(dictation.workType().isBlank() ? "Note" : dictation.workType());

        Sheet sheet = new Sheet();
        sheet.add(Print.Style.TITLE, office.name());
        office.letterhead().forEach(line -> sheet.add(Print.Style.SMALL, line));
        sheet.add(Print.Style.RULE, "");
        sheet.add(Print.Style.TITLE, kind);
        patient.ifPresentOrElse(
                known -> {
                    sheet.add(Print.Style.TEXT, "Patient: " + known.name().display());
                    sheet.add(
                            Print.Style.TEXT,
                            "Born: " + DAY.format(known.birthDate()) + "    Record number (MRN): " + known.mrn());
                },
                () -> sheet.add(Print.Style.TEXT, "Patient: not known yet"));
        document.date().ifPresent(date -> sheet.add(Print.Style.TEXT, "Date: " + DAY.format(date)));
        sheet.add(
                Print.Style.TEXT,
                "Dictated by: " + name(records, dictation.author()) + ", " + minute(document.createdAt()));
        sheet.add(Print.Style.RULE, "");
        body(sheet, latest);
        sheet.add(Print.Style.RULE, "");
        signature.ifPresentOrElse(
                signed -> signed(sheet, records, document, signed),
                () -> sheet.add(
                        Print.Style.HEADING,
                        SearchAid.is(latest.content().engine())
                                ? "Not signed: a draft of a speech engine that is an aid for searching"
                                : "Not signed"));
        for (Addendum addendum : records.dictations().addenda(document.id())) {
            sheet.add(Print.Style.TEXT, "");
            sheet.add(Print.Style.HEADING, "Addendum " + addendum.number());
            sheet.add(Print.Style.TEXT, addendum.text());
            sheet.add(
                    Print.Style.SMALL,
                    "Electronically signed by " + name(records, addendum.author()) + ", " + minute(addendum.at()));
        }
        String foot = Stream.of(
                        patient.map(known -> known.name().display()).orElse("No patient"),
                        patient.map(known -> "MRN " + known.mrn()).orElse(""),
                        kind)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" \u00b7 "));
        return new Print(sheet.paragraphs, foot, across(document, signature.isPresent()));
    }

    /** From the text itself, line by line, so that nothing of it can be missing. */
    private static void body(Sheet sheet, TranscriptVersion latest) {
        List<NoteSection> sections = latest.content().sections();
        for (String line : latest.content().text().strip().split("\\R", -1)) {
            sheet.add(Sections.isHeading(line, sections) ? Print.Style.HEADING : Print.Style.TEXT, line);
        }
    }

    private void signed(Sheet sheet, Records records, Document document, Signature signature) {
        String now =
                Seal.of(document.source().file().sha256(), records.dictations().versions(document.id()));
        sheet.add(
                Print.Style.HEADING,
                "Electronically signed by " + name(records, signature.signer()) + ", " + minute(signature.at()));
        if (!signature.blanksReason().isEmpty()) {
            sheet.add(Print.Style.TEXT, "Blanks were left in it: " + signature.blanksReason());
        }
        if (!now.equals(signature.seal())) {
            sheet.add(
                    Print.Style.HEADING,
                    "Warning: the text or the recording is no longer what was signed. Ask the records room.");
        }
        sheet.add(
                Print.Style.SMALL,
                "Seal over text, recording and versions (SHA-256): " + signature.seal() + ". Document " + document.id()
                        + ", version " + signature.number() + ".");
    }

    private static String across(Document document, boolean signed) {
        if (document.stage() == Stage.ENTERED_IN_ERROR) {
            return "ENTERED IN ERROR";
        }
        return signed ? "" : "NOT SIGNED";
    }

    private String minute(Instant at) {
        return MINUTE.withZone(zone).format(at);
    }

    private static String name(Records records, UserId user) {
        return records.accounts().find(user).map(UserAccount::displayName).orElse("somebody without an account");
    }

    private static final class Sheet {
        private final List<Print.Paragraph> paragraphs = new ArrayList<>();

        void add(Print.Style style, String text) {
            paragraphs.add(new Print.Paragraph(style, text));
        }
    }
}
