package org.chartroom.api.releases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.json.Json;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.PacketRecording;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.delivery.LockedPdf;

/** Makes of an approved packet the form in which it is handed over. Safe for use by many threads. */
final class DeliveryForms {
    private static final int GROUP = 5;

    private final Counter counter;
    private final TransferArchive transfers;
    private final Path spool;

    /** @param office its name, as letters say it */
    DeliveryForms(Counter counter, String office, Path spool) {
        this.counter = counter;
        this.transfers =
                new TransferArchive(Json.mapper(), counter.blobs(), office, counter.clock(), counter.zone(), spool);
        this.spool = spool;
    }

    /**
     * What is handed over.
     *
     * @param packetSha256 the packet it was made of
     * @param password opens it; said once and kept nowhere. Empty where it needs none
     */
    record Formed(String packetSha256, Blob file, String password) {
        /** A password is in no log. */
        @Override
        public String toString() {
            return "form of " + packetSha256;
        }
    }

    /** What a form is made of, as it was read in one transaction. */
    record Source(TransferArchive.Load load, Blob packet) {
        static Source of(Records records, ReleaseRequest request) {
            Packet packet = request.packet().orElseThrow(() -> ProblemException.notFound("packet"));
            Patient patient = request.patient()
                    .flatMap(each -> records.patients().find(each))
                    .orElseThrow(() -> ProblemException.notFound("patient"));
            List<Document> documents = new ArrayList<>();
            for (PacketContents.Part part :
                    PacketContents.of(records, request.going()).parts()) {
                documents.add(records.documents()
                        .find(part.document())
                        .orElseThrow(() -> ProblemException.notFound("document")));
            }
            return new Source(
                    new TransferArchive.Load(request, patient, packet, documents, sounds(records, request, packet)),
                    records.releases()
                            .packet(request.id(), packet.sha256())
                            .orElseThrow(() -> ProblemException.notFound("packet")));
        }
    }

    private static List<TransferArchive.Sound> sounds(Records records, ReleaseRequest request, Packet packet) {
        List<TransferArchive.Sound> sounds = new ArrayList<>();
        for (PacketRecording recording : packet.recordings()) {
            sounds.add(new TransferArchive.Sound(
                    recording,
                    records.documents()
                            .find(recording.document())
                            .orElseThrow(() -> ProblemException.notFound("document")),
                    records.releases()
                            .packet(request.id(), recording.sha256())
                            .orElseThrow(() -> ProblemException.notFound("recording"))));
        }
        return sounds;
    }

    Formed make(DeliveryForm form, Source source) throws IOException {
        String sha256 = source.load().packet().sha256();
        if (form != DeliveryForm.TRANSFER
                && !source.load().packet().recordings().isEmpty()) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "Recordings go with this packet, and a PDF cannot hold them: hand it over as a transfer. Nothing was sent.");
        }
        if (form == DeliveryForm.PDF) {
            return new Formed(sha256, source.packet(), "");
        }
        String id = counter.ids().get();
        Path packet = spool.resolve("form-" + id + ".pdf");
        Path made = spool.resolve("form-" + id + ".out");
        try {
            try (InputStream bytes =
                    Channels.newInputStream(counter.blobs().open(source.packet().ref()))) {
                Files.copy(bytes, packet);
            }
            if (form == DeliveryForm.TRANSFER) {
                transfers.write(source.load(), packet, made, id);
                return new Formed(sha256, kept(made, DeliveryForm.ZIP), "");
            }
            String password = spoken(counter.ids().get());
            LockedPdf.lock(packet, made, password, counter.ids().get(), spool);
            return new Formed(sha256, kept(made, "application/pdf"), password);
        } finally {
            Files.deleteIfExists(packet);
            Files.deleteIfExists(made);
        }
    }

    /** As many random bits as an id has, in groups that can be read out on the telephone. */
    private static String spoken(String random) {
        return String.join("-", random.toLowerCase(Locale.ROOT).split("(?<=\\G.{" + GROUP + "})"));
    }

    private Blob kept(Path file, String type) throws IOException {
        try (BlobWriter writer = counter.blobs().create()) {
            Files.copy(file, writer);
            return writer.keep(type);
        }
    }
}
