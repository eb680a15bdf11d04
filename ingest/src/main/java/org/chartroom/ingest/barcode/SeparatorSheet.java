package org.chartroom.ingest.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;

/**
 * Knows the sheets that people put between documents: a page with little else than a transfer patch, or a barcode that
 * says {@code PATCHT} or {@code SEP:value}. Not safe for use by several threads.
 */
public final class SeparatorSheet {
    private static final String PATCH_T = "PATCHT";
    private static final String PREFIX = "SEP:";

    /** A sheet with more letters than this is a document; a barcode in passing is still seen on it. */
    private static final int FEW_LETTERS = 500;

    /** A patch without a barcode is believed only on a sheet with no more ink than bars and a few words have. */
    private static final double MORE_THAN_BARS = 0.15;

    private final MultiFormatReader reader = new MultiFormatReader();

    /**
     * What the sheet says of the documents after it; empty when the page is no separator sheet.
     *
     * @param ink the share of the page that is ink, 0..1
     */
    public Optional<String> valueOf(PageBitmap page, double ink) {
        if (!fewLetters(page)) {
            try (PageBitmap shapes = page.shapes()) {
                return decode(shapes, shapes.luminance(), false).flatMap(SeparatorSheet::separatorValue);
            }
        }
        byte[] gray = page.luminance();
        Optional<String> value =
                decode(page, gray, true).or(() -> onItsSide(page)).flatMap(SeparatorSheet::separatorValue);
        if (value.isPresent() || page.xDpi() <= 0 || ink > MORE_THAN_BARS) {
            return value;
        }
        return new PatchT(gray, page.width(), page.height(), page.xDpi()).isThere()
                ? Optional.of(PATCH_T)
                : Optional.empty();
    }

    private Optional<String> onItsSide(PageBitmap page) {
        try (PageBitmap turned = page.turned(1)) {
            return decode(turned, turned.luminance(), true);
        }
    }

    private static boolean fewLetters(PageBitmap page) {
        try (PageBitmap shapes = page.shapes()) {
            return shapes.shapeBoxes(20_000).stream()
                            .filter(box -> box.height() >= 8 && box.height() <= 60 && box.width() >= 3)
                            .count()
                    <= FEW_LETTERS;
        }
    }

    private static Optional<String> separatorValue(String barcode) {
        if (barcode.equals(PATCH_T)) {
            return Optional.of(PATCH_T);
        }
        return barcode.startsWith(PREFIX) && barcode.length() > PREFIX.length()
                ? Optional.of(barcode.substring(PREFIX.length()).strip())
                : Optional.empty();
    }

    /** Looking hard takes ten times as long: many more rows, both ways. */
    private Optional<String> decode(PageBitmap page, byte[] gray, boolean hard) {
        LuminanceSource source = new PlanarYUVLuminanceSource(
                gray, page.width(), page.height(), 0, 0, page.width(), page.height(), false);
        Map<DecodeHintType, Object> hints = new EnumMap<>(DecodeHintType.class);
        hints.put(
                DecodeHintType.POSSIBLE_FORMATS,
                List.of(BarcodeFormat.CODE_128, BarcodeFormat.CODE_39, BarcodeFormat.QR_CODE));
        if (hard) {
            hints.put(DecodeHintType.TRY_HARDER, Boolean.TRUE);
        }
        try {
            return Optional.of(reader.decode(new BinaryBitmap(new GlobalHistogramBinarizer(source)), hints)
                    .getText());
        } catch (NotFoundException e) {
            return Optional.empty();
        } finally {
            reader.reset();
        }
    }
}
