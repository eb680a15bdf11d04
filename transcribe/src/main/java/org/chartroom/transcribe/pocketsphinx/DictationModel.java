package org.chartroom.transcribe.pocketsphinx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The language model and the dictionary for medical dictation that come with Chartroom, packed on the class path. The engine
 * reads files, so they are unpacked once, into a folder named by their checksum: another version is another folder. Made
 * by the module {@code speechmodel}; sources and licences are in {@code dictation.md} beside them.
 */
public final class DictationModel {
    private static final String LANGUAGE = "dictation.lm";
    private static final String WORDS = "dictation.dict";
    private static final int SHORT_HASH = 8;

    private DictationModel() {}

    /** Computed once, when somebody first asks. */
    private static final class Name {
        static final String OF_BOTH = "dictation-" + hash().substring(0, SHORT_HASH);

        private static String hash() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (String name : new String[] {LANGUAGE, WORDS}) {
                    try (InputStream in = packed(name)) {
                        digest.update(in.readAllBytes());
                    }
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (IOException | NoSuchAlgorithmException e) {
                throw new IllegalStateException("the dictation model is missing from this build", e);
            }
        }
    }

    /** {@code dictation-} and the first eight digits of the checksum (SHA-256) of both packed files. */
    public static String name() {
        return Name.OF_BOTH;
    }

    /** Where the language model is or will be; see {@link #bring}. */
    public static Path languageModel(Path natives) {
        return natives.resolve(name()).resolve(name() + ".lm.bin");
    }

    /** Where the pronunciations are or will be. */
    public static Path dictionary(Path natives) {
        return natives.resolve(name()).resolve(WORDS);
    }

    /**
     * Unpacks both when these are their places and they are not there yet. A file appears whole or not at all; several
     * processes may do this at once.
     */
    static void bring(Path languageModel, Path dictionary) throws IOException {
        Path folder = languageModel.toAbsolutePath().getParent();
        if (folder == null || folder.getParent() == null || !languageModel.equals(languageModel(folder.getParent()))) {
            return;
        }
        if (!Files.exists(dictionary)) {
            put(dictionary, out -> {
                try (InputStream in = new GZIPInputStream(packed(WORDS))) {
                    in.transferTo(out);
                }
            });
        }
        if (!Files.exists(languageModel)) {
            put(languageModel, out -> {
                try (InputStream in = new GZIPInputStream(packed(LANGUAGE))) {
                    TrigramFile.unpack(in, out);
                }
            });
        }
    }

    /** Every word the model can hear, in lower case. */
    public static Set<String> vocabulary() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(packed(WORDS)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("[(\\s].*$", ""))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the dictation model is missing from this build", e);
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void put(Path file, Content content) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = Files.createTempFile(folder, "dictation", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static InputStream packed(String name) throws IOException {
        InputStream in = DictationModel.class.getResourceAsStream(name + ".gz");
        if (in == null) {
            throw new IOException("there is no " + name + " in this build");
        }
        return in;
    }
}
