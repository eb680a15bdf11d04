package org.chartroom.api.releases;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chartroom.api.http.Csv;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Patient;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.PacketRecording;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.delivery.PacketParts;
import org.chartroom.release.redaction.RedactedPdf;

/**
 * A chart on its way to another practice: a ZIP with the approved packet, each of its documents as a file of its own, a list of them as
 * a FHIR R4 Bundle and as a table, and a form to print and sign. Nothing is in it but pages of the approved packet and what is known of
 * them.
 */
final class TransferArchive {
    /** The whole packet as it was approved. */
    static final String PACKET = "records.pdf";

    /** What is in it, as FHIR. */
    static final String BUNDLE = "bundle.json";

    private static final String INDEX = "index.csv";
    private static final String FORM = "form.pdf";

    private final ObjectMapper json;
    private final BlobStore blobs;
    private final String office;
    private final Clock clock;
    private final ZoneId zone;
    private final Path spool;

    /** @param office its name, as letters say it */
    TransferArchive(ObjectMapper json, BlobStore blobs, String office, Clock clock, ZoneId zone, Path spool) {
        this.json = json;
        this.blobs = blobs;
        this.office = office;
        this.clock = clock;
        this.zone = zone;
        this.spool = spool;
    }

    /**
     * What is transferred.
     *
     * @param documents of the packet, in the order of its list of contents
     * @param sounds recordings that go with it, in the order of its cover
     */
    record Load(ReleaseRequest request, Patient patient, Packet packet, List<Document> documents, List<Sound> sounds) {
        Load {
            documents = List.copyOf(documents);
            sounds = List.copyOf(sounds);
        }
    }

    /** A recording and where its bytes are kept. */
    record Sound(PacketRecording recording, Document document, Blob file) {}

    /**
     * A document as a file.
     *
     * @param pages how many; 0 for a recording
     */
    private record Item(
            String file,
            String contentType,
            String title,
            int pages,
            Document document,
            long bytes,
            byte[] sha1,
            String sha256) {
        String extent() {
            return pages == 0 ? "recording" : pages == 1 ? "1 page" : pages + " pages";
        }

        String type() {
            return document.type().map(DocumentType::display).orElse("Document");
        }
    }

    /**
     * Writes it.
     *
     * @param packet the approved packet
     * @param id of this sending: names what lies in the spool meanwhile
     */
    void write(Load load, Path packet, Path zip, String id) throws IOException {
        Path one = spool.resolve("part-" + id + ".pdf");
        List<Item> items = new ArrayList<>();
        try (PacketParts parts = new PacketParts(packet, spool);
                OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            List<PacketParts.Part> list = parts.list();
            if (list.size() != load.documents().size()) {
                throw new IOException("the packet's bookmarks are not those of its documents");
            }
            for (int i = 0; i < list.size(); i++) {
                parts.write(list.get(i), one);
                String name = String.format(Locale.ROOT, "documents/%03d.pdf", i + 1);
                put(out, name, one);
                items.add(item(
                        name,
                        "application/pdf",
                        list.get(i).title(),
                        list.get(i).pages(),
                        load.documents().get(i),
                        one));
            }
            for (int i = 0; i < load.sounds().size(); i++) {
                items.add(sound(out, load.sounds().get(i), i + 1, one));
            }
            put(out, PACKET, packet);
            form(load, items, one);
            put(out, FORM, one);
            put(out, INDEX, table(items).getBytes(StandardCharsets.UTF_8));
            put(out, BUNDLE, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(bundle(load, items)));
        } finally {
            Files.deleteIfExists(one);
        }
    }

    /** A recording whose hash stands on the cover of the packet that was approved. */
    private Item sound(ZipOutputStream out, Sound sound, int number, Path one) throws IOException {
        try (InputStream bytes = Channels.newInputStream(blobs.open(sound.file().ref()))) {
            Files.copy(bytes, one, StandardCopyOption.REPLACE_EXISTING);
        }
        String name = String.format(Locale.ROOT, "recordings/%03d.wav", number);
        String type = sound.document().type().map(DocumentType::display).orElse("Dictation");
        Item item = item(
                name,
                "audio/wav",
                "Recording: " + type
                        + sound.document().date().map(day -> ", " + day).orElse(""),
                0,
                sound.document(),
                one);
        if (!item.sha256().equals(sound.recording().sha256())) {
            throw new IOException("a recording is not the one of the packet");
        }
        put(out, name, one);
        return item;
    }

    private static Item item(String name, String type, String title, int pages, Document document, Path file)
            throws IOException {
        return new Item(
                name,
                type,
                title,
                pages,
                document,
                Files.size(file),
                hash("SHA-1", file),
                HexFormat.of().formatHex(hash("SHA-256", file)));
    }

    private void put(ZipOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(entry(name));
        Files.copy(file, out);
        out.closeEntry();
    }

