package org.chartroom.api.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.chartroom.ingest.read.OcrData;

/**
 * The languages pages are read in at this office, and those whose OCR data this machine has.
 *
 * @param chosen by the configuration, the likeliest first
 * @param tessdata folder of the OCR data of this machine
 * @param readHere whether pages are read on this machine; if not, only the machines of the workers know what they have
 */
public record OfficeLanguages(List<String> chosen, Path tessdata, boolean readHere) {
    public OfficeLanguages {
        chosen = List.copyOf(chosen);
    }

    /** As the configuration says. */
    public static OfficeLanguages of(ServerConfig config, Path tessdata) {
        return new OfficeLanguages(
                config.reading().languages(), tessdata, config.workers().count() != 0);
    }

    /** Those that a page can be read in: what lies here, or what was chosen when pages are read elsewhere. */
    public List<String> readable() {
        return readHere ? List.copyOf(OcrData.languagesIn(tessdata)) : chosen;
    }

    /** Those of these that cannot be read here. */
    public List<String> missing(List<String> languages) {
        if (!readHere) {
            return List.of();
        }
        List<String> there = readable();
        return languages.stream().filter(each -> !there.contains(each)).toList();
    }

    /** What to do about missing OCR data, such as {@code run ./chartroom fetch --language spa}. */
    public static String remedy(List<String> missing) {
        return "run "
                + missing.stream().map(OcrData::command).collect(Collectors.joining(" and "))
                + " on the machine that reads";
    }
}
