package org.chartroom.api.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.chartroom.api.OwnerOnly;

/**
 * A certificate made on this machine, for trying things out on a phone: browsers warn about it once.
 *
 * @param keyStore PKCS #12 file with key and certificate
 * @param password opens it; in a file beside it that only its owner can read
 */
record OwnCertificate(Path keyStore, String password) {
    /** The one in the folder, made when missing with the keytool that comes with Java. */
    static OwnCertificate in(Path folder) throws IOException, InterruptedException {
        Path keyStore = folder.resolve("demo-key.p12");
        Path secret = folder.resolve("demo-key.password");
        if (!Files.isRegularFile(keyStore) || !Files.isRegularFile(secret)) {
            make(folder, keyStore, secret);
        }
        return new OwnCertificate(keyStore, Files.readString(secret).strip());
    }

    private static void make(Path folder, Path keyStore, Path secret) throws IOException, InterruptedException {
        byte[] random = new byte[24];
        new java.security.SecureRandom().nextBytes(random);
        OwnerOnly.write(secret, java.util.HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
        Path part = folder.resolve("demo-key.part");
        Files.deleteIfExists(part);
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "chartroom",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "365",
                        "-dname",
                        "CN=Chartroom demonstration",
                        "-ext",
                        "SAN=" + names(),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        part.toString(),
                        "-storepass:file",
                        secret.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new CommandFailed("Java's keytool could not make a certificate: start without --tls");
        }
        Files.move(part, keyStore, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Under which names and addresses this machine may be reached. */
    private static String names() throws IOException {
        TreeSet<String> names = new TreeSet<>(List.of("dns:localhost", "ip:127.0.0.1"));
        try {
            String host = InetAddress.getLocalHost().getHostName();
            if (host.matches("[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)*")) {
                names.add("dns:" + host);
            }
        } catch (UnknownHostException e) {
            names.add("dns:localhost");
        }
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (address instanceof java.net.Inet4Address) {
                    names.add("ip:" + address.getHostAddress());
                }
            }
        }
        return String.join(",", names);
    }
}
