package org.chartroom.api.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.mail.smime.SMIMEEnvelopedGenerator;
import org.bouncycastle.mail.smime.SMIMEException;
import org.bouncycastle.mail.smime.SMIMESignedGenerator;
import org.bouncycastle.operator.OperatorCreationException;

/** Signs with the office's key and encrypts for one recipient, as S/MIME (RFC 8551) and Direct ask: inside signed, outside AES-256. */
final class Smime {
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private Smime(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /**
     * With the first key of a PKCS #12 file.
     *
     * @throws IllegalArgumentException when there is none; the message is for people
     */
    static Smime with(Path keyStore, String password) {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            for (var aliases = keys.aliases(); aliases.hasMoreElements(); ) {
                String alias = aliases.nextElement();
                if (keys.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (Certificate each : Objects.requireNonNull(keys.getCertificateChain(alias))) {
                        chain.add((X509Certificate) each);
                    }
                    return new Smime(key, List.copyOf(chain));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "delivery.mail.keyStore " + keyStore + " cannot be opened: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("delivery.mail.keyStore " + keyStore + " has no key that signs");
    }

    /** The content, signed and encrypted. */
    MimeBodyPart sealed(MimeBodyPart content, X509Certificate recipient) throws MessagingException {
        try {
            SMIMESignedGenerator signing = new SMIMESignedGenerator();
            signing.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .build(
                            key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA",
                            key,
                            chain.getFirst()));
            signing.addCertificates(new JcaCertStore(chain));
            MimeBodyPart signed = new MimeBodyPart();
            signed.setContent(signing.generate(content));
            SMIMEEnvelopedGenerator encrypting = new SMIMEEnvelopedGenerator();
            encrypting.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(recipient));
            return encrypting.generate(signed, new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).build());
        } catch (GeneralSecurityException | OperatorCreationException | SMIMEException | CMSException e) {
            throw new MessagingException("The mail could not be signed and encrypted", e);
        }
    }
}
