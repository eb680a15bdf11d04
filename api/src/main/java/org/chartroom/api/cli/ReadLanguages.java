package org.chartroom.api.cli;

import java.nio.file.Path;
import java.util.List;
import org.chartroom.api.config.OfficeLanguages;
import org.chartroom.models.text.ReadSettings;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The languages a command reads pages in: those whose data the server of this machine would read with, too. */
final class ReadLanguages {
    /** As pages are read when nobody says otherwise. */
    static final ReadSettings ENGLISH = ReadSettings.in(List.of("eng"));

    /** What people write who hope for it; no page is looked at for its language yet. */
    private static final String FOUND_OUT = "auto";

    private ReadLanguages() {}

    /**
     * The usual way of reading, in the languages that were asked for.
     *
     * @param languages names of OCR data, the likeliest first
     * @param tessdata folder of the OCR data of this machine
     * @throws ParameterException when a name is none, twice there, or there are too many
     * @throws CommandFailed when the data of one is not on this machine; the message says what brings it
     */
    static ReadSettings chosen(List<String> languages, Path tessdata, CommandLine line) {
        if (languages.contains(FOUND_OUT)) {
            throw new ParameterException(
                    line, "Languages are not found out: name them, the likeliest first, such as --language spa+eng.");
        }
        ReadSettings settings;
        try {
            settings = ReadSettings.in(languages);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, "--language: " + e.getMessage() + ".", e);
        }
        List<String> missing = new OfficeLanguages(languages, tessdata, true).missing(languages);
        if (!missing.isEmpty()) {
            throw new CommandFailed("The OCR data for " + String.join(", ", missing) + " is missing in " + tessdata
                    + ", and nothing was read: " + OfficeLanguages.remedy(missing) + ", then run this again.");
        }
        return settings;
    }
}
