package org.chartroom.api.releases;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import javax.imageio.ImageIO;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.Packet.Notice;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.release.Makings;
import org.chartroom.release.notices.PartTwoNotice;
import org.chartroom.release.redaction.PaintedPage;
import org.chartroom.release.redaction.PdfRaster;
import org.chartroom.release.redaction.ProofDesk;
import org.chartroom.release.redaction.ProofJob;
import org.chartroom.release.redaction.RedactedPdf;

/** Puts packets together from what is kept of their pages, and has them verified. Safe for use by many threads. */
final class PacketMaking {
    /** Of a page that does not say. */
    private static final double USUAL_DPI = 200;

    private static final double LOOK_DPI = 110;
    private static final long MOST_PIXELS_TO_LOOK_AT = 4_000_000;

    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    /** Of all pages that are being painted over, in whichever packet: each takes some bytes of memory for each. */
    private static final int MOST_PIXELS_AT_ONCE = 32_000_000;

    private final Semaphore atOnce = new Semaphore(MOST_PIXELS_AT_ONCE, true);
    private final Counter counter;
    private final ProofDesk proof;
    private final Path spool;

    PacketMaking(Counter counter, ProofDesk proof, Path spool) {
        this.counter = counter;
        this.proof = proof;
        this.spool = spool;
    }

    /**
     * A packet and where its bytes are kept.
     *
     * @param recordings that go with it
     */
    record Made(Packet packet, Blob file, List<Blob> recordings) {}

    /**
     * Makes the packet of a request as it is now. Takes as long as its pages need; nothing else waits for it.
     *
     * @throws ProblemException when a page cannot be put in as it was decided, or the packet could not be verified
     */
    Made make(ReleaseRequest request, Patient patient, UserId by) throws IOException, InterruptedException {
        return make(request, patient, by, _ -> {});
    }

    /** As {@link #make(ReleaseRequest, Patient, UserId)}. @param added told how many pages are in it, as it grows */
    Made make(ReleaseRequest request, Patient patient, UserId by, IntConsumer added)
            throws IOException, InterruptedException {
        List<Amendment> carried = counter.store().read(records -> AmendmentWords.carried(records, request));
        List<PacketRecordings.Made> recordings = new PacketRecordings(counter, spool).make(request);
        Path file = spool.resolve("packet-" + counter.ids().get() + ".pdf");
        try (RedactedPdf pdf = new RedactedPdf(spool, request.id() + Makings.of(request), counter.clock())) {
            Set<Notice> notices = fill(pdf, request, patient, carried, recordings, added);
            pdf.writeTo(file);
            String sha256 = sha256(file);
            List<PageChoice> going = request.going();
            int redacted =
                    (int) going.stream().filter(page -> !page.boxes().isEmpty()).count();
            Packet.Certificate certificate =
                    verified(new ProofJob(file, sha256, pdf.manifest(), pdf.bookmarks(), List.of()));
            Packet packet = new Packet(
                    sha256,
                    Makings.of(request, AmendmentWords.mark(carried)),
                    pdf.pages(),
                    redacted,
                    Optional.of(certificate),
                    notices,
                    recordings.stream().map(PacketRecordings.Made::recording).toList(),
                    !notices.isEmpty(),
                    by,
                    counter.clock().instant());
            return new Made(
                    packet,
                    kept(file),
                    recordings.stream().map(PacketRecordings.Made::file).toList());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Packet.Certificate verified(ProofJob job) throws InterruptedException {
        return switch (proof.verify(job)) {
            case ProofDesk.Outcome.Verified verified -> verified.report().certificate();
            case ProofDesk.Outcome.Refused refused ->
                throw new ProblemException(
                        Kind.CONFLICT,
                        "The packet was not made: "
                                + refused.report().checks().stream()
                                        .filter(check -> !check.isPassed())
                                        .map(check -> check.id() + ", " + check.found())
                                        .findFirst()
                                        .orElse("its verification was not complete.")
                                + " Nothing was sent. Look at what is marked on that page, then make it again.");
            case ProofDesk.Outcome.NotChecked not -> throw new ProblemException(Kind.UNAVAILABLE, not.why());
        };
    }

    private Set<Notice> fill(
            RedactedPdf pdf,
            ReleaseRequest request,
            Patient patient,
            List<Amendment> carried,
            List<PacketRecordings.Made> recordings,
            IntConsumer added)
            throws IOException, InterruptedException {
        boolean partTwo = request.going().stream()
                        .anyMatch(page ->
                                page.is(SensitiveLabel.PART_2) || page.is(SensitiveLabel.PART_2_COUNSELLING_NOTE))
                && request.basis()
                        .filter(basis -> basis.basis() != LawfulBasis.ACCESS)
                        .flatMap(BasisProof::part2)
                        .isPresent();
        List<PageChoice> going = request.going();
        PacketContents contents = counter.store().read(records -> PacketContents.of(records, going));
        List<String> cover = cover(request, patient);
        if (!going.isEmpty()) {
            cover.add(contents.text());
        }
        recordings.forEach(recording -> cover.add(recording.line()));
        pdf.text("Records of " + patient.name().display(), cover);
        if (partTwo) {
            pdf.text(
                    "Notice of 42 CFR 2.32",
                    List.of(
                            PartTwoNotice.words(Notice.PART_2_FULL),
                            "What the patient consented to: "
                                    + request.basis()
                                            .flatMap(BasisProof::part2)
                                            .map(consent -> consent.description() + "; to " + consent.recipient()
                                                    + "; for " + consent.purpose() + ".")
                                            .orElse("")));
        }
        for (Amendment amendment : carried) {
            pdf.text("Amendment to this record", AmendmentWords.page(amendment, counter.zone()));
        }
        LocalDate today = LocalDate.ofInstant(counter.clock().instant(), counter.zone());
        List<Callable<Ready>> copies =
                going.stream().<Callable<Ready>>map(page -> () -> ready(page)).toList();
        try (InOrder<Ready> pages = new InOrder<>(THREADS, copies)) {
            for (int i = 0; i < going.size(); i++) {
                String stamp = patient.name().display() + ", MRN " + patient.mrn() + " \u00b7 request " + request.id()
                        + " \u00b7 page " + (i + 1) + " of " + going.size() + " \u00b7 " + today;
                contents.beginningAt(i + 1).ifPresent(pdf::mark);
                switch (pages.next()) {
                    // What was read before the boxes were painted is not put over them.
                    case Ready.Painted painted -> pdf.picture(painted.page(), List.of(), stamp);
                    case Ready.Typed typed -> pdf.text(stamp, List.of(typed.text()));
                }
                added.accept(i + 1);
            }
        }
        return partTwo ? EnumSet.of(Notice.PART_2_FULL) : Set.of();
    }

    private static List<String> cover(ReleaseRequest request, Patient patient) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "To: " + request.recipient().name() + "\n" + request.recipient().address());
        lines.add("Patient: " + patient.name().display() + ", born " + patient.birthDate() + ", MRN " + patient.mrn());
        lines.add("Request " + request.id() + (request.purpose().isEmpty() ? "" : ", for " + request.purpose()));
        int going = request.going().size();
        int stay = request.pages().size() - going;
        lines.add((going == 1 ? "1 page follows. " : going + " pages follow. ")
                + (stay == 0 ? "" : stay == 1 ? "1 was withheld. " : stay + " were withheld. ")
                + "If this did not reach the right person, please call us and destroy it.");
        return lines;
    }

