package org.chartroom.api.reader;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What can go wrong in a reader, done on purpose. Obeyed only in a process started with
 * {@code -Dchartroom.reader.misbehave=true}, which nothing but tests does.
 */
final class Misbehaviour {
    static final String SWITCH = "chartroom.reader.misbehave";

    private Misbehaviour() {}

    static void act(String how, ReaderMain.Mouth mouth) throws IOException {
        if (!Boolean.getBoolean(SWITCH)) {
            mouth.say(new Tell.Broke("a reader that was not started for a test does not misbehave"));
            return;
        }
        switch (how) {
            case "crash" -> crash();
            case "loop" -> loop();
            case "stop" -> stop();
            case "eat-heap" -> eatHeap();
            case "eat-native" -> eatNative();
            case "babble" -> mouth.babble("Warning: invalid resolution 0 dpi\n".getBytes(StandardCharsets.UTF_8));
            case "swarm" -> swarm(mouth);
            case "leave-a-program" -> mouth.say(new Tell.Broke(leaveAProgram()));
            case "chatter" -> chatter(mouth);
            case "flood" -> {
                printLikeNativeCode("head", "-c", "200000000", "/dev/zero");
                mouth.say(new Tell.Broke("printed"));
            }
            case "write-outside" -> mouth.say(new Tell.Broke(writeOutside()));
            case "print" -> {
                printLikeNativeCode("echo", "Error in pixReadMem: no pix returned");
                mouth.say(new Tell.Broke("printed"));
            }
            case "connect" -> mouth.say(new Tell.Broke(connect()));
            case "spawn" -> mouth.say(new Tell.Broke(spawn()));
            case "environment" ->
                mouth.say(new Tell.Broke(String.join(
                        ",", System.getenv().keySet().stream().sorted().toList())));
            default -> mouth.say(new Tell.Broke("no such misbehaviour"));
        }
    }

    /**
     * Goes wrong on the page that {@code chartroom.reader.page} names: {@code 3:crash} always, {@code 3:loop-once} only
     * for the first reader that gets there.
     */
    static void onPage(int sourcePage) throws IOException {
        String[] asked = System.getProperty("chartroom.reader.page", "").split(":", 2);
        if (!Boolean.getBoolean(SWITCH) || !asked[0].equals(Integer.toString(sourcePage))) {
            return;
        }
        if (asked[1].endsWith("-once")) {
            Path done = Path.of(System.getProperty("java.io.tmpdir"), "went-wrong-on-" + sourcePage);
            if (Files.exists(done)) {
                return;
            }
            Files.createFile(done);
        }
        switch (asked[1].replace("-once", "")) {
            case "crash" -> crash();
            case "loop" -> loop();
            default -> throw new IllegalArgumentException("no such misbehaviour: " + asked[1]);
        }
    }

    /** Lets native code write where nothing is. */
    private static void crash() {
        Linker linker = Linker.nativeLinker();
        try {
            MethodHandle memset = linker.downcallHandle(
                    linker.defaultLookup().find("memset").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
            MemorySegment unused = (MemorySegment) memset.invokeExact(MemorySegment.ofAddress(8), 1, 8L);
        } catch (Throwable e) {
            throw new IllegalStateException("memset could not be called", e);
        }
    }

    @SuppressWarnings("InfiniteLoopWithoutExit")
    private static void loop() {
        long turns = 0;
        while (turns >= 0) {
            turns = (turns + 1) & Long.MAX_VALUE;
        }
    }

    /** Stops the whole process, as a machine that swaps to death would. */
    private static void stop() throws IOException {
        new ProcessBuilder(
                        "kill", "-STOP", Long.toString(ProcessHandle.current().pid()))
                .start();
    }

    private static void eatHeap() {
        List<byte[]> eaten = new ArrayList<>();
        while (true) {
            eaten.add(new byte[1 << 20]);
        }
    }

    private static void eatNative() {
        while (true) {
            // Never given back; filled so that it is resident.
            Arena.global().allocate(8 << 20).fill((byte) 1);
        }
    }

    private static void printLikeNativeCode(String... program) throws IOException {
        // A child inherits descriptor 1 as native code in this process sees it.
        Process printing = new ProcessBuilder(program)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            printing.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts programs that start programs, and does not wait for any. */
    @SuppressWarnings("InfiniteLoopWithoutExit")
    private static void swarm(ReaderMain.Mouth mouth) throws IOException {
        for (int i = 0; i < 200; i++) {
            new ProcessBuilder("sh", "-c", "sleep 300 & sleep 300 & wait").start();
        }
        mouth.say(new Tell.Broke("swarmed"));
    }

    /** Leaves a program behind whose parent has ended: nobody's descendant any more. Answers with its number. */
    private static String leaveAProgram() throws IOException {
        Process shell = new ProcessBuilder(
                        "sh", "-c", "setsid sleep 300 >/dev/null 2>&1 & sleep 300 >/dev/null 2>&1 & echo $!")
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Gives signs of life without an end, and nothing else. */
    @SuppressWarnings("InfiniteLoopWithoutExit")
    private static void chatter(ReaderMain.Mouth mouth) throws IOException {
        while (true) {
            mouth.say(new Tell.Alive());
        }
    }

    /** Every way to change something in the folder beside its own, named in {@code chartroom.reader.outside}. */
    private static String writeOutside() {
        Path outside = Path.of(System.getProperty("chartroom.reader.outside", ""));
        Path own = Path.of(System.getProperty("java.io.tmpdir"));
        List<String> done = new ArrayList<>();
        attempt(done, "write", () -> Files.writeString(outside.resolve("chart"), "forged"));
        attempt(
                done,
                "cut",
                () -> FileChannel.open(outside.resolve("chart"), StandardOpenOption.WRITE)
                        .truncate(0)
                        .close());
        attempt(done, "make", () -> Files.writeString(outside.resolve("new"), "x"));
        attempt(done, "make folder", () -> Files.createDirectory(outside.resolve("folder")));
        attempt(done, "link", () -> Files.createSymbolicLink(outside.resolve("link"), outside));
        attempt(done, "move in", () -> {
            Path file = Files.createFile(own.resolve("moved"));
            Files.move(file, outside.resolve("moved"));
        });
        attempt(done, "move out", () -> Files.move(outside.resolve("chart"), own.resolve("chart")));
        attempt(done, "delete", () -> Files.delete(outside.resolve("chart")));
        attempt(done, "by a program", () -> {
            Process touch =
                    new ProcessBuilder("touch", outside.resolve("touched").toString()).start();
            if (touch.waitFor() != 0) {
                throw new IOException("touch failed");
            }
        });
        String ownFolder = "own folder closed";
        try {
            Files.delete(Files.createFile(own.resolve("own")));
            ownFolder = "own folder open";
        } catch (IOException e) {
            done.add(String.valueOf(e.getMessage()));
        }
        return ownFolder + ", done outside: " + done;
    }

    private interface Change {
        void make() throws IOException, InterruptedException;
    }

    private static void attempt(List<String> done, String what, Change change) {
        try {
            change.make();
            done.add(what);
        } catch (IOException e) {
            // Refused, as it should be.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String connect() {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", 9))) {
            return "connected to " + channel.getRemoteAddress();
        } catch (IOException | RuntimeException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static String spawn() {
        try {
            Process process = new ProcessBuilder("true").start();
            return "spawned " + process.waitFor();
        } catch (IOException e) {
            return "refused: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
