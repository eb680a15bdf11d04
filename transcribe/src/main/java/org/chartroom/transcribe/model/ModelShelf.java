package org.chartroom.transcribe.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.transcribe.SpeechException;
import org.chartroom.transcribe.vosk.VoskModelFolder;

/**
 * The models installed in a folder, one folder each, and which of them was chosen. What is half installed lies in folders
 * that start with a dot, which are none. Safe for use by several processes.
 *
 * @param folder need not exist
 */
public record ModelShelf(Path folder) {
    /** The name under which the built-in engine is chosen. */
    public static final String BUILT_IN = "built-in";

    private static final String CHOICE = "in-use";

    /**
     * A folder on the shelf.
     *
     * @param model as it was found; empty when it is no whole model
     * @param fault what is wrong with it, a sentence for a person; empty when nothing is
     */
    public record Entry(String name, Path path, Optional<VoskModelFolder> model, String fault) {
        /** Whether dictations can be given to it. */
        public boolean takesDictation() {
            return model.filter(VoskModelFolder::takesDictation).isPresent();
        }
    }

    /** Everything on the shelf, by name, looked at before native code sees it. */
    public List<Entry> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(folder)) {
            folders = all.filter(Files::isDirectory)
                    .filter(path -> !name(path).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        for (Path path : folders) {
            try {
                VoskModelFolder model = VoskModelFolder.check(path);
                Optional<String> changed = InstalledSizes.changed(path);
                entries.add(new Entry(
                        name(path),
                        path,
                        changed.isEmpty() ? Optional.of(model) : Optional.empty(),
                        changed.orElse("")));
            } catch (SpeechException e) {
                entries.add(new Entry(name(path), path, Optional.empty(), String.valueOf(e.getMessage())));
            }
        }
        return List.copyOf(entries);
    }

    public Optional<Entry> find(String name) {
        return entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * The sound dictation models, the best first: those of the catalogue by their published errors, then others by the size
     * of their vocabulary's graph. Models of the catalogue that would take more than half of the machine's memory come last.
     *
     * @param machineMb memory of the machine, MB
     */
    public List<Entry> best(ModelCatalogue catalogue, long machineMb) {
        Comparator<Entry> fits = Comparator.comparing(entry -> catalogue
                .find(entry.name())
                .filter(known -> known.memoryMb() > machineMb / 2)
                .isPresent());
        Comparator<Entry> errors = Comparator.comparingDouble(entry -> catalogue
                .find(entry.name())
                .flatMap(known -> known.figures().stream().findFirst())
                .map(ErrorFigure::wordErrorRate)
                .orElse(Double.MAX_VALUE));
        Comparator<Entry> graph = Comparator.comparingLong(
                entry -> -entry.model().map(VoskModelFolder::graphBytes).orElse(0L));
        return entries().stream()
                .filter(Entry::takesDictation)
                .sorted(fits.thenComparing(errors).thenComparing(graph))
                .toList();
    }

    /** What an administrator chose: a model's name or {@link #BUILT_IN}; empty when the best is used. */
    public Optional<String> chosen() {
        Path file = folder.resolve(CHOICE);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                            .filter(name -> !name.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Chooses a model for all readers of this machine, from their next recording on.
     *
     * @param name of a sound dictation model on this shelf, or {@link #BUILT_IN}
     * @throws IllegalArgumentException with a sentence for a person when it cannot be used
     */
    public void use(String name) throws IOException {
        if (!name.equals(BUILT_IN)) {
            Entry entry = find(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no model '" + name + "' in " + folder + "; install it first."));
            if (!entry.fault().isEmpty()) {
                throw new IllegalArgumentException(entry.fault());
            }
            if (!entry.takesDictation()) {
                throw new IllegalArgumentException(
                        "The model " + name + " has too small a vocabulary for dictation; the choice stays as it was.");
            }
        }
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "." + CHOICE, ".part");
        try {
            Files.writeString(part, name + "\n", StandardCharsets.UTF_8);
            Files.move(part, folder.resolve(CHOICE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** From the next recording on, the best model that is installed. */
    public void useBest() throws IOException {
        Files.deleteIfExists(folder.resolve(CHOICE));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
