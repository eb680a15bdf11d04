package org.chartroom.api.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chartroom.ingest.read.OcrData;
import org.chartroom.transcribe.SpeechConfig;
import org.chartroom.transcribe.SpeechEngines;

/** What {@code doctor} looks at on every machine, one method each. */
final class Checkup {
    private static final int JAVA_NEEDED = 25;
    /** Released after this; a clock before it would date every arrival wrongly. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    private final Home home;
    private final Clock clock;
    private final List<String> languages;

    /** @param languages that pages are to be read in */
    Checkup(Home home, Clock clock, List<String> languages) {
        this.home = home;
        this.clock = clock;
        this.languages = languages;
    }

    List<Check> all() throws IOException {
        List<Check> checks = new ArrayList<>();
        checks.add(jdk());
        checks.add(ocrData());
        languages.stream()
                .filter(name -> !name.equals("eng"))
                .map(this::ocrData)
                .forEach(checks::add);
        checks.add(builtInSpeech());
        checks.add(voskModel());
        checks.addAll(new ReaderCheckup(home).all());
        checks.add(disk());
        checks.add(clockIsSet());
        return checks;
    }

    private static Check jdk() {
        int feature = Runtime.version().feature();
        if (feature < JAVA_NEEDED) {
            return Check.failed(
                    "jdk", "Java " + feature, "install a JDK " + JAVA_NEEDED + ", such as Temurin from adoptium.net");
        }
        return Check.ok("jdk", "Java " + feature + " at " + System.getProperty("java.home"));
    }

    private Check ocrData() {
        if (!Files.isRegularFile(home.tessdata().resolve("eng.traineddata"))) {
            return Check.failed(
                    "ocr-data",
                    "no eng.traineddata in " + home.tessdata(),
                    "run ./chartroom fetch with a network, or put the file there");
        }
        return Check.ok("ocr-data", String.join(", ", OcrData.languagesIn(home.tessdata())) + " in " + home.tessdata());
    }

    private Check ocrData(String language) {
        String name = "ocr-data-" + language;
        return OcrData.languagesIn(home.tessdata()).contains(language)
                ? Check.ok(name, language + " in " + home.tessdata())
                : Check.warning(
                        name,
                        "no " + language + ".traineddata in " + home.tessdata()
                                + ", and reading.languages names it: the server does not start without",
                        "run " + OcrData.command(language) + " with a network, or put the file there");
    }

    private Check builtInSpeech() throws IOException {
        if (Files.isRegularFile(home.pocketsphinx().resolve("lib/libpocketsphinx.so.3"))
                && Files.isDirectory(home.pocketsphinx().resolve("model/en-us"))) {
            return Check.ok("speech-builtin", "PocketSphinx in " + home.pocketsphinx());
        }
        return Check.warning(
                "speech-builtin",
                "no PocketSphinx in " + home.pocketsphinx() + whyNot(home.pocketsphinx()),
                "run ./chartroom fetch on Debian or Ubuntu; or use a Vosk model");
    }

    private Check voskModel() throws IOException {
        if (Files.isDirectory(home.voskModels())) {
            try (Stream<Path> models = Files.list(home.voskModels())) {
                List<String> names = models.filter(Files::isDirectory)
                        .map(path -> path.getFileName().toString())
                        .sorted()
                        .toList();
                if (!names.isEmpty()) {
                    return preflight(names);
                }
            }
        }
        return Check.warning(
                "speech-vosk",
                "no Vosk model in " + home.voskModels() + whyNot(home.voskModels()),
                "the built-in engine is used; run ./chartroom fetch to try again, or unpack a model there by hand");
    }

    /** Looks whether the models are whole, as is done before native code sees one. */
    private Check preflight(List<String> names) {
        SpeechEngines.Choice choice = SpeechEngines.choose(home.natives(), home.voskModels(), home.pocketsphinx());
        return choice.config() instanceof SpeechConfig.Vosk
                ? Check.ok("speech-vosk", choice.reason())
                : Check.warning(
                        "speech-vosk",
                        String.join(", ", names) + ": " + choice.reason(),
                        "unpack a whole dictation model in " + home.voskModels());
    }

    private static String whyNot(Path folder) throws IOException {
        Path note = folder.resolve(".unreachable");
        if (!Files.isRegularFile(note)) {
            return "";
        }
        List<String> lines = Files.readAllLines(note);
        return lines.size() < 2 ? "" : " (" + lines.get(1) + ", tried " + lines.get(0) + ")";
    }

    private Check disk() throws IOException {
        FileStore store = Files.getFileStore(home.root());
        long free = store.getUsableSpace();
        String found = (free >> 20) + " MB free at " + home.root();
        return Check.room("disk", free, found);
    }

    private Check clockIsSet() {
        Instant now = clock.instant();
        return now.isBefore(EARLIEST)
                ? Check.failed("clock", now + " UTC", "set the clock: arrivals and the audit would be dated wrongly")
                : Check.ok("clock", now + " UTC");
    }
}
