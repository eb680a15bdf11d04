package org.chartroom.index.lucene;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.IndexedPatient;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Stage;

/** The particulars of a document that its hits show, as stored beside each page. */
record ShownFields(
        DocumentId id,
        DocumentKind kind,
        Stage stage,
        Optional<DocumentType> type,
        Optional<LocalDate> date,
        String author,
        String title,
        Optional<IndexedPatient> patient) {
    static ShownFields of(IndexedDocument document) {
        return new ShownFields(
                document.id(),
                document.kind(),
                document.stage(),
                document.type(),
                document.date(),
                document.author(),
                document.title(),
                document.patient());
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, id.value());
            write(out, kind.name());
            write(out, stage.name());
            write(out, type.map(DocumentType::code).orElse(""));
            write(out, type.map(DocumentType::display).orElse(""));
            out.writeLong(date.map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE));
            write(out, author);
            write(out, title);
            out.writeBoolean(patient.isPresent());
            if (patient.isPresent()) {
                IndexedPatient p = patient.get();
                write(out, p.id().value());
                write(out, p.name());
                write(out, p.mrn());
                out.writeLong(p.birthDate().toEpochDay());
                out.writeBoolean(p.restricted());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    static ShownFields of(BytesRef bytes) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length))) {
            DocumentId id = new DocumentId(read(in));
            DocumentKind kind = DocumentKind.valueOf(read(in));
            Stage stage = Stage.valueOf(read(in));
            String code = read(in);
            String display = read(in);
            long day = in.readLong();
            String author = read(in);
            String title = read(in);
            Optional<IndexedPatient> patient = in.readBoolean()
                    ? Optional.of(new IndexedPatient(
                            new PatientId(read(in)),
                            read(in),
                            read(in),
                            LocalDate.ofEpochDay(in.readLong()),
                            in.readBoolean()))
                    : Optional.empty();
            return new ShownFields(
                    id,
                    kind,
                    stage,
                    code.isEmpty() ? Optional.empty() : Optional.of(new DocumentType(code, display)),
                    day == Long.MIN_VALUE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day)),
                    author,
                    title,
                    patient);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
