package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chartroom.api.cli.Home;
import org.chartroom.benchmarks.filing.FilingTrial;
import org.chartroom.benchmarks.filing.PlacedWord;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./chartroom bench filing}: stacks of a made-up office, sorted and filed. */
@Command(
        name = "filing",
        description = {
            "Sorts and files the papers of a made-up office: how many by itself, how many into a wrong chart.",
            "One line for each type of paper, one for each reason to ask a person, the last one sums up."
        },
        mixinStandardHelpOptions = true)
final class FilingBench implements Callable<Integer> {
    private final Home home;
    private final RandomGenerator chance;

    @Option(
            names = "--pages",
            defaultValue = "50000",
            description = "How many pages are filed; ${DEFAULT-VALUE} unless told.")
    private int pages;

    @Option(
            names = "--patients",
            defaultValue = "20000",
            description = "How many patients the office has; ${DEFAULT-VALUE} unless told.")
    private int patients;

    @Option(
            names = "--learnt",
            defaultValue = "3000",
            description = "How many filed papers the types are learnt from; ${DEFAULT-VALUE} unless told.")
    private int learnt;

    @Option(
            names = "--noise-pages",
            defaultValue = "300",
            description =
                    "How many pages are drawn, spoilt and read to fit the noise of reading; ${DEFAULT-VALUE} unless told.")
    private int noisePages;

    @Option(
            names = "--crowd",
            defaultValue = "200000",
            description = "Among how many patients matching is timed; 0 for not at all; ${DEFAULT-VALUE} unless told.")
    private int crowd;

    @Option(
            names = "--built-half",
            description = "Files papers of the half that rules are built on, not of the tested one.")
    private boolean builtHalf;

    @Option(
            names = "--scans",
            paramLabel = "FOLDER",
            description = "Real documents that are no patient's; they are read, and none of them may be filed.")
    private Optional<Path> scans = Optional.empty();

    @Option(names = "--seed", description = "Of the tested half; drawn by lot unless told.")
    private Optional<Long> seed = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    FilingBench(Home home, RandomGenerator chance) {
        this.home = home;
        this.chance = chance;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        long drawn = seed.orElseGet(chance::nextLong);
        List<List<List<Word>>> strangers = scans.isPresent() ? scanned(scans.get()) : List.of();
        FilingTrial.Result result = new FilingTrial(
                        new FilingTrial.Settings(pages, patients, learnt, noisePages, crowd, builtHalf, drawn),
                        this::read,
                        strangers)
                .run();
        result.confusions().forEach((type, guesses) -> {
            ObjectNode line = JsonOut.object().put("type", type);
            ObjectNode taken = line.putObject("takenFor");
            guesses.forEach(taken::put);
            out.line(line);
        });
        result.concerns()
                .forEach((concerns, count) ->
                        out.line(JsonOut.object().put("askedBecause", concerns).put("pages", count)));
        out.line(JsonOut.object()
                .put("bench", "filing")
                .put("seed", Long.toString(drawn))
                .put("half", builtHalf ? "built" : "tested")
                .put("noiseBuilt", JsonOut.rounded(result.noise().get(0), 4))
                .put("noiseTested", JsonOut.rounded(result.noise().get(1), 4))
                .put("pages", result.pages())
                .put("papers", result.papers())
                .put("autoFiled", result.autoFiled())
                .put("autoFiledShare", JsonOut.rounded((double) result.autoFiled() / result.pages(), 4))
                .put("wrongChartCount", result.wrong())
                .put("wrongChartPapers", result.wrongPapers())
                .put("wrongChartUpper95", UpperBound.of(result.wrong(), result.autoFiled()))
                .put("strangers", strangers.size())
                .put("strangersFiled", result.strangersFiled())
                .put("typeAccuracy", JsonOut.rounded((double) result.typedRight() / typed(result), 4))
                .put("splitF1", JsonOut.rounded(result.splitF1(), 4))
                .put("splitMissed", result.splitMissed())
                .put("splitWrong", result.splitWrong())
                .put("matchP50Ms", JsonOut.rounded(result.matchP50Ms(), 3))
                .put("matchP99Ms", JsonOut.rounded(result.matchP99Ms(), 3))
                .put("pagesPerSecond", JsonOut.rounded(result.pagesPerSecond(), 0)));
        return 0;
    }

    private static int typed(FilingTrial.Result result) {
        return result.confusions().values().stream()
                .flatMap(guesses -> guesses.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** By the product's own command, many at once. */
    private List<List<PlacedWord>> read(List<BufferedImage> images) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.make(home)) {
            List<String> arguments = new ArrayList<>(List.of("read", "--format", "json"));
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < images.size(); i++) {
                Path file = scratch.folder().resolve("page-" + i + ".png");
                ImageIO.write(images.get(i), "png", file.toFile());
                files.add(file);
                arguments.add(file.toString());
            }
            Map<String, List<PlacedWord>> words = new HashMap<>();
            for (JsonNode read : Lines.of(home, arguments).objects()) {
                words.put(
                        Path.of(read.path("file").asText()).getFileName().toString(),
                        words(read.path("pages").path(0)));
            }
            return files.stream()
                    .map(file -> words.getOrDefault(file.getFileName().toString(), List.of()))
                    .toList();
        }
    }

    /** The words of each page of each document of a folder that can be read. */
    private List<List<List<Word>>> scanned(Path folder) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("read", "--format", "json"));
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).map(Path::toString).sorted().forEach(arguments::add);
        }
        List<List<List<Word>>> documents = new ArrayList<>();
        for (JsonNode read : Lines.of(home, arguments).objects()) {
            List<List<Word>> pages = new ArrayList<>();
            for (JsonNode page : read.path("pages")) {
                List<Word> words = new ArrayList<>();
                for (JsonNode word : page.path("words")) {
                    Box box = new Box(
                            word.path("x").asInt(),
                            word.path("y").asInt(),
                            word.path("width").asInt(),
                            word.path("height").asInt());
                    words.add(new Word(word.path("text").asText(), box, 1, 0));
                }
                pages.add(words);
            }
            documents.add(pages);
        }
        return documents;
    }

    private static List<PlacedWord> words(JsonNode page) {
        double width = Math.max(1, page.path("widthPx").asDouble());
        double height = Math.max(1, page.path("heightPx").asDouble());
        List<PlacedWord> words = new ArrayList<>();
        for (JsonNode word : page.path("words")) {
            words.add(new PlacedWord(
                    word.path("text").asText(),
                    (word.path("x").asDouble() + word.path("width").asDouble() / 2) / width,
                    (word.path("y").asDouble() + word.path("height").asDouble() / 2) / height));
        }
        return words;
    }
}
