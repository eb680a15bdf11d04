package org.chartroom.api.delivery;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.chartroom.api.config.DeliveryConfig;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Hands one message to the office's mail server. Until the line that ends the message has left, the server has taken nothing (RFC 5321,
 * 4.1.1.4); after it only the server's answer tells.
 */
final class SmtpLine {
    private static final String CONNECT_MS = "20000";

    /** The server may look through the whole message before it answers (RFC 5321, 4.5.3.2.6 asks for ten minutes). */
    private static final String ANSWER_MS = "600000";

    private final DeliveryConfig.Mail mail;
    private final Session session;

    /** @throws IllegalArgumentException when the certificate to trust cannot be read; the message is for people */
    SmtpLine(DeliveryConfig.Mail mail) {
        this.mail = mail;
        Properties line = new Properties();
        line.put("mail.smtp.host", mail.host());
        line.put("mail.smtp.from", mail.from());
        line.put("mail.smtp.auth", Boolean.toString(!mail.user().isEmpty()));
        line.put("mail.smtp.connectiontimeout", CONNECT_MS);
        line.put("mail.smtp.timeout", ANSWER_MS);
        line.put("mail.smtp.writetimeout", ANSWER_MS);
        line.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        line.put("mail.smtp.ssl.checkserveridentity", "true");
        line.put("mail.smtp.ssl.enable", Boolean.toString(mail.tls() == DeliveryConfig.Tls.IMPLICIT));
        line.put("mail.smtp.starttls.enable", Boolean.toString(mail.tls() == DeliveryConfig.Tls.STARTTLS));
        line.put("mail.smtp.starttls.required", Boolean.toString(mail.tls() == DeliveryConfig.Tls.STARTTLS));
        // Where the server can, it tells the office when it gives up, and when the recipient's server took it.
        line.put("mail.smtp.dsn.notify", "SUCCESS,FAILURE,DELAY");
        line.put("mail.smtp.dsn.ret", "HDRS");
        if (!mail.trust().isEmpty()) {
            line.put("mail.smtp.ssl.socketFactory", trusting(Path.of(mail.trust())));
        }
        this.session = Session.getInstance(line);
    }

    private static SSLSocketFactory trusting(Path file) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            List<X509Certificate> all = Certificates.in(file);
            for (int i = 0; i < all.size(); i++) {
                trusted.setCertificateEntry("trusted-" + i, all.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("delivery.mail.trust " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** For making messages. */
    Session session() {
        return session;
    }

    /** Hands it over, once, if it may leave when the line is open and still when all but its end has left. */
    Handed send(Message message, InternetAddress to, Parcel.Leave leave) {
        try (Line line = new Line(session, leave)) {
            try {
                line.connect(
                        mail.host(),
                        mail.port(),
                        mail.user().isEmpty() ? null : mail.user(),
                        mail.user().isEmpty() ? null : mail.password());
            } catch (AuthenticationFailedException e) {
                return new Handed.Refused(true, "The mail server does not let the office sign in: " + words(e));
            } catch (MessagingException e) {
                return new Handed.Refused(true, "There is no line to the mail server as it is asked for: " + words(e));
            }
            Optional<String> against = leave.against();
            return against.isPresent() ? Handed.Refused.takenBack(against.get()) : handed(line, message, to);
        }
    }

    private static Handed handed(Line line, Message message, InternetAddress to) {
        try {
            line.sendMessage(message, new Address[] {to});
            return new Handed.Taken("", line.answer);
        } catch (MessagingException | RuntimeException e) {
            if (line.taken) {
                return new Handed.Taken("", line.answer);
            }
            if (line.against.isPresent()) {
                return Handed.Refused.takenBack(line.against.get());
            }
            Optional<Integer> code = code(e);
            if (!line.ended) {
                return new Handed.Refused(
                        code.filter(each -> each >= 500).isEmpty(), "The mail server took nothing: " + words(e));
            }
            // What came instead of an answer is no code.
            return code.filter(each -> each >= 400)
                    .<Handed>map(each -> new Handed.Refused(each < 500, "The mail server refused it: " + words(e)))
                    .orElseGet(
                            () -> new Handed.Unknown(
                                    "The line to the mail server was lost after the whole message had left, before the server answered."));
        }
    }

    /** The server's refusal, wherever it is in the chain. */
    private static Optional<Integer> code(Exception e) {
        for (Exception each = e; each instanceof MessagingException next; each = next.getNextException()) {
            int code = switch (each) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException command -> command.getReturnCode();
                default -> -1;
            };
            if (code > 0) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    private static String words(Exception e) {
        Exception last = e;
        while (last instanceof MessagingException next && next.getNextException() != null) {
            last = next.getNextException();
        }
        String words = String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ");
        return words.length() > 300 ? words.substring(0, 300) : words;
    }

    /** A line that knows how far it came. */
    private static final class Line extends SMTPTransport {
        private final Parcel.Leave leave;
        private Optional<String> against = Optional.empty();
        private boolean ended;
        private boolean taken;
        private String answer = "";

        Line(Session session, Parcel.Leave leave) {
            super(session, new URLName("smtp", null, -1, null, null, null));
            this.leave = leave;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            against = leave.against();
            if (against.isPresent()) {
                // Makes the transport drop the line, so that the server takes nothing.
                throw new IOException("taken back");
            }
            ended = true;
            super.finishData();
            taken = true;
            answer = String.valueOf(getLastServerResponse()).strip();
        }

        /** Whether it ends with a goodbye changes nothing. */
        @Override
        public synchronized void close() {
            try {
                super.close();
            } catch (MessagingException e) {
                return;
            }
        }
    }
}
