package org.chartroom.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {
    private static final int QUIET = 4;
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

    @Test
    void readsAsWhatItWasMadeOfAndHasAQuietZone() throws Exception {
        String text =
                "otpauth://totp/Riverside%20Practice:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Riverside%20Practice";
        QrPicture picture = QrPicture.of(text);

        int inner = picture.side() - 2 * QUIET;
        BitMatrix modules = new BitMatrix(inner);
        Matcher run = RUN.matcher(picture.path());
        int end = 0;
        while (run.find()) {
            assertThat(run.start()).as("nothing else is in the path").isEqualTo(end);
            end = run.end();
            int x = Integer.parseInt(run.group(1)) - QUIET;
            int y = Integer.parseInt(run.group(2)) - QUIET;
            modules.setRegion(x, y, Integer.parseInt(run.group(3)), 1);
        }
        assertThat(end).isEqualTo(picture.path().length());
        assertThat(new Decoder().decode(modules).getText()).isEqualTo(text);
    }
}
