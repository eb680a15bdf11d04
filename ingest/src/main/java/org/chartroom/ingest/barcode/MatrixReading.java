package org.chartroom.ingest.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.Reader;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.datamatrix.DataMatrixReader;
import com.google.zxing.pdf417.PDF417Reader;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.ingest.Barcode.Symbology;

/** Reads matrix and stacked codes that were cut out and stand straight. Not safe for use by several threads. */
final class MatrixReading {
    private static final Map<DecodeHintType, Object> HARD = Map.of(DecodeHintType.TRY_HARDER, true);

    /** What is left of a solid edge on a bad fax. */
    private static final double SOLID = 0.72;

    private final Reader qr = new QRCodeReader();
    private final Reader dataMatrix = new DataMatrixReader();
    private final Reader pdf417 = new PDF417Reader();

    /** Whether it has the corners of a QR code or the edges of a Data Matrix, {@code margin} px inside the image. */
    static boolean promising(Cutout.Straight image, int margin) {
        return corners(image) >= 4 && corners(image.turned()) >= 4 || edged(image, margin);
    }

    /** Two solid edges that meet. */
    private static boolean edged(Cutout.Straight image, int margin) {
        Cutout.Straight turned = image.turned();
        boolean upright = image.darkestColumn(margin - 4, margin + 8, margin) > SOLID
                || image.darkestColumn(image.width() - margin - 8, image.width() - margin + 4, margin) > SOLID;
        boolean lying = turned.darkestColumn(margin - 4, margin + 8, margin) > SOLID
                || turned.darkestColumn(turned.width() - margin - 8, turned.width() - margin + 4, margin) > SOLID;
        return upright && lying;
    }

    /** In how many lines dark and light follow each other as in the corners of a QR code: 1, 1, 3, 1, 1. */
    private static int corners(Cutout.Straight image) {
        int lines = 0;
        int[] runs = new int[5];
        for (int y = 0; y < image.height(); y += 2) {
            boolean dark = false;
            int from = 0;
            int count = 0;
            for (int x = 0; x <= image.width(); x++) {
                boolean now = x < image.width() && image.dark(x, y);
                if (now != dark) {
                    System.arraycopy(runs, 1, runs, 0, 4);
                    runs[4] = x - from;
                    from = x;
                    dark = now;
                    if (++count > 5 && !now && cornerLike(runs)) {
                        lines++;
                        break;
                    }
                }
            }
        }
        return lines;
    }

    private static boolean cornerLike(int[] runs) {
        double module = (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) / 7.0;
        return module >= 1.5
                && Math.abs(runs[2] - 3 * module) < 1.2 * module
                && Math.abs(runs[0] - module) < 0.7 * module
                && Math.abs(runs[1] - module) < 0.7 * module
                && Math.abs(runs[3] - module) < 0.7 * module
                && Math.abs(runs[4] - module) < 0.7 * module;
    }

    /** Whether it begins and ends with bars from top to bottom, {@code margin} px inside the image. */
    static boolean barred(Cutout.Straight image, int margin) {
        return image.darkestColumn(margin - 6, margin + 14, margin + 2) > SOLID
                && image.darkestColumn(image.width() - margin - 14, image.width() - margin + 6, margin + 2) > SOLID;
    }

    /** Of a region about as high as wide. */
    Optional<BarReading.Value> square(Cutout.Straight image) {
        return read(image, List.of(qr, dataMatrix));
    }

    /** Of a region wider than high. */
    Optional<BarReading.Value> stacked(Cutout.Straight image) {
        return read(image, List.of(pdf417));
    }

    private static Optional<BarReading.Value> read(Cutout.Straight image, List<Reader> readers) {
        if (image.width() < 12 || image.height() < 8) {
            return Optional.empty();
        }
        LuminanceSource source = new PlanarYUVLuminanceSource(
                image.gray(), image.width(), image.height(), 0, 0, image.width(), image.height(), false);
        List<Binarizer> binarizers = new ArrayList<>();
        binarizers.add(new GlobalHistogramBinarizer(source));
        binarizers.add(new HybridBinarizer(source));
        binarizers.add(new GlobalHistogramBinarizer(source.invert()));
        for (Binarizer binarizer : binarizers) {
            for (Reader reader : readers) {
                Optional<BarReading.Value> value = read(reader, new BinaryBitmap(binarizer));
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<BarReading.Value> read(Reader reader, BinaryBitmap image) {
        try {
            Result result = reader.decode(image, HARD);
            return result.getText().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BarReading.Value(symbology(result.getBarcodeFormat()), result.getText()));
        } catch (ReaderException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // What looks like a code and is none leads the decoder beyond its tables.
            return Optional.empty();
        } finally {
            reader.reset();
        }
    }

    private static Symbology symbology(BarcodeFormat format) {
        return switch (format) {
            case QR_CODE -> Symbology.QR_CODE;
            case DATA_MATRIX -> Symbology.DATA_MATRIX;
            default -> Symbology.PDF417;
        };
    }
}
