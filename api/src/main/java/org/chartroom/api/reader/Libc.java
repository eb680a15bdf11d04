package org.chartroom.api.reader;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The few calls into the C library that a reader process makes about itself. */
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();

    private final MethodHandle dup = function("dup", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private final MethodHandle dup2 =
            function("dup2", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private final MethodHandle setrlimit = function(
            "setrlimit", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private static MethodHandle function(String name, FunctionDescriptor shape, Linker.Option... options) {
        MemorySegment address = LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("the C library has no " + name));
        return LINKER.downcallHandle(address, shape, options);
    }

    /** A second descriptor for the same open file. */
    int dup(int descriptor) {
        try {
            return (int) dup.invokeExact(descriptor);
        } catch (Throwable e) {
            throw failed("dup", e);
        }
    }

    /** Makes {@code to} mean what {@code from} means. */
    int dup2(int from, int to) {
        try {
            return (int) dup2.invokeExact(from, to);
        } catch (Throwable e) {
            throw failed("dup2", e);
        }
    }

    /** Sets soft and hard limit alike; 0 when done. */
    int setrlimit(int resource, long limit) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(ValueLayout.JAVA_LONG, 2);
            both.setAtIndex(ValueLayout.JAVA_LONG, 0, limit);
            both.setAtIndex(ValueLayout.JAVA_LONG, 1, limit);
            return (int) setrlimit.invokeExact(resource, both);
        } catch (Throwable e) {
            throw failed("setrlimit", e);
        }
    }

    /** Linux only; 0 when done. */
    int prctl(int option, long value) {
        MethodHandle prctl = function(
                "prctl",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        try {
            return (int) prctl.invokeExact(option, value, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw failed("prctl", e);
        }
    }

    /** A session of its own; -1 when it leads one already. */
    int setsid() {
        try {
            return (int) function("setsid", FunctionDescriptor.of(ValueLayout.JAVA_INT))
                    .invokeExact();
        } catch (Throwable e) {
            throw failed("setsid", e);
        }
    }

    /** A plain system call; arguments it does not have are 0, addresses are numbers; -1 when refused. */
    long syscall(long number, long first, long second, long third) {
        MethodHandle syscall = function(
                "syscall",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        try {
            return (long) syscall.invokeExact(number, first, second, third, 0L);
        } catch (Throwable e) {
            throw failed("syscall", e);
        }
    }

    private static IllegalStateException failed(String name, Throwable cause) {
        return new IllegalStateException("the call of " + name + " did not reach the C library", cause);
    }
}
