package org.chartroom.ingest.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;

/**
 * Knows the sheets that people put between documents: a page with little else than a barcode that says {@code PATCHT} or
 * {@code SEP:value}. Not safe for use by several threads.
 */
public final class SeparatorSheet {
    private static final String PATCH_T = "PATCHT";
    private static final String PREFIX = "SEP:";

    /** A page with more ink than this is a document, whatever barcode is on it. */
    private static final double LITTLE_ELSE = 0.12;

    private final MultiFormatReader reader = new MultiFormatReader();

    /**
     * What the sheet says of the documents after it; empty when the page is no separator sheet.
     *
     * @param ink the share of the page that is ink, 0..1
     */
    public Optional<String> valueOf(PageBitmap page, double ink) {
        if (ink > LITTLE_ELSE) {
            return Optional.empty();
        }
        return decode(page).flatMap(SeparatorSheet::separatorValue);
    }

    private static Optional<String> separatorValue(String barcode) {
        if (barcode.equals(PATCH_T)) {
            return Optional.of(PATCH_T);
        }
        return barcode.startsWith(PREFIX) && barcode.length() > PREFIX.length()
                ? Optional.of(barcode.substring(PREFIX.length()).strip())
                : Optional.empty();
    }

    private Optional<String> decode(PageBitmap page) {
        byte[] gray = page.luminance();
        LuminanceSource source = new PlanarYUVLuminanceSource(
                gray, page.width(), page.height(), 0, 0, page.width(), page.height(), false);
        try {
            return Optional.of(reader.decode(
                            new BinaryBitmap(new GlobalHistogramBinarizer(source)),
                            Map.of(
                                    DecodeHintType.POSSIBLE_FORMATS,
                                    List.of(BarcodeFormat.CODE_128, BarcodeFormat.CODE_39, BarcodeFormat.QR_CODE),
                                    DecodeHintType.TRY_HARDER,
                                    true))
                    .getText());
        } catch (NotFoundException e) {
            return Optional.empty();
        } finally {
            reader.reset();
        }
    }
}
