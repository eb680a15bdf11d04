package org.chartroom.api.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Optional;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.models.release.Recipient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faxes by a gateway that takes mail: the number is part of the address. The line to the office's mail server is encrypted, the message in
 * it is not, for the gateway has to read it; so it goes to that gateway alone.
 */
public final class FaxByMailTarget implements DeliveryTarget {
    private static final Logger log = LoggerFactory.getLogger(FaxByMailTarget.class);

    private final String gateway;
    private final String prefix;
    private final Clock clock;
    private final SmtpLine line;
    private final PacketMail mails;

    /** @throws IllegalArgumentException when a file that the configuration names cannot be read; the message is for people */
    public FaxByMailTarget(DeliveryConfig delivery, Clock clock) {
        this.gateway = delivery.fax().gateway();
        this.prefix = delivery.fax().prefix();
        this.clock = clock;
        this.line = new SmtpLine(delivery.mail());
        this.mails = new PacketMail(line.session(), delivery.mail().from());
    }

    @Override
    public Optional<String> against(Recipient to) {
        return FaxNumber.of(to.address()).isPresent()
                ? Optional.empty()
                : Optional.of("The recipient's address is no fax number.");
    }

    @Override
    public Handed hand(Parcel parcel) {
        Optional<String> number = FaxNumber.of(parcel.delivery().to().address());
        if (number.isEmpty()) {
            return new Handed.Refused(false, "The recipient's address is no fax number. Nothing was sent.");
        }
        String address = gateway.replace("{number}", prefix + number.get());
        try {
            // The packet begins with a cover sheet of its own: words beside it would make some gateways put another
            // before it.
            MimeMessage message = mails.message(
                    parcel,
                    PacketMail.content(parcel, ""),
                    address,
                    "Fax, request " + parcel.delivery().release(),
                    clock.instant());
            return line.send(message, new InternetAddress(address, true), parcel.leave());
        } catch (AddressException e) {
            return new Handed.Refused(
                    false, "The gateway's address cannot be: look at delivery.fax. Nothing was sent.");
        } catch (MessagingException e) {
            log.warn("A mail to the fax gateway could not be made.", e);
            return new Handed.Refused(true, "The mail to the gateway could not be made. Nothing was sent.");
        }
    }
}
