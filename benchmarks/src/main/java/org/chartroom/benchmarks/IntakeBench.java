package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.chartroom.api.cli.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long uploads take until they are answered, that is durable, beside bare writes of the same bytes by as many at once
 * on the same disk in the same run. Bare writes are timed before and after the uploads, so that a disk that becomes
 * slower does not look like a server that became faster.
 */
@Command(name = "intake", description = "Durable uploads by many at once.", mixinStandardHelpOptions = true)
final class IntakeBench implements Callable<Integer> {
    private static final int MOST_BATCHES = 20;
    private static final double CLEARLY_FASTER = 0.97;

    private final Home home;
    private final Clock clock;
    private final RandomGenerator random;

    @Option(names = "--clients", description = "Uploads at once; ${DEFAULT-VALUE} by default.")
    private int clients = 32;

    @Option(names = "--uploads", description = "Uploads that are timed; ${DEFAULT-VALUE} by default.")
    private int uploads = 2_000;

    @Option(
            names = "--warm-up",
            description =
                    "Uploads before that, as many more as it takes until the median falls no further, but not more"
                            + " than twenty times this; ${DEFAULT-VALUE} by default.")
    private int warmUp = 4_000;

    @Option(names = "--bytes", description = "Size of each file; ${DEFAULT-VALUE} by default.")
    private int bytes = 200_000;

    @Option(
            names = "--workers",
            description = "Worker processes that read what comes in meanwhile; ${DEFAULT-VALUE} by default.")
    private int workers;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    IntakeBench(Home home, Clock clock, RandomGenerator random) {
        this.home = home;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (clients < 1 || uploads < 1 || warmUp < 0 || bytes < Integer.BYTES) {
            throw new IOException("--clients and --uploads must be 1 or more, --bytes 4 or more");
        }
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        try (Scratch scratch = Scratch.make(home);
                RunningServer server =
                        RunningServer.start(home, scratch.folder().resolve("data"), workers);
                UploadConnections connections = server.connections()) {
            BareWrites bare = new BareWrites(scratch.folder().resolve("bare"));
            int warmedUp = warmUp(connections, content);
            Clients.run(clients, clients * 4, number -> bare.write("w" + number, numbered(content, number)));
            Clients.Outcome before = Clients.run(
                    clients, uploads / 2 + 1, number -> bare.write("b" + number, numbered(content, number)));
            Clients.Outcome uploaded =
                    Clients.run(clients, uploads, number -> upload(connections, "u", number, content));
            Clients.Outcome after = Clients.run(
                    clients, uploads / 2 + 1, number -> bare.write("a" + number, numbered(content, number)));
            out.line(part("bare writes before", before));
            out.line(part("uploads", uploaded));
            out.line(part("bare writes after", after));
            double bareP50 = (before.timings().ms(0.5) + after.timings().ms(0.5)) / 2;
            double bareP99 = (before.timings().ms(0.99) + after.timings().ms(0.99)) / 2;
            out.line(JsonOut.object()
                    .put("bench", "intake")
                    .put("at", clock.instant().toString())
                    .put("clients", clients)
                    .put("uploads", uploads)
                    .put("warmUp", warmedUp)
                    .put("bytes", bytes)
                    .put("workers", workers)
                    .put("failed", uploaded.failed())
                    .put("p50Ms", uploaded.timings().ms(0.5))
                    .put("p99Ms", uploaded.timings().ms(0.99))
                    .put("bareP50Ms", JsonOut.rounded(bareP50, 3))
                    .put("bareP99Ms", JsonOut.rounded(bareP99, 3))
                    .put("p50Ratio", JsonOut.rounded(uploaded.timings().ms(0.5) / bareP50, 2))
                    .put("p99Ratio", JsonOut.rounded(uploaded.timings().ms(0.99) / bareP99, 2))
                    .put("uploadsPerSecond", JsonOut.rounded(uploads / uploaded.seconds(), 1))
                    .put("serverStartSeconds", JsonOut.rounded(server.startSeconds(), 2)));
            return uploaded.failed() == 0 ? 0 : 1;
        }
    }

    /** Uploads in batches until two in a row are not clearly faster than the fastest before; gives how many it took. */
    private int warmUp(UploadConnections connections, byte[] content) throws IOException, InterruptedException {
        double fastest = Double.MAX_VALUE;
        int steady = 0;
        int batch = 0;
        while (warmUp > 0 && batch < MOST_BATCHES && steady < 2) {
            String series = "w" + batch++ + "-";
            double median = Clients.run(clients, warmUp, number -> upload(connections, series, number, content))
                    .timings()
                    .ms(0.5);
            steady = median < fastest * CLEARLY_FASTER ? 0 : steady + 1;
            fastest = Math.min(fastest, median);
        }
        return batch * warmUp;
    }

    private static void upload(UploadConnections connections, String series, int number, byte[] content)
            throws IOException {
        String name = series + number;
        connections.upload("scan", name + ".bin", name, numbered(content, number));
    }

    /** The content, different for each number: a store that knows bytes it has already would have less to do. */
    private static byte[] numbered(byte[] content, int number) {
        byte[] copy = content.clone();
        ByteBuffer.wrap(copy).putInt(number);
        return copy;
    }

    private static ObjectNode part(String what, Clients.Outcome outcome) {
        return JsonOut.object()
                .put("part", what)
                .put("count", outcome.timings().count())
                .put("failed", outcome.failed())
                .put("p50Ms", outcome.timings().ms(0.5))
                .put("p90Ms", outcome.timings().ms(0.9))
                .put("p99Ms", outcome.timings().ms(0.99))
                .put("maxMs", outcome.timings().ms(1));
    }
}
