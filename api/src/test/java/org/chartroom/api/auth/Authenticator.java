package org.chartroom.api.auth;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;

/** What an authenticator app does with the URI that it reads from the QR code. */
public record Authenticator(String base32) {
    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Z2-7]+)(&|$)");

    public static Authenticator of(String uri) {
        Matcher secret = SECRET.matcher(URI.create(uri).toString());
        if (!secret.find()) {
            throw new AssertionError("no secret is in the URI");
        }
        return new Authenticator(secret.group(1));
    }

    public byte[] secret() {
        return new Base32().decode(base32);
    }

    /** The code that it shows then. */
    public String code(Instant at) {
        return OneTimeCodes.code(secret(), OneTimeCodes.step(at));
    }
}
