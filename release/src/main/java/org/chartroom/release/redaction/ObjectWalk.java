package org.chartroom.release.redaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Goes through every object that a PDF's trailer leads to and knows the few that a packet is made of; anything else is a find,
 * whatever it is called: annotations, forms, attachments, layers, thumbnails, scripts, metadata. Of bookmarks it knows plain ones that
 * lead to a page; which there may be is another's to know.
 */
final class ObjectWalk {
    /** A place in a packet: what may stand there under which name, and what may stand behind it. */
    private enum Place {
        TRAILER,
        CATALOG,
        PAGES,
        PAGE,
        RESOURCES,
        PICTURES,
        FACES,
        PICTURE,
        PARAMETERS,
        FACE,
        CONTENT,
        INFO,
        OUTLINE,
        BOOKMARK,
        TITLE,
        DESTINATION,
        /** Numbers, names and truth values. */
        PLAIN,
        NUMBERS,
        /** A string of our own. */
        STRING,
        STRINGS,
        KIDS,
        /** Leads back up, seen already. */
        UP
    }

    private static final Map<Place, Map<String, Place>> KNOWN = Map.ofEntries(
            Map.entry(
                    Place.TRAILER,
                    Map.of("Root", Place.CATALOG, "Info", Place.INFO, "Size", Place.PLAIN, "ID", Place.STRINGS)),
            Map.entry(
                    Place.CATALOG,
                    Map.of(
                            "Type", Place.PLAIN,
                            "Version", Place.PLAIN,
                            "Pages", Place.PAGES,
                            "Outlines", Place.OUTLINE,
                            "PageMode", Place.PLAIN)),
            Map.entry(
                    Place.OUTLINE,
                    Map.of("Type", Place.PLAIN, "First", Place.BOOKMARK, "Last", Place.BOOKMARK, "Count", Place.PLAIN)),
            Map.entry(
                    Place.BOOKMARK,
                    Map.of(
                            "Title", Place.TITLE,
                            "Parent", Place.UP,
                            "Prev", Place.BOOKMARK,
                            "Next", Place.BOOKMARK,
                            "Dest", Place.DESTINATION)),
            Map.entry(
                    Place.PAGES,
                    Map.of("Type", Place.PLAIN, "Kids", Place.KIDS, "Count", Place.PLAIN, "Parent", Place.UP)),
            Map.entry(
                    Place.PAGE,
                    Map.of(
                            "Type", Place.PLAIN,
                            "Parent", Place.UP,
                            "MediaBox", Place.NUMBERS,
                            "Resources", Place.RESOURCES,
                            "Contents", Place.CONTENT)),
            Map.entry(Place.RESOURCES, Map.of("XObject", Place.PICTURES, "Font", Place.FACES)),
            Map.entry(
                    Place.PICTURE,
                    Map.of(
                            "Type", Place.PLAIN,
                            "Subtype", Place.PLAIN,
                            "Width", Place.PLAIN,
                            "Height", Place.PLAIN,
                            "BitsPerComponent", Place.PLAIN,
                            "ColorSpace", Place.PLAIN,
                            "Filter", Place.PLAIN,
                            "DecodeParms", Place.PARAMETERS,
                            "Length", Place.PLAIN)),
            Map.entry(
                    Place.PARAMETERS,
                    Map.of(
                            "K", Place.PLAIN,
                            "Columns", Place.PLAIN,
                            "Rows", Place.PLAIN,
                            "BlackIs1", Place.PLAIN,
                            "Predictor", Place.PLAIN,
                            "Colors", Place.PLAIN,
                            "BitsPerComponent", Place.PLAIN)),
            Map.entry(
                    Place.FACE,
                    Map.of(
                            "Type", Place.PLAIN,
                            "Subtype", Place.PLAIN,
                            "BaseFont", Place.PLAIN,
                            "Encoding", Place.PLAIN)),
            Map.entry(Place.CONTENT, Map.of("Length", Place.PLAIN, "Filter", Place.PLAIN)),
            Map.entry(Place.INFO, Map.of("Producer", Place.STRING, "CreationDate", Place.STRING)));

    /** As PDFBox names what it adds to resources; no other word can hide in a name. */
    private static final Pattern RESOURCE = Pattern.compile("(Im|F)[0-9]{1,3}");

    private static final Set<String> NAMES = Set.of(
            "1.4",
            "Catalog",
            "Pages",
            "Page",
            "XObject",
            "Image",
            "Font",
            "Type1",
            "Helvetica",
            "Helvetica-Bold",
            "WinAnsiEncoding",
            "DeviceGray",
            "DeviceRGB",
            "FlateDecode",
            "CCITTFaxDecode",
            "Outlines",
            "UseOutlines",
            "Fit");

    /** Bytes of the file's identifier: a hash. */
    private static final int IDENTIFIER = 32;

    private static final Pattern DATE = Pattern.compile("D:[0-9]{14}(Z|[+-][0-9]{2}'[0-9]{2}'?)?");

