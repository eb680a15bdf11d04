package org.chartroom.api.releases;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Records;

/** What an e-mail says by itself of a request for records: nothing is a form in it, and nobody signed it. */
final class MailWords {
    private static final Pattern ASKS = Pattern.compile(
            "\\b(request(ing)?|send|copy|copies|obtain|forward|transfer|release|fax|need)\\b[^.?!]{0,80}"
                    + "\\b(medical|health|clinical|patient|immuni[sz]ation|vaccination|treatment|billing|my|his|her|their)\\s+"
                    + "(records?|chart|history|notes|results|reports|files?)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FROM = Pattern.compile("(?m)^From:\\s*(.+)$");
    private static final Pattern ADDRESS = Pattern.compile("\\s*<([^>]*)>\\s*$");
    private static final int LONGEST = 200;

    private MailWords() {}

    static boolean isMail(Document document) {
        return document.kind() == DocumentKind.EMAIL;
    }

    /** Whether an e-mail seems to ask for records; a person says whether it does. */
    static boolean asks(Records records, Document document) {
        return isMail(document)
                && firstPage(records, document)
                        .map(text -> text.replaceAll("\\s+", " "))
                        .filter(text -> ASKS.matcher(text).find())
                        .isPresent();
    }

    /** The name of who sent it, else the address; empty where neither can be told. */
    static String sender(Records records, Document document) {
        String from = firstPage(records, document)
                .map(FROM::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .orElse("");
        String name = ADDRESS.matcher(from).replaceFirst("").replace("\"", "").strip();
        String told = name.isEmpty() ? address(from) : name;
        return told.length() <= LONGEST ? told : told.substring(0, LONGEST);
    }

    private static String address(String from) {
        Matcher matcher = ADDRESS.matcher(from);
        return (matcher.find() ? matcher.group(1) : from)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    private static Optional<String> firstPage(Records records, Document document) {
        return records.documents().page(document.id(), 1).map(Page::text);
    }
}
