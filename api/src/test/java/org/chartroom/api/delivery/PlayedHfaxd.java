package org.chartroom.api.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Plays hfaxd, as far as jobs need it: no HylaFAX runs here. */
public final class PlayedHfaxd implements AutoCloseable {
    /** What it does on a line. */
    public enum Mood {
        TAKES,
        /** Takes it, and lets the other side wait before the greeting and before the answer to the job. */
        SLOW,
        /** 4xx to the new job. */
        LATER,
        /** 5xx to the new job. */
        NEVER,
        /** The line is cut before there is a job. */
        CUT_BEFORE_THE_JOB,
        /** The job is submitted, and the line is cut before the answer. */
        TAKES_AND_IS_CUT
    }

    /**
     * A file that came whole.
     *
     * @param dialled by the job that was submitted with it; empty where none was
     * @param at when the job was submitted, or when the file was there
     */
    public record Fax(byte[] bytes, String dialled, Instant at) {}

    private static final int SLOW_MS = 1_500;

    private final ServerSocket door = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    private final AtomicInteger numbers = new AtomicInteger(6);
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> jobs = new ConcurrentHashMap<>();
    private final List<Fax> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private volatile Supplier<Mood> moods = () -> Mood.TAKES;
    private volatile Supplier<String> states = () -> "PENDING";
    private volatile Runnable onSubmit = () -> {};

    public PlayedHfaxd() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** In another mood on each new line. */
    public void draws(Supplier<Mood> each) {
        moods = each;
    }

    /** In which state each job is said to be when somebody asks. */
    public void says(Supplier<String> state) {
        states = state;
    }

    /** Done when a job is submitted, before that is answered. */
    public void onSubmit(Runnable deed) {
        onSubmit = deed;
    }

    /** All files and all jobs, first first. */
    public List<Fax> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** The jobs that were submitted, first first. */
    public List<Fax> jobs() {
        return seen().stream().filter(each -> !each.dialled().isEmpty()).toList();
    }

    /** Every command, first first. */
    public List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    private void serve() {
        try {
            while (true) {
                Socket line = door.accept();
                Mood mood = moods.get();
                Thread.ofVirtual().start(() -> new Line(line, mood).play());
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private final class Line {
        private final Socket socket;
        private final Mood mood;
        private String dial = "";
        private String file = "";
        private String job = "";

        Line(Socket socket, Mood mood) {
            this.socket = socket;
            this.mood = mood;
        }

        void play() {
            try (socket;
                    ServerSocket data = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                if (mood == Mood.SLOW) {
                    Thread.sleep(SLOW_MS);
                }
                say("130 Warning, no inactivity timeout.\r\n220 played server ready.");
                for (String command = in.readLine(); command != null; command = in.readLine()) {
                    heard.add(command);
                    if (command.equals("JNEW") && mood == Mood.CUT_BEFORE_THE_JOB) {
                        return;
                    }
                    if (command.equals("STOT")) {
                        store(data);
                    } else if (command.equals("JSUBM")) {
                        submit();
                        if (mood == Mood.TAKES_AND_IS_CUT) {
                            return;
                        }
                        say("200 Job " + job + " submitted.");
                    } else {
                        say(answer(command, data.getLocalPort()));
                    }
                }
            } catch (IOException e) {
                // Closed on the other side.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void store(ServerSocket data) throws IOException {
            String name = "/tmp/doc" + numbers.incrementAndGet() + ".pdf";
            say("150 FILE: " + name + " (Opening new data connection).");
            try (Socket from = data.accept()) {
                byte[] bytes = from.getInputStream().readAllBytes();
                files.put(name, bytes);
                seen.add(new Fax(bytes, "", Clock.systemUTC().instant()));
            }
            say("226 Transfer complete (FILE: " + name + ").");
        }

        private void submit() throws InterruptedException {
            jobs.put(job, dial);
            byte[] bytes = files.getOrDefault(file, new byte[0]);
            Fax submitted = new Fax(bytes, dial, Clock.systemUTC().instant());
            onSubmit.run();
            seen.add(submitted);
            if (mood == Mood.SLOW) {
                Thread.sleep(SLOW_MS);
            }
        }

        private String answer(String command, int port) {
            if (command.startsWith("JPARM DIALSTRING \"")) {
                dial = command.substring("JPARM DIALSTRING \"".length(), command.length() - 1);
            } else if (command.startsWith("JPARM DOCUMENT ")) {
                file = command.substring("JPARM DOCUMENT ".length());
            } else if (command.startsWith("JOB ")) {
                job = command.substring("JOB ".length());
                return jobs.containsKey(job) ? "200 Current job: " + job + "." : "500 Job not found.";
            }
            return switch (command) {
                case "USER office" -> "331 Password required for office.";
                case "PASS secret" -> "230 User office logged in.";
                case "TYPE I" -> "200 Type set to Image.";
                case "PASV" -> "227 Entering passive mode (127,0,0,1," + port / 256 + "," + port % 256 + ")";
                case "JNEW" -> newJob();
                case "JPARM STATE" -> "213 " + states.get();
                case "JPARM STATUS" -> "213 no answer from the other side";
                case "JPARM NPAGES", "JPARM TOTPAGES" -> "213 2";
                case "JPARM DIALSTRING" -> "213 " + jobs.getOrDefault(job, "");
                default ->
                    command.startsWith("JPARM ")
                            ? "213 Set."
                            : command.startsWith("PASS") ? "530 Login incorrect." : "500 Command not recognized.";
            };
        }

        private String newJob() {
            return switch (mood) {
                case LATER -> "421 The queue is full, come again.";
                case NEVER -> "550 No jobs for you.";
                case TAKES, SLOW, CUT_BEFORE_THE_JOB, TAKES_AND_IS_CUT -> {
                    job = Integer.toString(numbers.incrementAndGet());
                    yield "200 New job created: jobid: " + job + " groupid: " + job + ".";
                }
            };
        }

        private void say(String reply) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
