package org.chartroom.ingest.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.chartroom.ingest.sniff.Spool;
import org.chartroom.ingest.sniff.UnpackedFile;
import org.chartroom.ingest.sniff.UnpackingLimits;
import org.chartroom.models.text.PageProblem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files put into a PDF as attachments, as portfolios and some scanners' programs do: documents of their own. */
final class EmbeddedFiles {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedFiles.class);

    private static final int DEEPEST = 20;
    private static final int RATIO = 1_000;

    private final PDDocument document;
    private final ContentSniffer sniffer = new ContentSniffer();

    EmbeddedFiles(PDDocument document) {
        this.document = document;
    }

    /**
     * Hands them to the sink; one that is damaged or over the limits stays in its PDF only.
     *
     * @return what is to be said about those that stay there, empty when all were handed out
     */
    Optional<FileOutcome.Failed> deliver(ReadRequest request, ReadSink sink) throws IOException {
        int most = Math.max(1, request.budgets().maxAttachments());
        int leftOut = 0;
        int damaged = 0;
        long bytes = request.budgets().maxBytes();
        Spool spool = new Spool(request.spool(), new UnpackingLimits(most, bytes, bytes, RATIO));
        for (PDComplexFileSpecification specification : specifications()) {
            UnpackedFile file;
            try {
                PDEmbeddedFile embedded = embedded(specification);
                if (embedded == null) {
                    continue;
                }
                try (InputStream in = embedded.createInputStream()) {
                    file = spool.keep(Objects.requireNonNullElse(specification.getFilename(), ""), in, -1);
                }
            } catch (Spool.LimitReached e) {
                leftOut++;
                continue;
            } catch (IOException | RuntimeException e) {
                damaged++;
                log.warn(
                        "A file embedded in a PDF could not be taken out: {}",
                        e.getClass().getName());
                continue;
            }
            sink.attachment(
                    new AttachmentRead(file.name(), sniffer.sniff(file.file()).mediaType(), file.file()));
        }
        if (leftOut > 0) {
            return Optional.of(new FileOutcome.Failed(
                    PageProblem.TOO_LARGE,
                    leftOut + " of the files in the PDF were not taken out: more than one file may hold."
                            + " They are only in the PDF itself, which is kept."));
        }
        return damaged > 0
                ? Optional.of(new FileOutcome.Failed(
                        PageProblem.CORRUPT,
                        damaged + " of the files in the PDF are damaged. Ask the sender for them."))
                : Optional.empty();
    }

    private static @Nullable PDEmbeddedFile embedded(PDComplexFileSpecification specification) {
        return Stream.of(specification.getEmbeddedFileUnicode(), specification.getEmbeddedFile())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<PDComplexFileSpecification> specifications() {
        List<PDComplexFileSpecification> found = new ArrayList<>();
        try {
            PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
            if (names != null && names.getEmbeddedFiles() != null) {
                collect(names.getEmbeddedFiles(), found, new HashSet<>(), 0);
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            log.warn(
                    "The list of files embedded in a PDF is damaged: {}",
                    e.getClass().getName());
        }
        return found;
    }

    private static void collect(
            PDNameTreeNode<PDComplexFileSpecification> node,
            List<PDComplexFileSpecification> found,
            Set<COSBase> seen,
            int depth)
            throws IOException {
        if (depth > DEEPEST || !seen.add(node.getCOSObject())) {
            return;
        }
        var here = node.getNames();
        if (here != null) {
            here.values().stream().filter(Objects::nonNull).forEach(found::add);
        }
        var kids = node.getKids();
        if (kids != null) {
            for (var kid : kids) {
                collect(kid, found, seen, depth + 1);
            }
        }
    }
}
