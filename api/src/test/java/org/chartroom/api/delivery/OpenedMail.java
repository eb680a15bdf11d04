package org.chartroom.api.delivery;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.mail.smime.SMIMEEnveloped;
import org.bouncycastle.mail.smime.SMIMESigned;
import org.bouncycastle.mail.smime.SMIMEUtil;

/**
 * A mail as its recipient reads it.
 *
 * @param signed whether the office's signature is over all of it
 * @param text what stands beside the packet
 */
public record OpenedMail(MimeMessage outside, boolean signed, String text, byte[] packet) {
    /** A mail that anybody can read. */
    public static MimeMessage read(TestMailServer.Got got) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(got.bytes()));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** Opens it with the recipient's key. */
    public static OpenedMail with(TestKeys recipient, TestKeys office, TestMailServer.Got got) {
        try {
            MimeMessage outside = read(got);
            SMIMEEnveloped sealed = new SMIMEEnveloped(outside);
            RecipientInformation mine =
                    sealed.getRecipientInfos().get(new JceKeyTransRecipientId(recipient.certificate()));
            if (mine == null) {
                throw new AssertionError("it is not encrypted for this recipient");
            }
            MimeBodyPart inside =
                    SMIMEUtil.toMimeBodyPart(mine.getContent(new JceKeyTransEnvelopedRecipient(recipient.key())));
            SMIMESigned signed = new SMIMESigned((MimeMultipart) inside.getContent());
            boolean good = true;
            for (SignerInformation signer : signed.getSignerInfos()) {
                good &= signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(office.certificate()));
            }
            MimeMultipart parts = (MimeMultipart) signed.getContent().getContent();
            BodyPart file = parts.getBodyPart(1);
            try (InputStream bytes = file.getInputStream()) {
                return new OpenedMail(
                        outside,
                        good && signed.getSignerInfos().size() == 1,
                        String.valueOf(parts.getBodyPart(0).getContent()),
                        bytes.readAllBytes());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError("the mail cannot be opened", e);
        }
    }
}
