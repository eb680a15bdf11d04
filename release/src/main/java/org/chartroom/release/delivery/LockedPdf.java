package org.chartroom.release.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** A copy of a packet that opens with a password only: AES with a key of 256 bits, as PDF 2.0 has it. */
public final class LockedPdf {
    private static final int KEY_BITS = 256;

    /** From this on the way of locking is known to readers. */
    private static final float VERSION = 1.7f;

    private LockedPdf() {}

    /**
     * Locks a packet.
     *
     * @param packet not changed
     * @param locked written anew
     * @param password opens it, and allows all that the packet allows
     * @param owners random, and known to nobody: viewers ask for one more, to change what is allowed
     * @param spool existing folder; nothing is left in it
     */
    public static void lock(Path packet, Path locked, String password, String owners, Path spool) throws IOException {
        try (PDDocument document = Loader.loadPDF(
                packet.toFile(), MemoryUsageSetting.setupTempFileOnly().setTempDir(spool.toFile()).streamCache)) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy(owners, password, new AccessPermission());
            policy.setEncryptionKeyLength(KEY_BITS);
            policy.setPreferAES(true);
            document.setVersion(VERSION);
            document.protect(policy);
            try (OutputStream out = Files.newOutputStream(locked)) {
                document.save(out, CompressParameters.NO_COMPRESSION);
            }
        }
        if (opens(locked)) {
            throw new IOException("the locked file opens without its password");
        }
    }

    private static boolean opens(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return document.getNumberOfPages() >= 0;
        } catch (InvalidPasswordException e) {
            return false;
        }
    }
}
