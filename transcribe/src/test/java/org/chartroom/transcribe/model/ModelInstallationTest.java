package org.chartroom.transcribe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chartroom.transcribe.SpeechConfig;
import org.chartroom.transcribe.SpeechEngines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed is whole and the published file; what is refused leaves nothing behind. */
class ModelInstallationTest {
    private static final ModelInstallation.Trial SOUND = model -> Optional.empty();

    @TempDir
    Path folder;

    private ModelShelf shelf() {
        return new ModelShelf(folder.resolve("vosk"));
    }

    private ModelInstallation installation() {
        return new ModelInstallation(shelf());
    }

    /** The digits model as its maker would publish it, some files left out. */
    private static byte[] published(String... without) throws IOException {
        Path model = Path.of("src/test/resources/vosk-digits-8k");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = model.relativize(file).toString();
                if (!List.of(without).contains(name)) {
                    zip.putNextEntry(new ZipEntry("vosk-digits-8k/" + name));
                    Files.copy(file, zip);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(1);
        }
        return bytes.toByteArray();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.zip"), bytes);
    }

    private static CatalogueModel entry(URI address, byte[] zip) throws Exception {
        return new CatalogueModel(
                "vosk-digits-8k",
                "small",
                address,
                zip.length,
                Optional.of(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(zip))),
                Optional.empty(),
                "CC-BY-SA-4.0",
                100,
                10,
                List.of());
    }

    private List<String> left() throws IOException {
        if (!Files.exists(shelf().folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(shelf().folder())) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    private void assertRefused(byte[] zip, String saying) throws IOException {
        Path file = file(zip);
        assertThatThrownBy(() -> installation().install(file, "digits", Optional.empty(), SOUND))
                .isInstanceOf(ModelInstallation.RefusedException.class)
                .hasMessageContaining(saying)
                .hasMessageContaining("Nothing was installed");
        assertThat(left()).isEmpty();
    }

    @Test
    void aWholeModelIsInstalledUnderItsName() throws Exception {
        Path place = installation().install(file(published()), "digits", Optional.empty(), SOUND);
        assertThat(place).isEqualTo(shelf().folder().resolve("digits"));
        assertThat(left()).containsExactly("digits");
        assertThat(shelf().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.fault()).isEmpty());
    }

    @Test
    void aFileOtherThanThePublishedOneIsRefusedBeforeItIsUnpacked() throws Exception {
        CatalogueModel known = entry(URI.create("http://localhost/none"), published());
        Path other = file(zip("vosk-digits-8k/am/final.mdl"));
        AtomicBoolean tried = new AtomicBoolean();
        assertThatThrownBy(() -> installation().install(other, known.name(), Optional.of(known), model -> {
                    tried.set(true);
                    return Optional.empty();
                }))
                .isInstanceOf(ModelInstallation.RefusedException.class)
                .hasMessageContaining("checksum");
        assertThat(tried).isFalse();
        assertThat(left()).isEmpty();
    }

    @Test
    void namesThatLeadOutOfTheFolderAreRefused() throws Exception {
        for (String name : List.of("../../evil", "/etc/evil", "model/../../../evil", "a\\..\\..\\evil")) {
            assertRefused(zip(name), "outside its own folder");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains("evil"));
        }
    }

    @Test
    void whatIsNoZipFileOrEndsTooEarlyIsRefused() throws Exception {
        assertRefused(new byte[100], "no zip file");
        byte[] whole = published();
        assertRefused(Arrays.copyOf(whole, whole.length / 2), "Fetch it again");
    }

    @Test
    void anIncompleteModelIsRefusedWithWhatIsMissing() throws Exception {
        assertRefused(published("am/final.mdl"), "acoustic model is missing");
        assertRefused(published("conf/mfcc.conf"), "mfcc.conf is missing");
    }

    @Test
    void aModelThatFailsItsTrialIsNotInstalled() throws Exception {
        Path file = file(published());
        assertThatThrownBy(() -> installation()
                        .install(file, "digits", Optional.empty(), model -> Optional.of("The reader broke down.")))
                .isInstanceOf(ModelInstallation.RefusedException.class)
                .hasMessageContaining("The reader broke down.");
        assertThat(left()).isEmpty();
    }

    @Test
    void whatIsInstalledStaysAsItIs() throws Exception {
        installation().install(file(published()), "digits", Optional.empty(), SOUND);
        assertThatThrownBy(() -> installation().install(file(published()), "digits", Optional.empty(), SOUND))
                .isInstanceOf(ModelInstallation.RefusedException.class)
                .hasMessageContaining("installed already");
    }

    @Test
    void aDownloadThatBreaksOffIsGoneOnWith() throws Exception {
        byte[] zip = published();
        List<String> ranges = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.sendResponseHeaders(range == null ? 200 : 206, zip.length - from);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(zip, from, range == null ? zip.length / 2 : zip.length - from);
            } finally {
                exchange.close();
            }
        });
        server.start();
        try {
            CatalogueModel known =
                    entry(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/m.zip"), zip);
            assertThatThrownBy(() -> installation().download(known, bytes -> {}))
                    .isInstanceOf(IOException.class);
            Path part = shelf().folder().resolve(".vosk-digits-8k.zip.part");
            assertThat(Files.size(part)).isBetween(1L, (long) zip.length / 2);
            assertThat(shelf().entries()).isEmpty();

            Path whole = installation().download(known, bytes -> {});
            assertThat(whole).hasBinaryContent(zip);
            assertThat(ranges).hasSize(2).first().isEqualTo("null");
            assertThat(ranges.getLast()).startsWith("bytes=");
            installation().install(whole, known.name(), Optional.of(known), SOUND);
            assertThat(shelf().find("vosk-digits-8k")).isPresent();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileCutOffAfterwardsIsNamed() throws Exception {
        Path place = installation().install(file(published()), "digits", Optional.empty(), SOUND);
        Path graph = place.resolve("graph/HCLG.fst");
        byte[] whole = Files.readAllBytes(graph);
        Files.write(graph, Arrays.copyOf(whole, whole.length * 95 / 100));
        assertThat(shelf().entries())
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.fault()).contains("HCLG.fst").contains("install"));
    }

    /** Of the size of a dictation model; its graph is padded, so that it passes the look and could not be loaded. */
    private void dictation(String name, long graphBytes) throws Exception {
        Path place = installation().install(file(published()), name, Optional.empty(), SOUND);
        try (FileChannel graph = FileChannel.open(place.resolve("graph/HCLG.fst"), StandardOpenOption.WRITE)) {
            graph.write(java.nio.ByteBuffer.allocate(1), graphBytes - 1);
        }
        Files.delete(place.resolve("installed.tsv"));
    }

    private SpeechEngines.Choice choice() {
        return SpeechEngines.choose(folder.resolve("natives"), shelf().folder(), folder.resolve("pocketsphinx"));
    }

    @Test
    void theBestDictationModelIsUsedByItselfAndAnotherWhenItIsChosen() throws Exception {
        assertThat(choice().config().engine()).isEqualTo("pocketsphinx");
        assertThat(choice().figures()).isNotEmpty();
        assertThat(choice().hint()).contains("vosk-model-small-en-us-0.15").contains("model install");

        dictation("vosk-model-small-en-us-0.15", 20L << 20);
        dictation("of-our-own", 40L << 20);
        assertThat(choice().config()).isInstanceOf(SpeechConfig.Vosk.class);
        assertThat(choice().model()).isEqualTo("vosk-model-small-en-us-0.15");
        assertThat(choice().figures()).isNotEmpty();
        assertThat(choice().hint()).contains("lgraph");

        shelf().use("of-our-own");
        assertThat(choice().model()).isEqualTo("of-our-own");
        assertThat(choice().reason()).contains("chosen");
        assertThat(choice().figures()).isEmpty();
        shelf().use(ModelShelf.BUILT_IN);
        assertThat(choice().config().engine()).isEqualTo("pocketsphinx");
        shelf().useBest();
        assertThat(choice().model()).isEqualTo("vosk-model-small-en-us-0.15");
    }

    @Test
    void aModelThatIsThereAndBadIsNamedWithWhatIsWrong() throws Exception {
        dictation("of-our-own", 40L << 20);
        shelf().use("of-our-own");
        Files.delete(shelf().folder().resolve("of-our-own/am/final.mdl"));

        assertThat(choice().config().engine()).isEqualTo("pocketsphinx");
        assertThat(choice().faults())
                .anySatisfy(fault -> assertThat(fault).contains("of-our-own").contains("acoustic model is missing"))
                .anySatisfy(fault -> assertThat(fault).contains("The chosen model of-our-own cannot be used"));
        assertThatThrownBy(() -> shelf().use("of-our-own"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acoustic model is missing");
    }

    @Test
    void aModelForSpokenDigitsCannotBeChosen() throws Exception {
        installation().install(file(published()), "digits", Optional.empty(), SOUND);
        assertThatThrownBy(() -> shelf().use("digits"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too small a vocabulary");
        assertThatThrownBy(() -> shelf().use("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("install it first");
    }
}
