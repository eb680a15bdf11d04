package org.chartroom.api.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How packets of the release desk leave by mail and fax. */
public record DeliveryConfig(Mail mail, Fax fax) {
    public DeliveryConfig {
        if (!fax.gateway().isEmpty() && !fax.host().isEmpty()) {
            throw new IllegalArgumentException(
                    "delivery.fax has a gateway and a host; leave one of them empty, faxes go one way");
        }
        if (!fax.gateway().isEmpty() && !mail.isOn()) {
            throw new IllegalArgumentException(
                    "delivery.fax.gateway needs delivery.mail.host: the gateway is reached by mail");
        }
        if (!fax.gateway().isEmpty() && mail.tls() == Tls.NONE && !mail.isHere()) {
            throw new IllegalArgumentException(
                    "delivery.fax.gateway needs delivery.mail.tls STARTTLS or IMPLICIT: what goes to a gateway is not encrypted by itself");
        }
    }

    /** What protects the line to the mail server. */
    public enum Tls {
        STARTTLS,
        /** From the first byte. */
        IMPLICIT,
        NONE
    }

    /**
     * Mail.
     *
     * @param host empty when none leaves
     * @param user empty when the server asks for no sign-in
     * @param from the office's address
     * @param keyStore PKCS #12 file with the key that signs; empty when host is
     * @param certificates folder with recipients' certificates; empty for none
     * @param trust PEM file with what the server's certificate is trusted by; empty for what the machine trusts
     * @param retryMinutes to the second try and the next ones; one more than they are is the number of tries
     */
    public record Mail(
            String host,
            int port,
            Tls tls,
            String user,
            String password,
            String from,
            String keyStore,
            String keyStorePassword,
            String certificates,
            String trust,
            List<Integer> retryMinutes) {
        public Mail {
            retryMinutes = List.copyOf(retryMinutes);
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("delivery.mail.port must be within 1..65535");
            }
            if (retryMinutes.stream().anyMatch(minutes -> minutes < 0)) {
                throw new IllegalArgumentException("delivery.mail.retryMinutes are 0 or more");
            }
            if (!host.isEmpty() && !from.matches("[^@\\s<>]+@[^@\\s<>]+")) {
                throw new IllegalArgumentException(
                        "delivery.mail.from must be the office's address, such as records@practice.example");
            }
        }

        /** Whether mail leaves at all. */
        public boolean isOn() {
            return !host.isEmpty();
        }

        /** Whether the server is on this machine. */
        boolean isHere() {
            return Hosts.isHere(host);
        }

        /** How long to wait after that many tries; a negative time when it is given up. */
        public Duration after(int tries) {
            return tries > retryMinutes.size()
                    ? Duration.ofSeconds(-1)
                    : Duration.ofMinutes(retryMinutes.get(tries - 1));
        }

        private Mail startingAt(Path base) {
            return new Mail(
                    host,
                    port,
                    tls,
                    user,
                    password,
                    from,
                    at(base, keyStore),
                    keyStorePassword,
                    at(base, certificates),
                    at(base, trust),
                    retryMinutes);
        }

        private static String at(Path base, String file) {
            return file.isEmpty() ? "" : base.resolve(file).normalize().toString();
        }

        @Override
        public String toString() {
            return "Mail[host=" + host + ", port=" + port + ", tls=" + tls + ", from=" + from + "]";
        }
    }

    /**
     * Faxes: by a gateway that takes mail, or by HylaFAX.
     *
     * @param gateway address with {@code {number}} in it; empty for none
     * @param host of hfaxd; empty for none
     * @param prefix before a number
     */
    public record Fax(String gateway, String host, int port, String user, String password, String prefix) {
        public Fax {
            if (!gateway.isEmpty() && !gateway.matches("[^@\\s<>]*\\{number}[^@\\s<>]*@[^@\\s<>]+")) {
                throw new IllegalArgumentException(
                        "delivery.fax.gateway must be an address with {number} before the @, such as {number}@fax.example");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("delivery.fax.port must be within 1..65535");
            }
            if (!prefix.matches("[0-9]*")) {
                throw new IllegalArgumentException("delivery.fax.prefix is digits");
            }
        }

        @Override
        public String toString() {
            return "Fax[gateway=" + gateway + ", host=" + host + ", port=" + port + "]";
        }
    }

    /** The same with relative paths starting at {@code base}. */
    public DeliveryConfig startingAt(Path base) {
        return new DeliveryConfig(mail.startingAt(base), fax);
    }
}
