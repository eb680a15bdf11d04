package org.chartroom.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Uploads over plain sockets that stay open. Where clients and server share two cores, what a client library does for
 * itself would be measured as the server's time. Safe for use by many threads; each upload has a connection to itself.
 */
final class UploadConnections implements AutoCloseable {
    private final URI url;
    private final String token;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    /** @param url a server that speaks plain HTTP */
    UploadConnections(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Sends a file; an exception when it was not kept. */
    void upload(String kind, String name, String key, byte[] bytes) throws IOException {
        Connection kept = idle.poll();
        Connection connection = kept == null
                ? new Connection(SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort())))
                : kept;
        boolean usable = false;
        try {
            int status = connection.post(kind, name, key, bytes);
            usable = true;
            if (status != 201) {
                throw new IOException("the upload was answered " + status);
            }
        } finally {
            if (usable) {
                idle.add(connection);
            } else {
                connection.channel.close();
            }
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final InputStream in;
        private ByteBuffer request = ByteBuffer.allocateDirect(0);

        Connection(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            in = new BufferedInputStream(channel.socket().getInputStream());
        }

        int post(String kind, String name, String key, byte[] bytes) throws IOException {
            byte[] head = ("POST /api/v1/arrivals?as=" + kind + "&name=" + name + " HTTP/1.1\r\n"
                            + "Host: " + url.getAuthority() + "\r\n"
                            + "Authorization: Bearer " + token + "\r\n"
                            + "Idempotency-Key: " + key + "\r\n"
                            + "Content-Type: application/octet-stream\r\n"
                            + "Content-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            if (request.capacity() < head.length + bytes.length) {
                request = ByteBuffer.allocateDirect(head.length + bytes.length + 64);
            }
            request.clear().put(head).put(bytes).flip();
            while (request.hasRemaining()) {
                channel.write(request);
            }
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            int length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String header = line.toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).strip());
                }
                chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
            }
            if (chunked) {
                int chunk;
                do {
                    chunk = Integer.parseInt(line(), 16);
                    in.skipNBytes(chunk);
                    line();
                } while (chunk > 0);
            } else {
                in.skipNBytes(length);
            }
            return status;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the server closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.channel.close();
        }
    }
}
