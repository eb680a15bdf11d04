package org.chartroom.api.kill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * The line between a worker and whichever server there is. It hears when a result is handed in, and can swallow the
 * server's answer to it, which is what a server that dies just after its commit does.
 */
final class Line implements AutoCloseable {
    private static final int CHUNK = 16_384;

    private final ServerSocket door;
    private final Semaphore handedIn = new Semaphore(0);
    private final Semaphore answered = new Semaphore(0);
    private volatile int port;
    private volatile boolean swallowing;

    private Line(ServerSocket door, int port) {
        this.door = door;
        this.port = port;
    }

    static Line to(ServerProcess server) throws IOException {
        Line line = new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server.port());
        Thread.ofVirtual().name("line").start(line::accept);
        return line;
    }

    /** Where the worker should believe the server to be. */
    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Leads to another server from now on. */
    void turnTo(ServerProcess server) {
        swallowing = false;
        port = server.port();
    }

    /** Told once for each result that is on its way to the server. */
    Semaphore handedIn() {
        handedIn.drainPermits();
        return handedIn;
    }

    /** From now on no answer to a result comes through; told once for each that did not. */
    Semaphore swallowAnswers() {
        answered.drainPermits();
        swallowing = true;
        return answered;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket worker = door.accept();
                Thread.ofVirtual().name("line-call").start(() -> call(worker));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void call(Socket worker) {
        try (worker;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Call call = new Call();
            Thread back = Thread.ofVirtual().start(() -> call.backward(server, worker));
            call.forward(worker, server);
            back.join();
        } catch (IOException e) {
            // The server is away: the worker sees its connection closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection. */
    private final class Call {
        private volatile boolean result;

        /** A request's head comes in one piece from the worker's HTTP client. */
        void forward(Socket from, Socket to) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    String start = new String(chunk, 0, Math.min(count, 200), StandardCharsets.ISO_8859_1);
                    if (start.startsWith("POST ") || start.startsWith("GET ") || start.startsWith("PUT ")) {
                        result = start.contains("/result HTTP/1.1");
                    }
                    out.write(chunk, 0, count);
                    out.flush();
                    if (result) {
                        handedIn.release();
                    }
                }
            } catch (IOException e) {
                // One of them is gone.
            }
            closeBoth(from, to);
        }

        void backward(Socket from, Socket to) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    if (result && swallowing) {
                        answered.release();
                        continue;
                    }
                    out.write(chunk, 0, count);
                    out.flush();
                }
            } catch (IOException e) {
                // One of them is gone.
            }
            closeBoth(from, to);
        }

        private void closeBoth(Socket one, Socket other) {
            try {
                one.close();
                other.close();
            } catch (IOException e) {
                // Closed is closed.
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
