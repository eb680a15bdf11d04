package org.chartroom.benchmarks.search;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's full text search on the same notes: a cluster of its own in a temporary folder that listens on a socket in that
 * folder only, driven by {@code psql}, whose own timing is taken. Stopped and removed when closed.
 */
public final class Postgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Pattern TIME = Pattern.compile("^Time: ([0-9.]+) ms.*");
    private static final String USER = "postgres";
    private static final String TIMING = "\\timing on\n";
    /** How long one question is asked at most. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Path bin;
    private final Path folder;
    private final List<String> as;

    private Postgres(Path bin, Path folder, List<String> as) {
        this.bin = bin;
        this.folder = folder;
        this.as = as;
    }

    /**
     * How long a question was answered each time.
     *
     * @param ids ns, the numbers of the best notes alone
     * @param shown ns, with what a page of results shows beside them: how many match, and of each note a piece with the words marked
     *     ({@code ts_headline})
     */
    public record Answered(List<Long> ids, List<Long> shown, long matches) {
        /** Copies. */
        public Answered {
            ids = List.copyOf(ids);
            shown = List.copyOf(shown);
        }
    }

    /**
     * Starts one; empty when no server is installed.
     *
     * @param parent of its folder: the server's own user must get there, and the path of its socket be short
     */
    public static Optional<Postgres> start(Path parent) throws IOException {
        Optional<Path> bin = bin();
        if (bin.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory(parent, "chartroom-postgres-");
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> as = root ? List.of("runuser", "-u", USER, "--") : List.of();
        if (root) {
            run(List.of("chown", USER, folder.toString()));
        }
        Postgres server = new Postgres(bin.get(), folder, as);
        server.command("initdb", "-D", server.data(), "-A", "trust", "-U", USER, "-E", "UTF8", "--no-locale", "-N");
        server.command(
                "pg_ctl",
                "-D",
                server.data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-k " + folder + " -c listen_addresses= -c shared_buffers=1GB -c maintenance_work_mem=512MB"
                        + " -c work_mem=64MB -c synchronous_commit=off -c max_wal_size=4GB",
                "start");
        return Optional.of(server);
    }

    private static Optional<Path> bin() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(each -> Files.isExecutable(each.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void command(String program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(as);
        line.add(bin.resolve(program).toString());
        line.addAll(List.of(arguments));
        run(line);
    }

    private static void run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(line + " ended with " + code);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Process psql() throws IOException {
        List<String> line = new ArrayList<>(as);
        line.addAll(List.of(
                bin.resolve("psql").toString(),
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                folder.toString(),
                "-U",
                USER,
                USER));
        return new ProcessBuilder(line)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private interface Script {
        void write(BufferedWriter out) throws IOException;
    }

    private List<String> script(Script script) throws IOException {
        Process process = psql();
        List<String> lines = new ArrayList<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException("psql's output ended", e);
            }
        });
        try (BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8))) {
            script.write(out);
        }
        try {
            reader.join();
            if (process.waitFor() != 0) {
                throw new IOException("psql failed: " + (lines.isEmpty() ? "" : lines.getLast()));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return lines;
    }

    /** Takes the notes in and indexes them (a stored text search vector, GIN). */
    public void load(int count, IntFunction<String> text, IntFunction<Integer> patient) throws IOException {
        script(out -> {
            out.write("CREATE TABLE notes (id int, patient int, body text);\nCOPY notes FROM STDIN;\n");
            for (int i = 0; i < count; i++) {
                String body = text.apply(i)
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n");
                out.write(i + "\t" + patient.apply(i) + "\t" + body + "\n");
            }
            out.write("\\.\n");
            out.write(
                    "ALTER TABLE notes ADD tsv tsvector GENERATED ALWAYS AS (to_tsvector('english', body)) STORED;\n");
            out.write("CREATE INDEX notes_tsv ON notes USING gin (tsv);\n");
            out.write("CREATE INDEX notes_patient ON notes (patient);\nVACUUM ANALYZE notes;\n");
        });
    }

    /**
     * Asks for the best twenty in both ways, many times, but for no longer than {@link #LONGEST} each, and three times at least.
     *
     * @param query SQL for a tsquery
     * @param limit further conditions, or nothing
     */
    public Answered ask(String query, String limit, int rounds) throws IOException {
        String from = " FROM notes, " + query + " q WHERE tsv @@ q" + limit;
        String ranked = " ORDER BY ts_rank(tsv, q) DESC LIMIT 20";
        List<String> counted = script(out -> out.write("SELECT count(*)" + from + ";\n"));
        List<Long> ids = timed("SELECT id" + from + ranked + ";\n", rounds);
        List<Long> shown = timed(
                "SELECT id, found, ts_headline('english', body, q) FROM (SELECT id, body, q, count(*) OVER () AS found"
                        + from + ranked + ") best;\n",
                rounds);
        return new Answered(ids, shown, Long.parseLong(counted.getFirst().strip()));
    }

    private List<Long> timed(String select, int rounds) throws IOException {
        List<String> first = script(out -> out.write(select + TIMING + select));
        long once = Math.max(1, times(first).getLast());
        long often = Math.clamp(LONGEST.toNanos() / once, 3, Math.max(3, rounds));
        return times(script(out -> {
            out.write(TIMING);
            for (int i = 0; i < often; i++) {
                out.write(select);
            }
        }));
    }

    private static List<Long> times(List<String> lines) {
        List<Long> nanos = new ArrayList<>();
        for (String line : lines) {
            Matcher time = TIME.matcher(line);
            if (time.matches()) {
                nanos.add((long) (Double.parseDouble(time.group(1)) * 1_000_000));
            }
        }
        return nanos;
    }

    /** Numbers of all that match. */
    public Set<Integer> matches(String query) throws IOException {
        Set<Integer> ids = new TreeSet<>();
        script(out -> out.write("SELECT id FROM notes WHERE tsv @@ " + query + ";\n"))
                .forEach(line -> ids.add(Integer.parseInt(line.strip())));
        return ids;
    }

    @Override
    public void close() throws IOException {
        command("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        run(List.of("rm", "-rf", folder.toString()));
    }
}
