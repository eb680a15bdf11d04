package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.chartroom.index.query.QueryNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoteAnalyzerTest {
    private final NoteAnalyzer analyzer = new NoteAnalyzer();

    /** Tokens of one position joined by {@code |}; base forms with {@code ^} before them, rows of common words with {@code +}. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            The patient is well          ; the patient|+the_patient is|+patient_is|+the_patient_is well
            a well and to                ; a well and to|+and_to
            on the (left) is it          ; on the|+on_the left|+the_left|+on_the_left is|+left_is|+the_left_is it|+is_it|+left_is_it
            10 mg                        ; 10 mg
            10mg                         ; 10|10mg mg
            0.5mg/kg                     ; 0.5|0.5mg/kg mg kg
            120/80                       ; 120|120/80 80
            L4-5                         ; l4|l4-5 5
            HbA1c                        ; hba1c|hb|a1c
            7.2 %                        ; 7.2
            1,500.5                      ; 1500.5
            2024-01-05                   ; 2024|2024-01-05 01 05
            10:30                        ; 10|10:30 30
            follow-up                    ; follow|followup up|+follow_up
            x-ray                        ; x|xray ray
            COVID-19                     ; covid|covid19 19
            O'Brien                      ; o|obrien brien
            patient's                    ; patient
            patients                     ; patients|^patient
            H&P                          ; h|h&p p
            M.D.                         ; m|md d
            U.S.A.                       ; u|usa s a
            End.Start                    ; end start
            Müller                       ; muller|^mull|mueller
            naïve café                   ; naive cafe
            STRASSE straße               ; strasse strasse
            hypertension hypotension     ; hypertension hypotension
            Hypo-                        ; hypo
            漢字                          ; 漢 字
            T4 B12 a1c                   ; t4 b12 a1c
            3rd                          ; 3|3rd rd
            ½ µg                         ; μg
            """)
    void cutsNotesIntoWords(String text, String tokens) throws IOException {
        assertThat(shown(text)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            hyper-\\ntension noted       ; hypertension|hyper|tension noted|+hypertension_noted
            hyper- \\r\\n  tension       ; hypertension|hyper|tension
            Hyper-\\n\\ntension          ; hyper tension
            T4-\\nlevel                  ; t4 level
            pain -\\nnone                ; pain none|+pain_none
            line\\nend                   ; line end
            """)
    void mendsWordsDividedAtTheEndOfALine(String text, String tokens) throws IOException {
        assertThat(shown(text.replace("\\n", "\n").replace("\\r", "\r"))).isEqualTo(tokens);
    }

    /** What is asked, what stands in the note, and whether it is found. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            120/80        ; BP 120/80 today        ; true
            120           ; BP 120/80 today        ; true
            80            ; BP 120/80 today        ; true
            120/80        ; 80 over 120            ; false
            l4-5          ; disc at L4-5           ; true
            L4            ; disc at L4-5           ; true
            hba1c         ; HbA1c of 7             ; true
            A1C           ; HbA1c of 7             ; true
            HbA1c         ; hba1c of 7             ; true
            HbA1c         ; Hb A1c of 7            ; true
            10mg          ; take 10 mg             ; true
            10            ; take 10mg              ; true
            followup      ; for follow-up          ; true
            follow-up     ; for followup           ; true
            follow-up     ; for follow up          ; true
            follow-up     ; for follow-\\nup       ; true
            hypertension  ; hyper-\\ntension       ; true
            hyper         ; hyper-\\ntension       ; true
            xray          ; an X-ray               ; true
            mueller       ; Frau Müller            ; true
            muller        ; Frau Müller            ; true
            müller        ; Frau Mueller           ; true
            müller        ; Frau Muller            ; true
            obrien        ; Mr. O’Brien            ; true
            O'Brien       ; Mr. OBrien             ; true
            medication    ; all medications        ; true
            medications   ; one medication         ; true
            hypotension   ; hypertension           ; false
            hypoglycemia  ; hyperglycemia          ; false
            md            ; John Doe, M.D.         ; true
            the           ; the end                ; true
            1500          ; platelets 1,500        ; true
            patient       ; the patient's leg      ; true
            """)
    void findsAsTypedAndByParts(String asked, String note, boolean found) {
        QueryCompiler compiler = QueryCompiler.onAPage(analyzer);
        List<Span> spans = new Highlighter(analyzer)
                .marking(compiler.places(new QueryNode.Word(Optional.empty(), asked)))
                .spans(note.replace("\\n", "\n"));
        assertThat(!spans.isEmpty()).isEqualTo(found);
    }

    @Property(tries = 3000)
    void anyTextIsCutWithOffsetsInOrderAndInside(@ForAll String text) throws IOException {
        int last = 0;
        try (TokenStream tokens = analyzer.tokenStream(Fields.TEXT, text)) {
            OffsetAttribute offset = tokens.getAttribute(OffsetAttribute.class);
            CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                assertThat(offset.startOffset()).isBetween(last, text.length());
                assertThat(offset.endOffset()).isBetween(offset.startOffset() + 1, text.length());
                assertThat(term.length()).isPositive();
                last = offset.startOffset();
            }
            tokens.end();
        }
    }

    private String shown(String text) throws IOException {
        List<String> positions = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(Fields.TEXT, text)) {
            CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
            FlagsAttribute flags = tokens.getAttribute(FlagsAttribute.class);
            PositionIncrementAttribute increment = tokens.getAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String shown = switch (TokenKind.ofFlags(flags.getFlags())) {
                    case STEM -> "^" + term.toString().substring(1);
                    case ROW -> "+" + term.toString().substring(1).replace(' ', '_');
                    case PART, WHOLE, VARIANT, PIECE -> term.toString();
                };
                if (increment.getPositionIncrement() > 0) {
                    positions.add(shown);
                } else {
                    positions.add(positions.removeLast() + "|" + shown);
                }
            }
            tokens.end();
        }
        return String.join(" ", positions);
    }
}
