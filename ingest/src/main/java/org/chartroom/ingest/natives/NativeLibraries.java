package org.chartroom.ingest.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Unpacks Tesseract and Leptonica from the class path into a folder named after their versions, once for all processes of
 * this machine, and points JNA at it. No root is needed and nothing of the system's own libraries is used.
 */
public final class NativeLibraries {
    private static final String LIBRARY_PATH = "jna.library.path";

    private NativeLibraries() {}

    /**
     * Makes the libraries loadable in this process. To be called before the first class of Tess4J or Lept4J is used;
     * calling it again does nothing. Safe for several threads and several processes.
     *
     * @param folder where unpacked libraries are kept; made when missing
     * @throws NativesMissingException when there are none for this platform or the folder cannot be written
     */
    public static synchronized void load(Path folder) {
        Path unpacked = unpack(folder).toAbsolutePath();
        String before = System.getProperty(LIBRARY_PATH, "");
        if (!List.of(before.split(System.getProperty("path.separator"))).contains(unpacked.toString())) {
            System.setProperty(
                    LIBRARY_PATH,
                    before.isEmpty() ? unpacked.toString() : unpacked + System.getProperty("path.separator") + before);
        }
        if (System.getProperty("jna.tmpdir") == null) {
            // JNA unpacks a library of its own, by default into the home folder, which a server's user may not have.
            System.setProperty("jna.tmpdir", folder.toAbsolutePath().toString());
        }
    }

    static Path unpack(Path folder) {
        String platform = platform();
        List<String> resources = resources(platform);
        String name = "tesseract-" + version("tesseract") + "-leptonica-" + version("leptonica") + "-" + platform;
        Path done = folder.resolve(name);
        if (Files.isDirectory(done)) {
            return done;
        }
        try {
            Files.createDirectories(folder);
            Path making = Files.createTempDirectory(folder, name + ".");
            for (String resource : resources) {
                try (InputStream in = NativeLibraries.class.getResourceAsStream(resource)) {
                    if (in == null) {
                        throw new NativesMissingException(
                                "The OCR engine for " + platform
                                        + " is not part of this build. Build Chartroom on this machine, or read pages on another.");
                    }
                    Files.copy(in, making.resolve(resource.substring(resource.lastIndexOf('/') + 1)));
                }
            }
            publish(making, done);
            return done;
        } catch (IOException e) {
            throw new NativesMissingException(
                    "The OCR engine could not be unpacked into " + folder
                            + ": free some space there, or make it writable.",
                    e);
        }
    }

    private static void publish(Path making, Path done) throws IOException {
        try {
            Files.move(making, done, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Linux tells of a folder that is in the way with an error that has no exception of its own.
            if (!Files.isDirectory(done)) {
                throw e;
            }
            // Another process was faster; what it unpacked is the same.
            try (var files = Files.list(making)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(making);
        }
    }

    private static List<String> resources(String platform) {
        String tesseract = "/org/bytedeco/tesseract/" + platform + "/";
        String leptonica = "/org/bytedeco/leptonica/" + platform + "/";
        if (platform.startsWith("linux")) {
            return List.of(tesseract + "libtesseract.so.5.5", leptonica + "libleptonica.so.6");
        }
        if (platform.startsWith("macosx")) {
            return List.of(tesseract + "libtesseract.5.5.dylib", leptonica + "libleptonica.6.dylib");
        }
        throw new NativesMissingException("The OCR engine does not run on " + platform
                + ". It runs on Linux and macOS; read pages on such a machine.");
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : "linux";
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return system + "-" + (arch.equals("aarch64") ? "arm64" : arch.equals("amd64") ? "x86_64" : arch);
    }

    private static String version(String artifact) {
        Properties properties = new Properties();
        String resource = "/META-INF/maven/org.bytedeco/" + artifact + "/pom.properties";
        try (InputStream in = NativeLibraries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NativesMissingException("This build of Chartroom lacks the OCR engine's " + artifact
                        + " library: build it again with ./chartroom test.");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new NativesMissingException("This build of Chartroom is damaged: build it again.", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
