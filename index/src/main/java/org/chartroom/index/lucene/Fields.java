package org.chartroom.index.lucene;

import org.chartroom.index.Facet;

/** Names of the index's fields. */
final class Fields {
    /** The page's text, analysed, with positions; not stored. */
    static final String TEXT = "text";
    /** Title, type, author, patient's name and number, analysed: what else a bare word may mean. */
    static final String ABOUT = "about";

    static final String TITLE = "title";
    static final String AUTHOR = "author";
    static final String PATIENT = "patient";
    static final String TYPE = "type";

    /** The document's id, one term. */
    static final String ID = "id";

    static final String FACILITY = "facility";
    static final String KIND = "kind";
    static final String STAGE = "stage";
    static final String CHANNEL = "channel";
    static final String PATIENT_ID = "patient.id";
    static final String MRN = "mrn";
    static final String TYPE_CODE = "type.code";
    static final String AUTHOR_NAME = "author.name";
    static final String LABEL = "label";
    /** On pages of restricted charts. */
    static final String RESTRICTED = "restricted";
    /** On the first page of every document. */
    static final String HEAD = "head";
    /** The value of a field that only is or is not there. */
    static final String YES = "1";

    /** Days since 1970. */
    static final String DATE = "date";
    /** Days since 1970. */
    static final String DOB = "dob";

    /** Page number, a number beside the documents. */
    static final String PAGE = "page";
    /** How many pages of the same document stand before this one in the segment. */
    static final String ORDINAL = "ordinal";
    /** A number made of the document's id that breaks ties the same way in every segment. */
    static final String TIE = "tie";
    /** What {@code newest} sorts by. */
    static final String WHEN = "when";
    /** The document's version in the store. */
    static final String VERSION = "version";

    /** The name of the model that said where the page's passages lie; on every page of a document for which it was asked. */
    static final String PLACED = "placed";

    /** The particulars a hit shows, stored. */
    static final String SHOWN = "shown";

    private Fields() {}

    /** Where the passage lies that has this number on its page, a vector. */
    static String place(int passage) {
        return "place" + passage;
    }

    /** Values by which is counted, sorted doc values: {@code value} or {@code value MARK label}. */
    static String facet(Facet facet) {
        return switch (facet) {
            case KIND -> "facet.kind";
            case TYPE -> "facet.type";
            case STAGE -> "facet.stage";
            case PATIENT -> "facet.patient";
            case AUTHOR -> "facet.author";
            case YEAR -> "facet.year";
            case CHANNEL -> "facet.channel";
            case MONTH -> "facet.month";
        };
    }

    /** The number without separators, so that {@code 00-12 3} and {@code 00123} are the same. */
    static String plainNumber(String mrn) {
        StringBuilder plain = new StringBuilder(mrn.length());
        mrn.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
