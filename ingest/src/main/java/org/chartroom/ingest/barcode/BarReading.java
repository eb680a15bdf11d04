package org.chartroom.ingest.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.Code128Reader;
import com.google.zxing.oned.Code39Reader;
import com.google.zxing.oned.OneDReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.ingest.Barcode.Symbology;
import org.jspecify.annotations.Nullable;

/**
 * Reads bars along lines of their own: the gray of several px along the bars is averaged, so that specks, lost lines and
 * frayed edges hardly count, and a value is believed when two such lines agree.
 */
final class BarReading {
    /** A value, and how it was written. */
    record Value(Symbology symbology, String text) {}

    /** Half a quiet zone and more, px. */
    static final double QUIET = 36;

    private static final double STEP = 0.5;
    private static final double[] THRESHOLDS = {0.5, 0.38, 0.62};
    private static final int MOST_LINES = 14;

    /** A Code 39 has no check digit: patterns of rules may look like a short one. */
    private static final int SHORTEST_CODE_39 = 3;

    private final List<OneDReader> readers = List.of(new Code128Reader(), new Code39Reader());

    Optional<Value> read(Cutout cutout, Region region) {
        double reach = region.across() + QUIET;
        double height = 2 * region.along() * 0.92;
        int lines = (int) Math.clamp(height / 9, 3, MOST_LINES);
        double thick = Math.min(height / lines, 18);
        Map<Value, Integer> votes = new HashMap<>();
        for (int line = -1; line < lines; line++) {
            double aside = line < 0 ? 0 : (line + 0.5 - lines / 2.0) * height / lines;
            double[] profile =
                    cutout.profile(region, -reach, reach, STEP, aside, line < 0 ? height : thick, line < 0 ? 2 : 1);
            Optional<Value> value = read(profile);
            if (value.isPresent() && votes.merge(value.get(), 1, Integer::sum) >= 2) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** Whether the bars look the same at several heights, as they do in everything but stacked codes. */
    boolean uniform(Cutout cutout, Region region) {
        double reach = region.across();
        double thick = Math.clamp(region.along() / 6, 2, 5);
        BitArray first = null;
        int same = 0;
        int all = 0;
        for (double share : new double[] {0, -0.6, -0.3, 0.3, 0.6}) {
            BitArray bits = bars(cutout.profile(region, -reach, reach, 1, share * region.along(), thick, 1), 0.5);
            if (bits == null) {
                return true;
            }
            if (first == null) {
                first = bits;
                continue;
            }
            for (int i = 0; i < bits.getSize(); i++) {
                same += bits.get(i) == first.get(i) ? 1 : 0;
            }
            all += bits.getSize();
        }
        return same > 0.85 * all;
    }

    private Optional<Value> read(double[] profile) {
        for (double threshold : THRESHOLDS) {
            BitArray bits = bars(profile, threshold);
            if (bits == null) {
                return Optional.empty();
            }
            for (OneDReader reader : readers) {
                Optional<Value> value = read(reader, bits);
                if (value.isEmpty()) {
                    bits.reverse();
                    value = read(reader, bits);
                    bits.reverse();
                }
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Value> read(OneDReader reader, BitArray bits) {
        try {
            Result result = reader.decodeRow(0, bits, null);
            Symbology symbology =
                    result.getBarcodeFormat() == BarcodeFormat.CODE_39 ? Symbology.CODE_39 : Symbology.CODE_128;
            String text = result.getText();
            return text.isBlank() || symbology == Symbology.CODE_39 && text.length() < SHORTEST_CODE_39
                    ? Optional.empty()
                    : Optional.of(new Value(symbology, text));
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }

    /** Dark where the gray is below a share of the way from the darkest to the lightest nearby; null without contrast. */
    private static @Nullable BitArray bars(double[] profile, double threshold) {
        int part = 48;
        int parts = (profile.length + part - 1) / part;
        double[] darkest = new double[parts];
        double[] lightest = new double[parts];
        Arrays.fill(darkest, 255);
        double least = 255;
        double most = 0;
        for (int i = 0; i < profile.length; i++) {
            darkest[i / part] = Math.min(darkest[i / part], profile[i]);
            lightest[i / part] = Math.max(lightest[i / part], profile[i]);
            least = Math.min(least, profile[i]);
            most = Math.max(most, profile[i]);
        }
        if (most - least < 40) {
            return null;
        }
        BitArray bits = new BitArray(profile.length);
        for (int i = 0; i < profile.length; i++) {
            double dark = 255;
            double light = 0;
            for (int k = Math.max(0, i / part - 1); k <= Math.min(parts - 1, i / part + 1); k++) {
                dark = Math.min(dark, darkest[k]);
                light = Math.max(light, lightest[k]);
            }
            if (light - dark < 0.35 * (most - least)) {
                dark = least;
                light = most;
            }
            if (profile[i] < dark + (light - dark) * threshold) {
                bits.set(i);
            }
        }
        return bits;
    }
}