    private final COSDocument document;
    private final Set<COSObjectKey> reached = new HashSet<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> metadata = new ArrayList<>();
    private final List<COSStream> streams = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private final Deque<COSBase> bookmarks = new ArrayDeque<>();
    private final List<COSBase> upwards = new ArrayList<>();

    ObjectWalk(COSDocument document) {
        this.document = document;
        visit(Objects.requireNonNull(document.getTrailer(), "trailer"), Place.TRAILER);
        while (!bookmarks.isEmpty()) {
            visit(bookmarks.remove(), Place.BOOKMARK);
        }
        // What leads up leads to what was gone through, or something hides there.
        for (COSBase up : upwards) {
            if (!(up instanceof COSObject reference)
                    || reference.getKey() == null
                    || !reached.contains(reference.getKey())) {
                foreign.add("something that leads where nothing else leads");
            }
        }
    }

    /** The titles of bookmarks, in no promised order. */
    List<String> titles() {
        return titles;
    }

    /** Kinds of objects that no packet has; such as {@code /Annots}. */
    List<String> foreign() {
        return foreign;
    }

    /** Metadata that is not ours. */
    List<String> metadata() {
        return metadata;
    }

    /** Every stream that was reached. */
    List<COSStream> streams() {
        return streams;
    }

    /**
     * How many objects of the file nothing leads to.
     *
     * @param begun how many begin in its bytes
     */
    long unreached(int begun) {
        long listed = document.getXrefTable().keySet().stream()
                .filter(key -> !reached.contains(key))
                .count();
        return Math.max(listed, Math.abs(begun - reached.size()));
    }

    private void visit(@Nullable COSBase given, Place place) {
        if (place == Place.UP) {
            if (given != null) {
                upwards.add(given);
            }
            return;
        }
        COSBase base = given;
        if (base instanceof COSObject reference) {
            COSObjectKey key = reference.getKey();
            if (key != null && !reached.add(key)) {
                return;
            }
            base = reference.getObject();
        }
        if (base instanceof COSStream stream) {
            streams.add(stream);
        }
        if (base instanceof COSDictionary dictionary) {
            dictionary(dictionary, place);
        } else if (base instanceof COSArray array) {
            array(array, place);
        } else if (base instanceof COSString string) {
            string(string, place);
        } else if (base instanceof COSName name && !NAMES.contains(name.getName())) {
            foreign.add("a name that no packet has");
        }
    }

    private void dictionary(COSDictionary dictionary, Place place) {
        if (place == Place.PICTURES || place == Place.FACES) {
            for (COSName name : dictionary.keySet()) {
                if (!RESOURCE.matcher(name.getName()).matches()) {
                    foreign.add("a resource of another name");
                }
                visit(dictionary.getItem(name), place == Place.PICTURES ? Place.PICTURE : Place.FACE);
            }
            return;
        }
        Map<String, Place> known = KNOWN.get(place);
        if (known == null) {
            foreign.add("a dictionary where none belongs");
            return;
        }
        if (dictionary instanceof COSStream != (place == Place.PICTURE || place == Place.CONTENT)) {
            foreign.add("a stream where none belongs");
        }
        for (COSName name : dictionary.keySet()) {
            Place behind = known.get(name.getName());
            if (behind == null) {
                (place == Place.INFO || name.getName().equals("Metadata") ? metadata : foreign)
                        .add("an entry that no packet has, in " + place);
            } else if (behind == Place.BOOKMARK) {
                // One after another: each leads to the next, and a walk as deep as there are thousands would break off.
                bookmarks.add(dictionary.getItem(name));
            } else {
                visit(dictionary.getItem(name), behind);
            }
        }
    }

    private void array(COSArray array, Place place) {
        for (COSBase each : array) {
            switch (place) {
                case KIDS -> visit(each, isTree(each) ? Place.PAGES : Place.PAGE);
                case NUMBERS -> visit(each, Place.PLAIN);
                case STRINGS -> visit(each, Place.STRING);
                case DESTINATION -> visit(each, each instanceof COSName ? Place.PLAIN : Place.UP);
                default -> foreign.add("a list where none belongs");
            }
        }
        if (place == Place.NUMBERS && array.size() != 4
                || (place == Place.STRINGS || place == Place.DESTINATION) && array.size() != 2) {
            foreign.add("a list of another length");
        }
    }

    private void string(COSString string, Place place) {
        if (place == Place.TITLE) {
            titles.add(string.getString());
            return;
        }
        if (place != Place.STRING) {
            foreign.add("a text where none belongs");
            return;
        }
        String text = string.getString();
        boolean ours = text.equals(RedactedPdf.PRODUCER)
                || DATE.matcher(text).matches()
                || string.getBytes().length == IDENTIFIER;
        if (!ours) {
            metadata.add("a text that is not ours");
        }
    }

    private static boolean isTree(COSBase kid) {
        COSBase base = kid instanceof COSObject reference ? reference.getObject() : kid;
        return base instanceof COSDictionary dictionary && COSName.PAGES.equals(dictionary.getCOSName(COSName.TYPE));
    }
}
