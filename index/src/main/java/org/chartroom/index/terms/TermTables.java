package org.chartroom.index.terms;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.table.ShippedTable;

/** Where terms come from: the short list that ships, and the whole classification as CMS publishes it. */
public final class TermTables {
    private static final int CODE = 6;
    private static final int CODE_END = 13;
    private static final int BILLABLE = 14;
    private static final int TITLE = 77;

    private TermTables() {}

    /** Diagnoses that are common in an office; codes and titles are those of ICD-10-CM. */
    public static List<Term> common() {
        return rows("common-diagnoses.tsv").stream()
                .map(row -> new Term(row.get(0), row.get(1), true))
                .toList();
    }

    /**
     * The "order file" that CMS publishes with ICD-10-CM: fixed columns, the code from 7, from 15 whether it is billable, the
     * title from 78.
     *
     * @throws IOException when it cannot be read or is something else
     */
    public static List<Term> orderFile(Path file) throws IOException {
        List<Term> terms = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() <= TITLE) {
                    continue;
                }
                String code = line.substring(CODE, CODE_END).strip();
                String title = line.substring(TITLE).strip();
                if (!code.isEmpty() && !title.isEmpty()) {
                    terms.add(new Term(Term.dotted(code), title, line.charAt(BILLABLE) == '1'));
                }
            }
        }
        if (terms.isEmpty()) {
            throw new IOException(file + " is not the order file of ICD-10-CM");
        }
        return terms;
    }

    /** Rows of words that mean the same; the first are the classification's own. */
    static List<List<String>> synonyms() {
        return rows("synonyms.tsv");
    }

    /** Codes, or beginnings of codes, with what they mean in plain words. */
    static List<List<String>> explanations() {
        return rows("explanations.tsv");
    }

    private static List<List<String>> rows(String name) {
        return ShippedTable.rows(TermTables.class, name);
    }
}
