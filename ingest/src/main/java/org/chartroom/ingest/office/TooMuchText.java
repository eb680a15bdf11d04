package org.chartroom.ingest.office;

import java.io.IOException;

/** More text came than may be laid out; what came before was. The message is for people. */
public final class TooMuchText extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchText(long most) {
        super("The file holds more than " + most + " characters of text; what came before was read.");
    }
}
