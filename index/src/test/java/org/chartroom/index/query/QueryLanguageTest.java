package org.chartroom.index.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            aspirin                            | aspirin
            aspirin warfarin                   | and(aspirin warfarin)
            aspirin AND warfarin               | and(aspirin warfarin)
            aspirin and warfarin               | and(aspirin and warfarin)
            aspirin OR warfarin                | or(aspirin warfarin)
            a1 b1 OR c1 d1                     | or(and(a1 b1) and(c1 d1))
            a1 AND (b1 OR c1)                  | and(a1 or(b1 c1))
            ((a1))                             | a1
            aspirin -warfarin                  | and(aspirin not(warfarin))
            aspirin NOT warfarin               | and(aspirin not(warfarin))
            aspirin AND NOT warfarin           | and(aspirin not(warfarin))
            -(a1 OR b1)                        | not(or(a1 b1))
            -"chest pain"                      | not("chest pain")
            follow-up                          | follow-up
            smith - discharge                  | and(smith discharge)
            ----- smith                        | smith
            "myocardial  infarction"           | "myocardial  infarction"
            “chest pain”                       | "chest pain"
            "chest pain"~3                     | "chest pain"~3
            chol*                              | chol*
            chol*.                             | chol*
            metoprolol~                        | metoprolol~2
            aspirin~                           | aspirin~1
            aspirin~2                          | aspirin~1
            patient:smith                      | patient:smith
            PATIENT:smith                      | patient:smith
            patient: smith                     | patient:smith
            patient:"smith, ann"               | patient:"smith, ann"
            patient:smi*                       | patient:smi*
            author:(smith OR jones)            | or(author:smith author:jones)
            -author:smith                      | not(author:smith)
            kind:fax                           | kind=FAX
            kind:"fax"                         | kind=FAX
            stage:needs-person                 | stage=NEEDS_PERSON
            stage:needs_person                 | stage=NEEDS_PERSON
            channel:watched-folder             | channel=WATCHED_FOLDER
            kind:(fax OR scan)                 | or(kind=FAX kind=SCAN)
            date:2024                          | date=2024-01-01..2024-12-31
            date:2024-02                       | date=2024-02-01..2024-02-29
            date:2024-02-03                    | date=2024-02-03..2024-02-03
            date:02/03/2024                    | date=2024-02-03..2024-02-03
            date:2024-01..2024-06              | date=2024-01-01..2024-06-30
            date:2024..                        | date=2024-01-01..
            date:..2024-06                     | date=..2024-06-30
            dob:1950-01-31                     | dob=1950-01-31..1950-01-31
            10:30                              | 10:30
            http://example.org                 | http://example.org
            Assessment: stable                 | and(Assessment: stable)
            H&P                                | H&P
            120/80                             | 120/80
            vitamin(s)                         | and(vitamin s)
            a & b                              | and(a b)
            why?                               | why?
            """)
    void readsWhatPeopleType(String typed, String meant) {
        assertThat(QueryLanguage.parse(typed))
                .isInstanceOfSatisfying(
                        SearchQuery.class,
                        query -> assertThat(shown(query.root())).isEqualTo(meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u00a0"})
    void nothingAsksForEverything(String typed) {
        assertThat(QueryLanguage.parse(typed))
                .isInstanceOfSatisfying(
                        SearchQuery.class, query -> assertThat(query.root()).isEqualTo(new QueryNode.Everything()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "chest pain           |  0 | "chest pain"
            ab "chest pain        |  3 | ab "chest pain"
            (a1 OR b1             |  0 | (a1 OR b1)
            a1 OR b1)             |  8 | a1 OR b1
            ()                    |  0 | ``
            ab ()                 |  3 | ab
            AND aspirin           |  0 | and aspirin
            aspirin OR            |  8 | aspirin
            aspirin NOT           |  8 | aspirin
            a1 AND OR b1          |  7 | a1 AND or b1
            *                     |  0 | ``
            ab x*                 |  3 | ab x
            ch*ol                 |  2 | ch*
            *ology                |  0 | ology
            abc~                  |  3 | abc
            aspirin~7             |  7 | aspirin~
            "a b"~99              |  5 | "a b"~5
            patien:smith          |  0 | patient:smith
            foo:bar               |  0 | "foo:bar"
            title:                |  0 | title
            title:---             |  0 | title
            kind:fux              |  5 | kind:fax
            kind:xyzzy            |  5 | kind xyzzy
            date:soon             |  5 | date soon
            date:2024-13          |  5 | date:2024
            date:2024-02-30       |  5 | date:2024
            date:2024-06..2024-01 |  5 | date:2024-01..2024-06
            ?!                    |  0 | ``
            """)
    void pointsAtTheMistakeAndSuggestsWhatWouldWork(String typed, int position, String suggestion) {
        assertThat(QueryLanguage.parse(typed)).isInstanceOfSatisfying(BadQuery.class, bad -> {
            assertThat(bad.message()).endsWith(".");
            assertThat(bad.position()).isEqualTo(position);
            assertThat(bad.suggestion()).isEqualTo(suggestion == null ? "" : suggestion);
        });
    }

    @Test
    void refusesQueriesThatWouldBeDear() {
        assertThat(QueryLanguage.parse("x".repeat(QueryLanguage.MAX_LENGTH + 1)))
                .isInstanceOf(BadQuery.class);
        assertThat(QueryLanguage.parse("ab ".repeat(QueryLanguage.MAX_LEAVES + 1)))
                .isInstanceOf(BadQuery.class);
        assertThat(QueryLanguage.parse("ab ".repeat(QueryLanguage.MAX_LEAVES))).isInstanceOf(SearchQuery.class);
        assertThat(QueryLanguage.parse("ab* ".repeat(QueryLanguage.MAX_OPEN_WORDS + 1)))
                .isInstanceOf(BadQuery.class);
        assertThat(QueryLanguage.parse("(".repeat(QueryLanguage.MAX_DEPTH + 1) + "a"))
                .isInstanceOf(BadQuery.class);
        assertThat(QueryLanguage.parse("NOT ".repeat(QueryLanguage.MAX_DEPTH + 1) + "a"))
                .isInstanceOf(BadQuery.class);
        assertThat(QueryLanguage.parse('"' + "ab ".repeat(QueryLanguage.MAX_LEAVES + 1) + '"'))
                .isInstanceOf(BadQuery.class);
    }

    @Property(tries = 5000)
    void anyTextIsAQueryOrAMistakeWithAPlaceAndSuggestionsWork(@ForAll("texts") String text) {
        ParsedQuery parsed =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> QueryLanguage.parse(text));
        if (parsed instanceof BadQuery bad) {
            assertThat(bad.position()).isBetween(0, text.length());
            if (!bad.suggestion().isEmpty()) {
                assertThat(QueryLanguage.parse(bad.suggestion())).isInstanceOf(SearchQuery.class);
            }
        }
    }

    /** Pieces of the language in any order, with some noise between. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "(",
                ")",
                "\"",
                "“",
                "-",
                "*",
                "~",
                "~2",
                ":",
                "..",
                " ",
                " ",
                " ",
                "AND",
                "OR",
                "NOT",
                "and",
                "aspirin",
                "chol",
                "patient:",
                "date:",
                "kind:",
                "title:",
                "2024-01",
                "fax",
                "&",
                "'",
                "é",
                "\ud83d",
                "漢",
                "\n",
                "1");
        Arbitrary<String> composed = pieces.list().ofMaxSize(40).map(list -> String.join("", list));
        return Arbitraries.oneOf(composed, Arbitraries.strings().ofMaxLength(60));
    }

    private static String shown(QueryNode node) {
        return switch (node) {
            case QueryNode.Everything e -> "everything";
            case QueryNode.Word word -> field(word.field()) + word.text();
            case QueryNode.Phrase phrase ->
                field(phrase.field()) + '"' + phrase.text() + '"' + (phrase.slop() == 0 ? "" : "~" + phrase.slop());
            case QueryNode.Prefix prefix -> field(prefix.field()) + prefix.start() + "*";
            case QueryNode.Fuzzy fuzzy -> field(fuzzy.field()) + fuzzy.text() + "~" + fuzzy.edits();
            case QueryNode.Named named -> named.field().typed() + "=" + named.value();
            case QueryNode.Dates dates ->
                dates.field().typed() + "=" + dates.from().map(Object::toString).orElse("") + ".."
                        + dates.to().map(Object::toString).orElse("");
            case QueryNode.And and -> "and" + shown(and.nodes());
            case QueryNode.Or or -> "or" + shown(or.nodes());
            case QueryNode.Not not -> "not(" + shown(not.node()) + ")";
            case QueryNode.Widened widened -> "widened(" + shown(widened.typed()) + ")";
        };
    }

    private static String shown(List<QueryNode> nodes) {
        return nodes.stream().map(QueryLanguageTest::shown).collect(Collectors.joining(" ", "(", ")"));
    }

    private static String field(java.util.Optional<QueryField> field) {
        return field.map(f -> f.typed() + ":").orElse("");
    }
}
