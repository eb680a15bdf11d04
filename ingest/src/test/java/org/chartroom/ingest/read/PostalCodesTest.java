package org.chartroom.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When look-alikes in a postal code are set right, and what is left alone. The codes are made up. */
class PostalCodesTest {
    private static final Set<String> ABBREVIATIONS = Set.of(
            ("AB BC MB NB NL NS NT NU ON PE QC SK YT AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA IL IN KS KY LA MA MD ME "
                            + "MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VI VT WA WI WV "
                            + "WY")
                    .split(" "));

    private static final String GRAMMAR =
            "(\\d{5}(-\\d{4})?|[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z]|\\d[ABCEGHJ-NPRSTV-Z]\\d"
                    + "|[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z]\\d[ABCEGHJ-NPRSTV-Z]\\d)[.,;:)]*";

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Millbrook, ON KIA 0B1          | Millbrook, ON K1A 0B1",
                "Millbrook, ON KlA OB1          | Millbrook, ON K1A 0B1",
                "Millbrook, ON, KIA 0B1         | Millbrook, ON, K1A 0B1",
                "Ada Roe, Millbrook, ON L4l 9Z9, May 3 | Ada Roe, Millbrook, ON L4l 9Z9, May 3",
                "Ada Roe, Millbrook, ON L4J 929, May 3 | Ada Roe, Millbrook, ON L4J 9Z9, May 3",
                "(Birch Bay, BC V9Z 1SI).       | (Birch Bay, BC V9Z 1S1).",
                "(Birch Bay, BC V9Z IS1).       | (Birch Bay, BC V9Z 1S1).",
                "Halden, NS 83H 1A1             | Halden, NS B3H 1A1",
                "Halden, QC 61R 2B2             | Halden, QC G1R 2B2",
                "Halden, SK 57K 5SS             | Halden, SK S7K 5S5",
                "Millbrook, ON KIA0BI           | Millbrook, ON K1A0B1",
                "Springvale, IL 627O4           | Springvale, IL 62704",
                "Springvale, IL, 6Z7O4;         | Springvale, IL, 62704;",
                "Halden, NY 1OOI2-34S6          | Halden, NY 1OOI2-34S6",
                "Halden, NY 100I2-34S6          | Halden, NY 10012-3456",
                "Halden, NY 0O501               | Halden, NY 00501",
                "Millbrook, OR 97Z0B, OR G0438  | Millbrook, OR 97208, OR G0438",
            })
    void looksAlikeIsSetRightByTheGrammarOfThePlace(String read, String mended) {
        assertThat(after(read)).isEqualTo(mended);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Millbrook, ON K1A 0B1          | it fits already",
                "Springvale, IL 62704           | it fits already",
                "Millbrook, ON 7KS 9BO          | the first sign is no letter and looks like none",
                "Millbrook, ON HIP 0B1          | codes in Ontario do not begin with H",
                "Millbrook, ON KID 0B1          | D is in no code",
                "Millbrook, ON KIA              | half a code may be anything",
                "Millbrook, ON K1A OB           | the second half is too short",
                "Millbrook, ON KIA 0B12         | the second half is too long",
                "Millbrook, BC 2IT 0B1          | Z is never the first letter",
                "Millbrook ON KIA 0B1           | no comma behind the place",
                "seen on, ON KIA 0B1            | a place has a capital",
                "Millbrook, On KIA 0B1          | the abbreviation is not in capitals",
                "Millbrook, XX KIA 0B1          | no province",
                "Millbrook, UK CBI 2OO          | another country",
                "LACERATION, ON LIP 2X2         | gauze",
                "LACERATION, ON LIP2X2          | gauze",
                "PUT ON DAY 1                   | a day",
                "Seen, ON DAY 1                 | a day",
                "Fracture, ON L5L               | half a code may be anything",
                "Disk, MB 512 GB                | a measure",
                "Disk, MB 512 512               | two of three signs would change",
                "Given, OR 50mg                 | a dose",
                "Weight, IN 401bs               | a weight",
                "Platelets, IN 3OOOO            | four signs would change",
                "Lot, IN 4OOOO                  | four signs would change",
                "Room, IN 5B2O1                 | ZIP codes in Indiana begin with 4",
                "seen IN 4B201                  | a room",
                "PATIENT ID 8B014               | an identifier",
                "Roe, ID 8B014                  | an identifier",
                "Roe, MD Z8673                  | a diagnosis",
                "G0437, OR G0438                | a procedure",
                "I2509, OR I2510                | a diagnosis",
                "Roe, ME 1S                     | too short",
                "Springvale, IL 627O41          | six digits",
                "Springvale, IL 627O4-12        | half of what ZIP+4 adds",
                "Springvale, IL                 | nothing behind",
                "KIA 0B1                        | nothing before",
                "ON KIA 0B1                     | no place",
                "IN THE OR ME                   | words",
            })
    void whatIsNoCodeOrNotSurelyOneStays(String read, String why) {
        assertThat(after(read)).as(why).isEqualTo(read);
    }

    @Test
    void placeAbbreviationAndCodeStandOnOneLine() {
        List<Word> words = List.of(
                word("Millbrook,", 0),
                word("ON", 0),
                word("KIA", 1),
                word("0B1", 1),
                word("Halden,", 2),
                word("IL", 3),
                word("627O4", 3),
                word("Halden,", 4),
                word("ON", 4),
                word("KIA", 4),
                word("0B1", 5));
        PostalCodes.Mended mended = PostalCodes.mended(words);
        assertThat(mended.words()).isEqualTo(words);
        assertThat(mended.note()).isEqualTo(new StepNote("postal codes", "none to mend", 0));
    }

    @Test
    void placesAndSurenessStayAndThePageSaysWhatWasChanged() {
        Word half = new Word("KIA", new Box(310, 20, 40, 21), 0.37, 7);
        Word rest = new Word("OB1,", new Box(360, 20, 44, 21), 0.91, 7);
        PostalCodes.Mended mended = PostalCodes.mended(List.of(word("Millbrook,", 7), word("ON", 7), half, rest));
        assertThat(mended.words().subList(2, 4))
                .containsExactly(new Word("K1A", half.box(), 0.37, 7), new Word("0B1,", rest.box(), 0.91, 7));
        assertThat(mended.note()).isEqualTo(new StepNote("postal codes", "KIA is K1A; OB1, is 0B1,", 2));
    }

    @Property
    void asManyWordsStayInTheirPlacesAndASecondTimeChangesNothing(@ForAll("pages") List<Word> page) {
        List<Word> mended = PostalCodes.mended(page).words();
        assertThat(mended)
                .usingElementComparator((one, other) -> one.box().equals(other.box())
                                && one.line() == other.line()
                                && one.confidence() == other.confidence()
                                && one.text().length() == other.text().length()
                        ? 0
                        : 1)
                .containsExactlyElementsOf(page);
        assertThat(PostalCodes.mended(mended).words()).isEqualTo(mended);
    }

    @Property
    void whatChangesStandsBehindAnAbbreviationThenFitsAndWasMostlyRight(@ForAll("pages") List<Word> page) {
        List<Word> mended = PostalCodes.mended(page).words();
        for (int i = 0; i < page.size(); i++) {
            String before = page.get(i).text();
            String after = mended.get(i).text();
            if (!before.equals(after)) {
                boolean behind = isBehindAbbreviation(page, i, 1) || isBehindAbbreviation(page, i, 2);
                assertThat(behind).as("%s behind an abbreviation", before).isTrue();
                assertThat(after).matches(GRAMMAR);
                long changed = IntStream.range(0, before.length())
                        .filter(at -> before.charAt(at) != after.charAt(at))
                        .count();
                assertThat(changed).isBetween(1L, 2L);
                assertThat(changed * 2).isLessThanOrEqualTo(before.length());
            }
        }
    }

    @Property
    void behindWordsThatAreNoAbbreviationNothingChanges(@ForAll("pages") List<Word> page) {
        List<Word> without = page.stream()
                .map(word -> ABBREVIATIONS.contains(word.text().replace(",", ""))
                        ? new Word("of", word.box(), word.confidence(), word.line())
                        : word)
                .toList();
        assertThat(PostalCodes.mended(without).words()).isEqualTo(without);
    }

    /** Of words that are, nearly are, or look like addresses, on few lines. */
    @Provide
    Arbitrary<List<Word>> pages() {
        Arbitrary<String> places = Arbitraries.of("Millbrook,", "Halden,", "LACERATION,", "seen", "B2B2B2,");
        Arbitrary<String> abbreviations =
                Arbitraries.of("ON", "ON,", "SK", "NS", "BC", "IL", "OR", "IN", "NY", "ID", "XX");
        Arbitrary<String> signs = Arbitraries.strings()
                .withChars("0123456789OIlSBZGKLMNV2X-,")
                .ofMinLength(1)
                .ofMaxLength(10);
        Arbitrary<String> codes = Arbitraries.oneOf(
                Arbitraries.of("KIA", "K1A", "57K", "83H", "VSZ", "OB1", "0B1,", "2Z2", "229", "KIAOB1", "57KOB1,"),
                Arbitraries.of("627O4", "6Z7O4,", "97208", "I2510", "4B201", "100I2-34S6", "1OO12"),
                signs);
        Arbitrary<List<String>> addresses =
                Combinators.combine(places, abbreviations, codes, codes).as(List::of);
        Arbitrary<Integer> breaks = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1));
        return Combinators.combine(
                        addresses.list().ofMinSize(1).ofMaxSize(4),
                        breaks.list().ofSize(16))
                .as((texts, ends) -> {
                    List<Word> words = new ArrayList<>();
                    int line = 0;
                    for (String text : texts.stream().flatMap(List::stream).toList()) {
                        line += ends.get(words.size());
                        words.add(new Word(text, new Box(30 * words.size(), 20, 25, 21), words.size() / 16.0, line));
                    }
                    return List.copyOf(words);
                });
    }

    private static boolean isBehindAbbreviation(List<Word> words, int at, int back) {
        return at >= back
                && words.get(at - back).line() == words.get(at).line()
                && ABBREVIATIONS.contains(words.get(at - back).text().replace(",", ""));
    }

    private static String after(String line) {
        List<Word> words =
                Arrays.stream(line.split(" +")).map(text -> word(text, 0)).toList();
        return String.join(
                " ", PostalCodes.mended(words).words().stream().map(Word::text).toList());
    }

    private static Word word(String text, int line) {
        return new Word(text, new Box(10, 20, 90, 21), 0.8, line);
    }
}
