package org.chartroom.api.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.api.config.DeliveryConfig;

/** A line to hfaxd: FTP's commands and replies (RFC 959) with those for jobs. */
final class HfaxdLine implements AutoCloseable {
    private static final Pattern HOST_AND_PORT = Pattern.compile("\\((\\d+),(\\d+),(\\d+),(\\d+),(\\d+),(\\d+)\\)");
    private static final Pattern STORED = Pattern.compile("FILE:\\s*(\\S+)");
    private static final Pattern JOB = Pattern.compile("jobid:\\s*([A-Za-z0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 4_096;

    private final Socket socket;
    private final BufferedReader replies;
    private final int answerMs;

    private HfaxdLine(Socket socket, int answerMs) throws IOException {
        this.socket = socket;
        this.answerMs = answerMs;
        this.replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** The server said no. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean forNow;

        RefusedException(String reply) {
            super(reply);
            this.forNow = reply.startsWith("4");
        }

        boolean isForNow() {
            return forNow;
        }
    }

    /** Opens a line and signs in. */
    static HfaxdLine open(DeliveryConfig.Fax fax, int connectMs, int answerMs) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(fax.host(), fax.port()), connectMs);
            socket.setSoTimeout(answerMs);
            HfaxdLine line = new HfaxdLine(socket, answerMs);
            String greeting = line.reply();
            while (greeting.startsWith("1")) {
                greeting = line.reply();
            }
            String user = line.say("USER " + (fax.user().isEmpty() ? "chartroom" : fax.user()));
            if (user.startsWith("331")) {
                line.say("PASS " + fax.password());
            }
            line.say("TYPE I");
            return line;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The last line of a reply; refusals are exceptions. */
    private String reply() throws IOException {
        String line = line();
        if (line.length() > 3 && line.charAt(3) == '-') {
            String end = line.substring(0, 3) + " ";
            while (!line.startsWith(end)) {
                line = line();
            }
        }
        if (line.isEmpty() || line.charAt(0) >= '4') {
            throw new RefusedException(line);
        }
        return line;
    }

    private String line() throws IOException {
        String line = replies.readLine();
        if (line == null) {
            throw new IOException("the line was closed");
        }
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** Says a command, and gives what is answered. */
    String say(String command) throws IOException {
        if (command.indexOf('\r') >= 0 || command.indexOf('\n') >= 0) {
            throw new IOException("a command is one line");
        }
        OutputStream out = socket.getOutputStream();
        out.write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return reply();
    }

    /** Sets a parameter of the job. */
    void set(String name, String value) throws IOException {
        say("JPARM " + name + " \"" + value.replace("\"", "") + "\"");
    }

    /** A parameter of the job. */
    String ask(String name) throws IOException {
        String reply = say("JPARM " + name);
        return reply.length() > 4 ? reply.substring(4).strip() : "";
    }

    /** Makes a new job, and gives its number. */
    String job() throws IOException {
        return found(JOB, say("JNEW"));
    }

    /** Stores a file with the server, and gives its name there. */
    String store(Parcel.Bytes bytes) throws IOException {
        Matcher where = HOST_AND_PORT.matcher(say("PASV"));
        if (!where.find()) {
            throw new IOException("the fax server names no port for the file");
        }
        int port = Integer.parseInt(where.group(5)) * 256 + Integer.parseInt(where.group(6));
        String name;
        try (Socket data = new Socket()) {
            // The host it names is often one behind a gateway; the file goes where the line goes.
            data.connect(new InetSocketAddress(socket.getInetAddress(), port), answerMs);
            name = found(STORED, say("STOT"));
            try (InputStream in = bytes.open()) {
                in.transferTo(data.getOutputStream());
            }
        }
        reply();
        return name;
    }

    private static String found(Pattern pattern, String reply) throws IOException {
        Matcher matcher = pattern.matcher(reply);
        if (!matcher.find()) {
            throw new IOException("the fax server answered what is not understood: " + reply);
        }
        return matcher.group(1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
