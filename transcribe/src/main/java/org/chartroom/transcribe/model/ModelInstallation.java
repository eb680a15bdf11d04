package org.chartroom.transcribe.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Puts models on a shelf: the zip file is checked against its checksum, unpacked beside the models, looked through and
 * tried, and only then moved to its place in one step. Nothing is usable before, and nothing is left over but a download
 * that broke off, which is gone on with.
 */
public final class ModelInstallation {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    /** Far more than any published model. */
    private static final long MOST_BYTES = 30L << 30;

    private static final int MOST_FILES = 1000;

    private final ModelShelf shelf;

    public ModelInstallation(ModelShelf shelf) {
        this.shelf = shelf;
    }

    /** The model cannot be installed; the message says what happened, what is as before, and what to do. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Tries a model in a process of its own before it gets its place. */
    @FunctionalInterface
    public interface Trial {
        /** @return what is wrong with it, a sentence; empty when it loads and listens */
        Optional<String> of(Path model) throws IOException, InterruptedException;
    }

    /**
     * Brings a model's zip file, going on where an earlier try broke off.
     *
     * @param reached told how many bytes are there
     * @return the file, of the right length; {@link #install} checks it
     */
    public Path download(CatalogueModel model, LongConsumer reached)
            throws IOException, InterruptedException, RefusedException {
        Path part = Files.createDirectories(shelf.folder()).resolve("." + model.name() + ".zip.part");
        try (HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(ANSWER)
                .build()) {
            download(http, model.address(), model.zipBytes(), part, reached);
        }
        return part;
    }

    private static void download(HttpClient http, URI address, long bytes, Path part, LongConsumer reached)
            throws IOException, InterruptedException, RefusedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have > bytes) {
            Files.delete(part);
            have = 0;
        }
        if (have == bytes) {
            return;
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(ANSWER).GET();
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            boolean goesOn = answer.statusCode() == 206;
            if (answer.statusCode() != 200 && !goesOn) {
                throw new RefusedException("The model could not be fetched: " + address.getHost() + " answered "
                        + answer.statusCode()
                        + ". Nothing was changed. Bring the zip file by other means and install it by its path.");
            }
            try (OutputStream out =
                    goesOn ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
                long done = goesOn ? have : 0;
                byte[] buffer = new byte[1 << 16];
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    out.write(buffer, 0, count);
                    done += count;
                    if (done > bytes) {
                        break;
                    }
                    reached.accept(done);
                }
            }
        }
        long got = Files.size(part);
        if (got < bytes) {
            throw new IOException(
                    "the connection broke off after " + got + " of " + bytes + " bytes; run it again to go on");
        }
    }

    /**
     * Installs a zip file under a name.
     *
     * @param known the catalogue's entry of that name; without one the file has no checksum to be checked against
     * @param trial how it is tried
     * @throws RefusedException when the file is not what it should be; the shelf is as it was
     */
    public Path install(Path zip, String name, Optional<CatalogueModel> known, Trial trial)
            throws IOException, InterruptedException, RefusedException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || name.equals(ModelShelf.BUILT_IN)) {
            throw new RefusedException("'" + name + "' cannot be a model's name.");
        }
        Path place = shelf.folder().resolve(name);
        if (Files.exists(place)) {
            throw new RefusedException(
                    shelf.find(name).map(ModelShelf.Entry::fault).orElse("").isEmpty()
                            ? "The model " + name + " is installed already."
                            : place + " is there and is no whole model. Delete that folder, then install again.");
        }
        if (known.isPresent()) {
            verify(zip, known.get());
        }
        Files.createDirectories(shelf.folder());
        Path unpacked = Files.createTempDirectory(shelf.folder(), ".installing-");
        try {
            Path model = unpack(zip, unpacked.resolve("model"));
            ModelShelf.Entry entry = look(model);
            if (!entry.fault().isEmpty()) {
                throw new RefusedException(
                        "The file is no whole speech model: " + entry.fault() + " Nothing was installed.");
            }
            Optional<String> wrong = trial.of(model);
            if (wrong.isPresent()) {
                throw new RefusedException(
                        "The model is whole but cannot be used here: " + wrong.get() + " Nothing was installed.");
            }
            InstalledSizes.note(model);
            Files.move(model, place, StandardCopyOption.ATOMIC_MOVE);
            return place;
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException("The model " + name + " was installed by somebody else meanwhile.");
        } finally {
            delete(unpacked);
        }
    }

    private static ModelShelf.Entry look(Path model) {
        Path parent = model.toAbsolutePath().getParent();
        return new ModelShelf(parent == null ? model : parent)
                .find(String.valueOf(model.getFileName()))
                .orElseGet(() -> new ModelShelf.Entry("", model, Optional.empty(), "it has no folder."));
    }

    private static void verify(Path zip, CatalogueModel known) throws IOException, RefusedException {
        boolean strong = known.sha256().isPresent();
        String wanted = known.sha256().or(known::md5).orElseThrow().toLowerCase(Locale.ROOT);
        String got = checksum(zip, strong ? "SHA-256" : "MD5");
        if (!got.equals(wanted)) {
            throw new RefusedException("The file is not the published " + known.name() + ": its "
                    + (strong ? "SHA-256" : "MD5") + " checksum is " + got + " instead of " + wanted
                    + ". Nothing was installed. Fetch it again.");
        }
    }

    private static String checksum(Path file, String kind) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(kind);
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + kind, e);
        }
    }

    /** Unpacks below a folder; published models lie in a folder of their own inside, which is returned then. */
    private static Path unpack(Path zip, Path into) throws IOException, RefusedException {
        Files.createDirectory(into);
        long bytes = 0;
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = inside(into, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Path folder = target.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                if (++files > MOST_FILES) {
                    throw new RefusedException("The zip file holds too many files for a model. Nothing was installed.");
                }
                try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                    byte[] buffer = new byte[1 << 16];
                    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                        bytes += count;
                        if (bytes > MOST_BYTES) {
                            throw new RefusedException("The zip file unpacks to more than " + (MOST_BYTES >> 30)
                                    + " GB, which is no model. Nothing was installed.");
                        }
                        out.write(buffer, 0, count);
                    }
                }
            }
        } catch (ZipException | FileAlreadyExistsException e) {
            throw new RefusedException("The zip file is damaged. Nothing was installed. Fetch it again.");
        } catch (java.io.EOFException e) {
            throw new RefusedException("The zip file ends too early. Nothing was installed. Fetch it again.");
        }
        if (files == 0) {
            throw new RefusedException("The file is no zip file with a model in it. Nothing was installed.");
        }
        try (Stream<Path> top = Files.list(into)) {
            List<Path> all = top.toList();
            return all.size() == 1 && Files.isDirectory(all.getFirst()) ? all.getFirst() : into;
        }
    }

    private static Path inside(Path folder, String name) throws RefusedException {
        try {
            Path target = folder.resolve(name).normalize();
            if (name.contains("\\") || name.startsWith("/") || !target.startsWith(folder) || target.equals(folder)) {
                throw unsafe();
            }
            return target;
        } catch (InvalidPathException e) {
            throw unsafe();
        }
    }

    private static RefusedException unsafe() {
        return new RefusedException(
                "The zip file names places outside its own folder, as no honest model does. Nothing was installed.");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
