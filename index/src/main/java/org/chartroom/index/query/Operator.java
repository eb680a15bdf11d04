package org.chartroom.index.query;

/** The words that combine. Only in capitals: {@code and} in lower case is a word of a note. */
enum Operator {
    AND,
    OR,
    NOT;

    static boolean isOperator(String word) {
        return word.equals("AND") || word.equals("OR") || word.equals("NOT");
    }
}