    /** A page as it goes into the packet. */
    private sealed interface Ready {
        record Painted(PaintedPage page) implements Ready {}

        /** One that has no picture, such as a transcript. */
        record Typed(String text) implements Ready {}
    }

    private Ready ready(PageChoice choice) throws IOException, InterruptedException {
        PageRef ref = choice.facts().ref();
        Page page = counter.store()
                .read(records -> records.documents()
                        .find(ref.document())
                        .filter(document -> document.version() == ref.version())
                        .flatMap(_ -> records.documents().page(ref.document(), ref.page())))
                .orElseThrow(() -> new ProblemException(
                        Kind.CONFLICT,
                        "Page " + ref.page() + " of document " + ref.document()
                                + " has changed since it was selected. Nothing was made; select the pages again."));
        Optional<Blob> image = page.image();
        Optional<PageGeometry> geometry = page.geometry();
        if (image.isEmpty() || geometry.isEmpty()) {
            if (!choice.boxes().isEmpty()) {
                throw new ProblemException(
                        Kind.CONFLICT,
                        "Page " + ref.page() + " of document " + ref.document()
                                + " has no picture that could be painted over. Withhold it, or take the boxes off.");
            }
            return new Ready.Typed(page.text());
        }
        int large = Math.clamp(geometry.get().widthPx() * (long) geometry.get().heightPx(), 1, MOST_PIXELS_AT_ONCE);
        atOnce.acquire(large);
        try {
            BufferedImage picture = new PagePictures(counter.blobs()).of(image.get());
            double said = geometry.get().xDpi() > 0 ? geometry.get().xDpi() : USUAL_DPI;
            double dpi = said * picture.getWidth() / geometry.get().widthPx();
            return new Ready.Painted(PaintedPage.of(picture, dpi, choice.boxes()));
        } finally {
            atOnce.release(large);
        }
    }

    /**
     * A page of a packet as a PNG; empty when it has no such page.
     *
     * @param page from 1
     */
    Optional<byte[]> picture(Blob packet, int page) throws IOException {
        Path file = spool.resolve("look-" + counter.ids().get() + ".pdf");
        try (InputStream bytes = Channels.newInputStream(counter.blobs().open(packet.ref()))) {
            Files.copy(bytes, file);
            try (PdfRaster raster = new PdfRaster(file, MOST_PIXELS_TO_LOOK_AT)) {
                if (page < 1 || page > raster.pages()) {
                    return Optional.empty();
                }
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                ImageIO.write(raster.page(page, LOOK_DPI).image(), "png", png);
                return Optional.of(png.toByteArray());
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Blob kept(Path file) throws IOException {
        try (BlobWriter writer = counter.blobs().create()) {
            Files.copy(file, writer);
            return writer.keep("application/pdf");
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(file, out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
