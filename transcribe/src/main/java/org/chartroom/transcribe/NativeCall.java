package org.chartroom.transcribe;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.WrongMethodTypeException;
import java.util.NoSuchElementException;

/** One function of a native library. Thread rules are those of the function. */
public final class NativeCall {
    private final String name;
    private final MethodHandle handle;

    private NativeCall(String name, MethodHandle handle) {
        this.name = name;
        this.handle = handle;
    }

    /**
     * @throws NoSuchElementException when the library has no such function
     */
    public static NativeCall in(SymbolLookup library, String name, FunctionDescriptor shape) {
        MemorySegment address = library.find(name).orElseThrow(() -> new NoSuchElementException("no function " + name));
        return new NativeCall(name, Linker.nativeLinker().downcallHandle(address, shape));
    }

    /** Calls a function that returns nothing. */
    public void run(Object... arguments) {
        invoke(arguments);
    }

    /** Calls a function that returns a C {@code int}. */
    public int toInt(Object... arguments) {
        return (int) invoke(arguments);
    }

    /** Calls a function that returns a C {@code double}. */
    public double toDouble(Object... arguments) {
        return (double) invoke(arguments);
    }

    /** Calls a function that returns a pointer, which may be null in C's sense. */
    public MemorySegment toPointer(Object... arguments) {
        return (MemorySegment) invoke(arguments);
    }

    @SuppressWarnings("NullAway") // A function without a result answers null, which nobody reads.
    private Object invoke(Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (WrongMethodTypeException | ClassCastException e) {
            throw new IllegalArgumentException("wrong arguments for " + name, e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("native functions throw nothing", e);
        }
    }
}
