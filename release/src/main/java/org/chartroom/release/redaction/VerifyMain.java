package org.chartroom.release.redaction;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/** The process that verifies a packet: one job on standard input, its report on standard output. Started by {@link ProofDesk} only. */
public final class VerifyMain {
    private VerifyMain() {}

    /** @param args class of the {@link PageWords} to use, and what it is made with */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        // What libraries log would mix with the report, and may quote a page.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        JsonMapper json = JsonMapper.builder().build();
        ProofJob job = json.readValue(System.in, ProofJob.class);
        Constructor<?> made = Class.forName(args[0]).getConstructor(String.class);
        Verifier.Readers readers = () -> {
            try {
                return (PageWords) made.newInstance(args[1]);
            } catch (ReflectiveOperationException e) {
                throw new IOException("a reader could not be made", e);
            }
        };
        Verifier verifier = new Verifier(readers, Runtime.getRuntime().availableProcessors());
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(json.writeValueAsBytes(verifier.verify(job)));
        }
    }
}
