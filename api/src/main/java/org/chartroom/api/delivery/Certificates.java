package org.chartroom.api.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates of those who may get mail with records, a file each in a folder. Who puts one there has made sure whose it is: that,
 * not who issued it, makes it good. Files are read each time, so that one that was taken away is gone at once.
 */
final class Certificates {
    /** Names in a certificate: an address, or a domain whose addresses are all meant (Direct). */
    private static final int ADDRESS = 1;

    private static final int DOMAIN = 2;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int WEAKEST = 2_048;

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
    }

    /** What the folder has for an address. */
    sealed interface Found {
        record Good(X509Certificate certificate) implements Found {}

        /** @param why for people */
        record Not(String why) implements Found {}
    }

    /** The certificate to encrypt with; of several the one that lasts longest, one of the address before one of the domain. */
    Found of(String address, Instant now) {
        List<X509Certificate> all;
        try {
            all = read();
        } catch (IOException e) {
            return new Found.Not("The folder of certificates, " + folder + ", cannot be read.");
        }
        String name = address.strip().toLowerCase(Locale.ROOT);
        List<X509Certificate> those =
                all.stream().filter(each -> names(each, ADDRESS).contains(name)).toList();
        if (those.isEmpty()) {
            String domain = name.substring(name.indexOf('@') + 1);
            those = all.stream()
                    .filter(each -> names(each, DOMAIN).contains(domain))
                    .toList();
        }
        if (those.isEmpty()) {
            return new Found.Not("No certificate for " + address + " is known. An administrator puts it into " + folder
                    + " when it is certain whose it is.");
        }
        List<X509Certificate> good =
                those.stream().filter(each -> isGood(each, now)).toList();
        return good.stream()
                .max(Comparator.comparing(X509Certificate::getNotAfter))
                .<Found>map(Found.Good::new)
                .orElseGet(() -> new Found.Not(
                        "The certificate for " + address + " has expired, is not in force yet, or cannot encrypt."));
    }

    private static boolean isGood(X509Certificate certificate, Instant now) {
        Date at = Date.from(now);
        boolean[] usage = certificate.getKeyUsage();
        return !at.before(certificate.getNotBefore())
                && !at.after(certificate.getNotAfter())
                && (usage == null || usage[KEY_ENCIPHERMENT])
                && certificate.getPublicKey() instanceof RSAPublicKey key
                && key.getModulus().bitLength() >= WEAKEST;
    }

    private List<X509Certificate> read() throws IOException {
        List<X509Certificate> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{pem,crt,cer}")) {
            for (Path file : files) {
                try {
                    all.addAll(in(file));
                } catch (CertificateException e) {
                    // Another file that is none leaves this one's recipients without mail, nobody else.
                    continue;
                }
            }
        }
        return all;
    }

    /** All certificates of a file. */
    static List<X509Certificate> in(Path file) throws IOException, CertificateException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            List<X509Certificate> all = new ArrayList<>();
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                if (each instanceof X509Certificate certificate) {
                    all.add(certificate);
                }
            }
            return all;
        }
    }

    private static List<String> names(X509Certificate certificate, int kind) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> said = certificate.getSubjectAlternativeNames();
            if (said != null) {
                for (List<?> name : said) {
                    if (name.get(0).equals(kind) && name.get(1) instanceof String text) {
                        names.add(text.toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        if (names.isEmpty() && kind == ADDRESS) {
            legacy(certificate.getSubjectX500Principal()).forEach(names::add);
        }
        return names;
    }

    /** Older ones have the address in the subject. */
    private static List<String> legacy(X500Principal subject) {
        String mail = "EMAILADDRESS=";
        return List.of(subject.toString().split(",\\s*")).stream()
                .filter(part -> part.toUpperCase(Locale.ROOT).startsWith(mail))
                .map(part -> part.substring(mail.length()).toLowerCase(Locale.ROOT))
                .toList();
    }
}
