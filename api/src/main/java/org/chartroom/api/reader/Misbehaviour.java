package org.chartroom.api.reader;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
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
            case "print" -> {
                printLikeNativeCode();
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

    private static void printLikeNativeCode() throws IOException {
        // A child inherits descriptor 1 as native code in this process sees it.
        Process echo = new ProcessBuilder("echo", "Error in pixReadMem: no pix returned")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            echo.waitFor();
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
