package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Reconciliation;
import org.chartroom.models.record.Role;
import org.chartroom.store.jdbc.Finding;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.StoreVerifier;
import org.jspecify.annotations.Nullable;

/** Whatever people do with pages, in whatever order: none is lost, none is doubled, and each is found where it lies. */
class PageEditsPropertyTest {
    private static final int PAGES = 7;
    private static final int SHEETS = PAGES + 2;

    @SuppressWarnings("NullAway.Init") // Opened before the properties.
    private static Path data;

    @SuppressWarnings("NullAway.Init") // Opened before the properties.
    private static TestOffice office;

    @SuppressWarnings("NullAway.Init") // Opened before the properties.
    private static TestWorker worker;

    private static int files;

    @BeforeContainer
    static void open() throws IOException {
        data = Files.createTempDirectory("page-edits");
        office = TestOffice.open(data);
        worker = new TestWorker(office);
    }

    @AfterContainer
    static void close() throws IOException {
        office.close();
        try (var all = Files.walk(data)) {
            for (Path each : all.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    enum What {
        SPLIT,
        MERGE,
        REORDER,
        ROTATE,
        DROP,
        RESTORE,
        MOVE,
        UNDO
    }

    /** @param seed everything else that is by chance */
    record Move(What what, long seed) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        return Combinators.combine(Arbitraries.of(What.class), Arbitraries.longs())
                .as(Move::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(14);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void noSequenceOfEditsLosesDoublesOrMisplacesAPage(@ForAll("moves") List<Move> moves) throws IOException {
        Desk desk = new Desk("f" + files++);
        for (Move move : moves) {
            desk.play(move);
            desk.agreesWithTheRecords();
        }
        desk.isFoundWhereItLies();
        assertThat(findings()).isEmpty();
        assertThat(office.server
                        .house()
                        .store()
                        .<List<Reconciliation>>read(r ->
                                r.arrivals().reconcile(office.server.house().facility(), java.time.ZoneOffset.UTC, 3)))
                .isNotEmpty()
                .allMatch(Reconciliation::balanced);
    }

    private static List<Finding> findings() throws IOException {
        List<Finding> found = new ArrayList<>();
        new StoreVerifier(
                        (JdbiRecordStore) office.server.house().store(),
                        office.server.house().blobs(),
                        found::add,
                        () -> false)
                .verify((_, _, _) -> {});
        return found;
    }

    /** A page as the model knows it: the sheet it was, and how it was turned. */
    record Leaf(int sheet, int turned) {
        Leaf turn(int degrees) {
            return new Leaf(sheet, (turned + degrees) % 360);
        }
    }

    /** How documents lay before an edit, of those it touched. */
    private record Edit(Map<String, List<Leaf>> before, Map<String, Set<Integer>> droppedBefore) {}

    /** One arrival of two documents, a separator and a blank sheet, and what should have become of them. */
    private static final class Desk {
        private final String name;
        private final String arrival;
        private final String file;
        private final Map<String, List<Leaf>> documents = new LinkedHashMap<>();
        private final Map<String, Set<Integer>> dropped = new HashMap<>();
        private final Map<Integer, Integer> keptTurn = new HashMap<>();
        private final List<Edit> edits = new ArrayList<>();

        Desk(String name) {
            this.name = name;
            TestOffice.Answer kept =
                    office.post(Role.INTAKE, "/arrivals?as=scan&name=" + name, name.getBytes(StandardCharsets.UTF_8));
            arrival = kept.body().get("id").asText();
            LeaseOffer offer = worker.lease(5).orElseThrow();
            file = offer.documentId().value();
            List<PageResult> pages = new ArrayList<>();
            for (int sheet = 1; sheet <= SHEETS; sheet++) {
                pages.add(
                        sheet == 4
                                ? TestWorker.separator(4, "PATCH-T")
                                : sheet == SHEETS
                                        ? TestWorker.blank(sheet)
                                        : worker.page(offer, sheet, "sheet " + word(sheet)));
            }
            TestOffice.Answer result = worker.handIn(
                    offer, new WorkResult.Read("image/tiff", DocumentKind.SCAN, pages, SHEETS, List.of()));
            assertThat(result.status()).as(result.text()).isEqualTo(200);
            for (JsonNode document :
                    office.get(Role.INTAKE, "/arrivals/" + arrival).body().get("documents")) {
                List<Leaf> leaves = new ArrayList<>();
                for (JsonNode page : detail(document.get("id").asText()).get("pagesDetail")) {
                    leaves.add(new Leaf(page.get("sourcePage").asInt(), 0));
                }
                documents.put(document.get("id").asText(), leaves);
            }
            assertThat(documents).hasSize(2);
        }

        private String word(int sheet) {
            return name + "x" + sheet;
        }

        private static JsonNode detail(String document) {
            TestOffice.Answer answer = office.get(Role.INTAKE, "/documents/" + document);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.body();
        }

        private List<Leaf> lying(String document) {
            return documents.getOrDefault(document, List.of());
        }

        void play(Move move) {
            Random random = new Random(move.seed());
            List<String> full = documents.keySet().stream()
                    .filter(each -> !lying(each).isEmpty())
                    .toList();
            String at = full.get(random.nextInt(full.size()));
            List<Leaf> leaves = lying(at);
            String other = full.get(random.nextInt(full.size()));
            int size = leaves.size();
            switch (move.what()) {
                case SPLIT -> {
                    Set<Integer> cuts = new TreeSet<>();
                    for (int i = 0; i <= random.nextInt(2); i++) {
                        cuts.add(1 + random.nextInt(Math.max(1, size - 1)));
                    }
                    JsonNode done = edit(at, "split", Map.of("after", cuts), size > 1);
                    if (done != null) {
                        Edit edit = begin(at);
                        List<Integer> ends = new ArrayList<>(cuts);
                        ends.add(size);
                        for (int i = 0; i < cuts.size(); i++) {
                            String made =
                                    done.get("documents").get(i + 1).get("id").asText();
                            edit.before().put(made, List.of());
                            documents.put(made, List.copyOf(leaves.subList(ends.get(i), ends.get(i + 1))));
                        }
                        documents.put(at, List.copyOf(leaves.subList(0, ends.getFirst())));
                    }
                }
                case MERGE -> {
                    if (edit(at, "merge", Map.of("with", List.of(other)), !at.equals(other)) != null) {
                        begin(at, other);
                        List<Leaf> all = new ArrayList<>(leaves);
                        all.addAll(lying(other));
                        documents.put(at, all);
                        documents.put(other, List.of());
                    }
                }
                case REORDER -> {
                    List<Integer> order = new ArrayList<>();
                    for (int i = 1; i <= size; i++) {
                        order.add(i);
                    }
                    Collections.shuffle(order, random);
                    edit(at, "reorder", Map.of("order", order), true);
                    begin(at);
                    documents.put(
                            at,
                            order.stream().map(number -> leaves.get(number - 1)).toList());
                }
                case ROTATE -> {
                    int page = 1 + random.nextInt(size);
                    int degrees = 90 * (1 + random.nextInt(3));
                    edit(at, "rotate", Map.of("page", page, "degrees", degrees), true);
                    begin(at);
                    List<Leaf> turned = new ArrayList<>(leaves);
                    turned.set(page - 1, leaves.get(page - 1).turn(degrees));
                    documents.put(at, turned);
                }
                case DROP -> {
                    int page = 1 + random.nextInt(size);
                    Map<String, Object> body = random.nextBoolean()
                            ? Map.of("pages", List.of(page))
                            : Map.of("pages", List.of(page), "as", "rejected", "reason", "a cover sheet");
                    if (edit(at, "drop", body, size > 1) != null) {
                        begin(at);
                        List<Leaf> left = new ArrayList<>(leaves);
                        Leaf gone = left.remove(page - 1);
                        documents.put(at, left);
                        dropped.computeIfAbsent(at, _ -> new TreeSet<>()).add(gone.sheet());
                        keptTurn.put(gone.sheet(), gone.turned());
                    }
                }
                case RESTORE -> {
                    Set<Integer> there = dropped.getOrDefault(at, Set.of());
                    int sheet = there.isEmpty() ? 1 : there.iterator().next();
                    if (edit(
                                    at,
                                    "restore",
                                    Map.of("pages", List.of(Map.of("source", file, "sourcePage", sheet))),
                                    !there.isEmpty())
                            != null) {
                        begin(at);
                        List<Leaf> back = new ArrayList<>(leaves);
                        int place = 0;
                        for (int i = 0; i < back.size(); i++) {
                            place = back.get(i).sheet() < sheet ? i + 1 : place;
                        }
                        back.add(place, new Leaf(sheet, keptTurn.getOrDefault(sheet, 0)));
                        documents.put(at, back);
                        there.remove(sheet);
                    }
                }
                case MOVE -> {
                    int page = 1 + random.nextInt(size);
                    boolean may = !at.equals(other) && size > 1;
                    if (edit(at, "move", Map.of("pages", List.of(page), "to", other, "before", 1), may) != null) {
                        begin(at, other);
                        List<Leaf> left = new ArrayList<>(leaves);
                        List<Leaf> joined = new ArrayList<>(lying(other));
                        joined.addFirst(left.remove(page - 1));
                        documents.put(at, left);
                        documents.put(other, joined);
                    }
                }
                case UNDO -> undo(at);
            }
        }

        private void undo(String at) {
            Edit last = latest(at);
            boolean may = last != null && last.before().keySet().stream().allMatch(each -> latest(each) == last);
            if (edit(at, "undo", Map.of(), may) != null && last != null) {
                documents.putAll(last.before());
                dropped.putAll(last.droppedBefore());
                edits.remove(last);
            }
        }

        private @Nullable Edit latest(String document) {
            return edits.reversed().stream()
                    .filter(each -> each.before().containsKey(document))
                    .findFirst()
                    .orElse(null);
        }

        private Edit begin(String... touched) {
            Edit edit = new Edit(new LinkedHashMap<>(), new HashMap<>());
            for (String each : touched) {
                edit.before().put(each, lying(each));
                edit.droppedBefore().put(each, new TreeSet<>(dropped.getOrDefault(each, Set.of())));
            }
            edits.add(edit);
            return edit;
        }

        /** Answers nothing when the edit was refused, which must be so exactly when it should. */
        private static @Nullable JsonNode edit(String document, String what, Object body, boolean may) {
            TestOffice.Answer answer = office.post(
                    Role.INTAKE,
                    "/documents/" + document + "/" + what,
                    body,
                    "If-Match",
                    "\"" + detail(document).get("version").asInt() + "\"");
            if (!may) {
                assertThat(answer.status()).as(what + " " + answer.text()).isIn(400, 409);
                return null;
            }
            assertThat(answer.status()).as(what + " " + answer.text()).isEqualTo(200);
            return answer.body();
        }

        void agreesWithTheRecords() {
            Set<Integer> seen = new HashSet<>();
            documents.forEach((document, leaves) -> {
                JsonNode kept = detail(document);
                List<Leaf> pages = new ArrayList<>();
                for (JsonNode page : kept.get("pagesDetail")) {
                    pages.add(new Leaf(
                            page.get("sourcePage").asInt(), page.get("rotation").asInt()));
                    assertThat(page.get("widthPx").asInt())
                            .isEqualTo(page.get("rotation").asInt() % 180 == 0 ? 1_700 : 2_200);
                }
                assertThat(pages).isEqualTo(leaves);
                assertThat(kept.get("stage").asText()).isEqualTo(leaves.isEmpty() ? "MERGED" : "READ");
                leaves.forEach(leaf -> assertThat(seen.add(leaf.sheet())).isTrue());
            });
            dropped.values()
                    .forEach(sheets ->
                            sheets.forEach(sheet -> assertThat(seen.add(sheet)).isTrue()));
            assertThat(seen).hasSize(PAGES);
            JsonNode counts =
                    office.get(Role.INTAKE, "/arrivals/" + arrival).body().get("pages");
            assertThat(counts.get("received").asInt()).isEqualTo(SHEETS);
            assertThat(counts.get("inDocuments").asInt()
                            + counts.get("blanks").asInt()
                            + counts.get("rejected").asInt()
                            + counts.get("separators").asInt())
                    .isEqualTo(SHEETS);
        }

        void isFoundWhereItLies() {
            documents.forEach((document, leaves) -> {
                for (int i = 0; i < leaves.size(); i++) {
                    int number = i + 1;
                    Leaf leaf = leaves.get(i);
                    TestOffice.until("sheet " + leaf + " is found on page " + number, () -> {
                        JsonNode pages = hits(document, leaf.sheet());
                        return pages.size() == 1 && pages.get(0).get("page").asInt() == number;
                    });
                    JsonNode box =
                            hits(document, leaf.sheet()).get(0).get("boxes").get(0);
                    int across = word(leaf.sheet()).length() * 10;
                    assertThat(box.get("width").asInt()).isEqualTo(leaf.turned() % 180 == 0 ? across : 12);
                    assertThat(List.of(box.get("x").asInt(), box.get("y").asInt()))
                            .isEqualTo(
                                    switch (leaf.turned()) {
                                        case 0 -> List.of(70, 20);
                                        case 90 -> List.of(2_200 - 20 - 12, 70);
                                        case 180 -> List.of(1_700 - 70 - across, 2_200 - 20 - 12);
                                        default -> List.of(20, 1_700 - 70 - across);
                                    });
                }
            });
            dropped.forEach((document, sheets) -> sheets.forEach(sheet -> TestOffice.until(
                    "sheet " + sheet + " is found nowhere",
                    () -> office.get(Role.CLINICIAN, "/search?q=" + word(sheet))
                                    .body()
                                    .get("total")
                                    .asInt()
                            == 0)));
        }

        private JsonNode hits(String document, int sheet) {
            return office.get(Role.CLINICIAN, "/search/hits?documentId=" + document + "&q=" + word(sheet))
                    .body()
                    .get("pages");
        }
    }
}
