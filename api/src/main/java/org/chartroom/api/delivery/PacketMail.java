package org.chartroom.api.delivery;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.chartroom.models.release.Delivery;

/** Messages that carry packets. What stands outside of what is encrypted names no patient. */
final class PacketMail {
    private final Session session;
    private final String from;

    PacketMail(Session session, String from) {
        this.session = session;
        this.from = from;
    }

    /**
     * A message around a part.
     *
     * @param to the address it goes to, which is not always the one people know
     */
    MimeMessage message(Parcel parcel, MimeBodyPart content, String to, String subject, Instant now)
            throws MessagingException {
        Delivery delivery = parcel.delivery();
        MimeMessage message = new Named(session, delivery.messageId());
        try {
            message.setFrom(new InternetAddress(from, parcel.office(), StandardCharsets.UTF_8.name()));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK knows UTF-8", e);
        }
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(now));
        // Asks the recipient's mail program for a receipt (RFC 8098); Direct answers it without being asked.
        message.setHeader("Disposition-Notification-To", from);
        message.setDataHandler(content.getDataHandler());
        message.setHeader("Content-Type", content.getContentType());
        String[] encoding = content.getHeader("Content-Transfer-Encoding");
        if (encoding != null) {
            message.setHeader("Content-Transfer-Encoding", encoding[0]);
        }
        String[] disposition = content.getHeader("Content-Disposition");
        if (disposition != null) {
            message.setHeader("Content-Disposition", disposition[0]);
        }
        message.saveChanges();
        return message;
    }

    /** The packet with a word around it. @param words empty for none */
    static MimeBodyPart content(Parcel parcel, String words) throws MessagingException {
        MimeMultipart parts = new MimeMultipart("mixed");
        if (!words.isEmpty()) {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(words, StandardCharsets.UTF_8.name());
            parts.addBodyPart(text);
        }
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(new PacketSource(parcel.packet())));
        file.setHeader("Content-Type", "application/pdf; name=\"records.pdf\"");
        file.setHeader("Content-Transfer-Encoding", "base64");
        file.setDisposition(Part.ATTACHMENT);
        file.setFileName("records.pdf");
        parts.addBodyPart(file);
        MimeBodyPart whole = new MimeBodyPart();
        whole.setContent(parts);
        return whole;
    }

    /** Bytes as they are kept; never in memory as a whole. */
    private record PacketSource(Parcel.Bytes bytes) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return bytes.open();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("a packet is only read");
        }

        @Override
        public String getContentType() {
            return "application/pdf";
        }

        @Override
        public String getName() {
            return "records.pdf";
        }
    }

    /** Keeps its name however often it is made: who gets it twice sees that it is one. */
    private static final class Named extends MimeMessage {
        private final String name;

        Named(Session session, String name) {
            super(session);
            this.name = name;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }
}
