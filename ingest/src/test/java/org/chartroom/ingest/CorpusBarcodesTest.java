package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's barcodes and separator sheets are found, and none on their other pages. */
@Tag("long")
class CorpusBarcodesTest {
    /** Files with barcodes of their own whose values nobody wrote down. */
    private static final String OTHER_CODES = "twelvemonkeys__(min-is-white-with-profile|scan-mono-iccgray)\\.tif";

    @TempDir
    Path folder;

    @Test
    void findsOtherPeoplesBarcodesAndInventsNone() throws IOException {
        Path scans = Workbench.corpus("scans");
        List<String> seen = new ArrayList<>();
        try (FileReader reader = FileReader.open(Workbench.home());
                Stream<Path> files = Files.list(scans)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches(OTHER_CODES)) {
                    continue;
                }
                Path spool = Files.createDirectory(folder.resolve(name));
                Workbench.Remembering sink = new Workbench.Remembering();
                reader.read(file, ReadRequest.of(name, spool), sink);
                sink.pages.forEach(page -> seen.addAll(seen(name, page)));
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "docling__qr_bill_example.jpg 1 QR_CODE SPC",
                        "paperless-ngx__barcode-39-asn-123.pdf 1 CODE_39 ASN00123",
                        "paperless-ngx__barcode-fax-image.pdf 2 CODE_39 PATCHT, separator",
                        "paperless-ngx__barcode-qr-asn-000123-upscale-dpi.pdf 1 QR_CODE ASN 000123",
                        "paperless-ngx__patch-code-t-middle-distorted.pdf 2 CODE_39 PATCHT, separator",
                        "paperless-ngx__patch-code-t-middle.pdf 2 CODE_39 PATCHT, separator",
                        "paperless-ngx__split-by-asn-1.pdf 1 CODE_39 ASN00123",
                        "paperless-ngx__split-by-asn-1.pdf 3 CODE_39 ASN00124",
                        "paperless-ngx__split-by-asn-1.pdf 4 CODE_39 ASN00125",
                        "paperless-ngx__split-by-asn-1.pdf 7 CODE_39 ASN00126",
                        "paperless-ngx__split-by-asn-1.pdf 9 CODE_39 ASN00127");
    }

    private static List<String> seen(String file, PageRead page) {
        String end = page.outcome() instanceof PageOutcome.Separator ? ", separator" : "";
        return page.barcodes().stream()
                .map(barcode -> file + " " + page.sourcePage() + " " + barcode.symbology() + " "
                        + barcode.value().lines().findFirst().orElse("") + end)
                .toList();
    }
}
