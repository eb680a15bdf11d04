package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartroom.api.reader.ReaderBudgets;
import org.chartroom.api.reader.ReaderLaunch;
import org.chartroom.api.reader.ReaderPool;
import org.chartroom.ingest.Barcode;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.ReadSettings;
import org.chartroom.models.text.Word;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Text of scans, faxes and documents without a server, many files at once. */
@Command(
        name = "read",
        description = "Text of scans, faxes and documents, without a server.",
        mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
    /** How the result is written. */
    enum Format {
        TEXT,
        JSON,
        HOCR,
        PDF
    }

    private final Home home;
    private final Clock clock;

    @Mixin
    private ReaderOptions options = new ReaderOptions();

    @Option(names = "--format", description = "text, json, hocr or pdf (needs --out); text by default.")
    private Format format = Format.TEXT;

    @Option(
            names = {"-l", "--language"},
            paramLabel = "LANG[+LANG]",
            split = "\\+",
            description = "Of the pages, the likeliest first, such as spa+eng; eng by default."
                    + " ./chartroom fetch --language LANG brings the data of one.")
    private List<String> languages = ReadLanguages.ENGLISH.languages();

    @Option(names = "--out", paramLabel = "DIR", description = "One file for each input in this folder.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    ReadCommand(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (format == Format.PDF && out == null) {
            throw new ParameterException(
                    spec.commandLine(), "PDF cannot go to the screen: say with --out DIR into which folder.");
        }
        ReadSettings settings = ReadLanguages.chosen(languages, home.tessdata(), spec.commandLine());
        TextOutput output = new TextOutput(
                spec.commandLine().getOut(),
                Optional.ofNullable(out),
                switch (format) {
                    case TEXT -> ".txt";
                    case JSON -> ".json";
                    case HOCR -> ".hocr";
                    case PDF -> ".pdf";
                });
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Path> files = options.files();
        try (Spool spool = Spool.in(home.cache().resolve("spool"));
                ReaderPool pool = new ReaderPool(
                        ReaderLaunch.likeThisProcess(home.tools(), spool.folder(), spool.folder()),
                        ReaderBudgets.usual(),
                        options.readers())) {
            FileReading reading = new FileReading(pool, spool, settings, format == Format.PDF);
            InOrder.run(
                    files,
                    options.readers(),
                    file -> reading.read(
                            file,
                            page -> progress.bar(done.get(), files.size(), file.getFileName() + ", page " + page)),
                    result -> {
                        progress.end();
                        done.incrementAndGet();
                        if (!write(output, result, spool.folder())) {
                            failed.incrementAndGet();
                        }
                        result.discard();
                    });
        }
        progress.end();
        return failed.get() == 0 ? 0 : 1;
    }

    private boolean write(TextOutput output, FileResult result, Path folder) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        if (format != Format.JSON) {
            sayWhatWasNotRead(result, err);
        }
        if (!result.read() && result.pages().isEmpty() && format != Format.JSON) {
            return false;
        }
        switch (format) {
            case TEXT -> output.write(result.file(), text(result));
            case JSON -> output.write(result.file(), JsonLines.mapper().writeValueAsString(json(result)));
            case HOCR -> output.write(result.file(), Hocr.of(result));
            case PDF -> PdfOutput.write(result, output.targetFor(result.file()), folder, clock);
        }
        return result.read();
    }

    /** A page without text says why; in JSON it does so itself. */
    private static void sayWhatWasNotRead(FileResult result, PrintWriter err) {
        if (!result.read()) {
            err.println("chartroom: " + result.file() + ": " + result.message());
        }
        result.pages().stream()
                .filter(page -> page.text().isEmpty() && !page.problem().isEmpty())
                .forEach(page ->
                        err.println("chartroom: " + result.file() + ", page " + page.number() + ": " + page.detail()));
        err.flush();
    }

    private static String text(FileResult result) {
        StringBuilder text = new StringBuilder();
        for (FileResult.Page page : result.pages()) {
            text.append(text.isEmpty() ? "" : "\f\n").append(page.text());
        }
        for (FileResult attachment : result.attachments()) {
            text.append(text.isEmpty() ? "" : "\f\n").append(text(attachment));
        }
        return text.toString();
    }

    private static ObjectNode json(FileResult result) {
        ObjectNode object = result.read()
                ? JsonLines.mapper().createObjectNode().put("file", result.name())
                : JsonLines.problemNode(result.name(), result.problem(), result.message());
        if (!result.read() && result.pages().isEmpty()) {
            return object;
        }
        object.put("kind", result.kind());
        ArrayNode pages = object.putArray("pages");
        for (FileResult.Page page : result.pages()) {
            pages.add(json(page));
        }
        if (!result.attachments().isEmpty()) {
            ArrayNode attachments = object.putArray("attachments");
            result.attachments().forEach(attachment -> attachments.add(json(attachment)));
        }
        object.put("elapsedMs", result.elapsedMs());
        return object;
    }

    private static ObjectNode json(FileResult.Page page) {
        ObjectNode object = JsonLines.mapper().createObjectNode();
        object.put("page", page.number());
        object.put("text", page.text());
        object.put("confidence", round(page.confidence(), 4));
        object.put("rotation", page.geometry().map(PageGeometry::rotation).orElse(0));
        object.put(
                "skewDegrees",
                round(page.geometry().map(PageGeometry::skewDegrees).orElse(0.0), 2));
        object.put("blank", page.outcome() instanceof PageOutcome.Blank);
        if (page.outcome() instanceof PageOutcome.Separator separator) {
            object.put("separator", separator.value());
        } else {
            object.putNull("separator");
        }
        object.put("widthPx", page.geometry().map(PageGeometry::widthPx).orElse(0));
        object.put("heightPx", page.geometry().map(PageGeometry::heightPx).orElse(0));
        object.put("xDpi", page.geometry().map(PageGeometry::xDpi).orElse(0.0));
        object.put("yDpi", page.geometry().map(PageGeometry::yDpi).orElse(0.0));
        if (!page.problem().isEmpty()) {
            object.putObject("problem").put("kind", page.problem()).put("message", page.detail());
        }
        ArrayNode barcodes = object.putArray("barcodes");
        for (Barcode barcode : page.barcodes()) {
            barcodes.addObject()
                    .put("format", barcode.symbology().name())
                    .put("value", barcode.value())
                    .put("x", barcode.box().x())
                    .put("y", barcode.box().y())
                    .put("width", barcode.box().width())
                    .put("height", barcode.box().height());
        }
        ArrayNode words = object.putArray("words");
        for (Word word : page.words()) {
            words.addObject()
                    .put("text", word.text())
                    .put("x", word.box().x())
                    .put("y", word.box().y())
                    .put("width", word.box().width())
                    .put("height", word.box().height())
                    .put("confidence", round(word.confidence(), 4));
        }
        return object;
    }

    private static double round(double value, int digits) {
        return Double.parseDouble(String.format(Locale.ROOT, "%." + digits + "f", value));
    }
}
