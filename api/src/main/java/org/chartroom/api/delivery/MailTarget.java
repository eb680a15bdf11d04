package org.chartroom.api.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.models.release.Recipient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail to those whose certificate the office keeps: signed, encrypted, by the office's mail server. A Direct edge takes it, too. */
public final class MailTarget implements DeliveryTarget {
    private static final Logger log = LoggerFactory.getLogger(MailTarget.class);

    private final Clock clock;
    private final SmtpLine line;
    private final PacketMail mails;
    private final Smime smime;
    private final Certificates certificates;

    /** @throws IllegalArgumentException when a file that the configuration names cannot be read; the message is for people */
    public MailTarget(DeliveryConfig.Mail mail, Clock clock) {
        this.clock = clock;
        this.line = new SmtpLine(mail);
        this.mails = new PacketMail(line.session(), mail.from());
        if (mail.keyStore().isEmpty() || mail.certificates().isEmpty()) {
            throw new IllegalArgumentException(
                    "delivery.mail needs keyStore and certificates: records leave by mail only"
                            + " signed and encrypted");
        }
        this.smime = Smime.with(Path.of(mail.keyStore()), mail.keyStorePassword());
        this.certificates = new Certificates(Path.of(mail.certificates()));
    }

    @Override
    public Optional<String> against(Recipient to) {
        if (address(to).isEmpty()) {
            return Optional.of("The recipient's address is no e-mail address.");
        }
        return switch (certificates.of(to.address(), clock.instant())) {
            case Certificates.Found.Good _ -> Optional.empty();
            case Certificates.Found.Not not -> Optional.of(not.why());
        };
    }

    private static Optional<InternetAddress> address(Recipient to) {
        try {
            InternetAddress address = new InternetAddress(to.address(), true);
            boolean plain =
                    address.getAddress().equals(to.address()) && to.address().indexOf('@') > 0;
            return plain ? Optional.of(address) : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    @Override
    public Handed hand(Parcel parcel) {
        Recipient to = parcel.delivery().to();
        Optional<InternetAddress> address = address(to);
        if (address.isEmpty()) {
            return new Handed.Refused(false, "The recipient's address is no e-mail address. Nothing was sent.");
        }
        return switch (certificates.of(to.address(), clock.instant())) {
            case Certificates.Found.Not not -> new Handed.Refused(false, not.why() + " Nothing was sent.");
            case Certificates.Found.Good good -> {
                MimeMessage message;
                try {
                    MimeBodyPart content = PacketMail.content(
                            parcel,
                            "The records that were asked for are attached, request "
                                    + parcel.delivery().release() + ".\r\nIf they are not for you, tell "
                                    + parcel.office() + " and delete them.\r\n");
                    message = mails.message(
                            parcel,
                            smime.sealed(content, good.certificate()),
                            to.address(),
                            "Secure message from " + parcel.office(),
                            clock.instant());
                } catch (MessagingException e) {
                    log.warn("A mail could not be made.", e);
                    yield new Handed.Refused(true, "The mail could not be signed and encrypted. Nothing was sent.");
                }
                yield line.send(message, address.get(), parcel.leave());
            }
        };
    }
}