    private void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(entry(name));
        out.write(bytes);
        out.closeEntry();
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(clock.millis());
        return entry;
    }

    private static String table(List<Item> items) {
        Csv csv = new Csv(List.of("File", "Type", "Code", "Date", "Author", "Pages", "SHA-256"));
        for (Item item : items) {
            csv.row(List.of(
                    item.file(),
                    item.type(),
                    item.document().type().map(DocumentType::code).orElse(""),
                    item.document().date().map(LocalDate::toString).orElse(""),
                    item.document().author(),
                    item.pages() == 0 ? "" : Integer.toString(item.pages()),
                    item.sha256()));
        }
        return csv.toString();
    }

    private void form(Load load, List<Item> items, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("From: " + office + "\nTo: " + load.request().recipient().name() + "\n"
                + load.request().recipient().address());
        lines.add("Patient: " + load.patient().name().display() + ", born "
                + load.patient().birthDate() + ", MRN " + load.patient().mrn());
        lines.add("Request " + load.request().id() + ", "
                + LocalDate.ofInstant(clock.instant(), zone) + ". The whole packet is " + PACKET + ", SHA-256\n"
                + load.packet().sha256());
        List<String> listed = new ArrayList<>(List.of(items.size() + " documents"));
        for (Item item : items) {
            listed.add(item.file() + ": " + item.title() + ", " + item.extent());
        }
        lines.add(String.join("\n", listed));
        lines.add("Received by: ______________________________   Date: ______________");
        lines.add("If this did not reach the right practice, please call us and destroy it.");
        try (RedactedPdf pdf = new RedactedPdf(spool, load.request().id() + " form", clock)) {
            pdf.text("Transfer of records", lines);
            pdf.writeTo(file);
        }
    }

    private ObjectNode bundle(Load load, List<Item> items) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String patient = urn(load, "patient");
        ObjectNode bundle = json.createObjectNode();
        bundle.put("resourceType", "Bundle");
        bundle.putObject("identifier")
                .put("system", "urn:chartroom:packet-sha256")
                .put("value", load.packet().sha256());
        bundle.put("type", "collection").put("timestamp", now.toString());
        ArrayNode entries = bundle.putArray("entry");
        entries.addObject().put("fullUrl", patient).set("resource", patient(load.patient()));
        for (Item item : items) {
            entries.addObject()
                    .put("fullUrl", urn(load, item.file()))
                    .set("resource", reference(item, patient, load, now));
        }
        return bundle;
    }

    private static String urn(Load load, String what) {
        return "urn:uuid:"
                + UUID.nameUUIDFromBytes(
                        (load.request().id() + " " + load.packet().sha256() + " " + what)
                                .getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode patient(Patient known) {
        ObjectNode patient = json.createObjectNode();
        patient.put("resourceType", "Patient");
        patient.putArray("identifier")
                .addObject()
                .put("system", "urn:chartroom:mrn")
                .put("value", known.mrn())
                .putObject("assigner")
                .put("display", office);
        ObjectNode name = patient.putArray("name").addObject();
        name.put("use", "official").put("family", known.name().family());
        ArrayNode given = name.putArray("given");
        List.of(known.name().given(), known.name().middle()).stream()
                .filter(each -> !each.isEmpty())
                .forEach(given::add);
        if (given.isEmpty()) {
            name.remove("given");
        }
        if (!known.name().suffix().isEmpty()) {
            name.putArray("suffix").add(known.name().suffix());
        }
        patient.put("gender", known.sex().name().toLowerCase(Locale.ROOT));
        patient.put("birthDate", known.birthDate().toString());
        known.deceasedOn().ifPresent(day -> patient.put("deceasedDateTime", day.toString()));
        return patient;
    }

    private ObjectNode reference(Item item, String patient, Load load, Instant now) {
        Document document = item.document();
        ObjectNode reference = json.createObjectNode();
        reference.put("resourceType", "DocumentReference");
        reference
                .putObject("masterIdentifier")
                .put("system", "urn:chartroom:document")
                .put("value", document.id().value());
        reference.put("status", "current");
        ObjectNode type = reference.putObject("type").put("text", item.type());
        document.type()
                .ifPresent(each -> type.putArray("coding")
                        .addObject()
                        .put("system", "http://loinc.org")
                        .put("code", each.code())
                        .put("display", each.display()));
        reference.putObject("subject").put("reference", patient);
        reference.put("date", now.toString());
        if (!document.author().isEmpty()) {
            reference.putArray("author").addObject().put("display", document.author());
        }
        reference.putObject("custodian").put("display", office);
        reference.put("description", item.title());
        reference
                .putArray("content")
                .addObject()
                .putObject("attachment")
                .put("contentType", item.contentType())
                .put("url", item.file())
                .put("size", item.bytes())
                .put("hash", Base64.getEncoder().encodeToString(item.sha1()))
                .put("title", item.title());
        ObjectNode context = reference.putObject("context");
        Optional<LocalDate> date = document.date();
        date.ifPresent(
                day -> context.putObject("period").put("start", day.toString()).put("end", day.toString()));
        context.putArray("related")
                .addObject()
                .putObject("identifier")
                .put("value", load.request().id().value());
        return reference;
    }

    /** FHIR's attachments have SHA-1; what vouches for the bytes is the SHA-256 in the table. */
    private static byte[] hash(String algorithm, Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                in.transferTo(out);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
