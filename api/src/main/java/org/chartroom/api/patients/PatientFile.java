package org.chartroom.api.patients;

import java.util.List;

/**
 * A file of patients as it was understood.
 *
 * @param ignored what is in it and is not taken: columns, or kinds of resources
 */
record PatientFile(List<FileLine> lines, List<String> ignored) {
    /** More are sent in several files: an import answers while somebody waits. */
    static final int MOST = 50_000;

    PatientFile {
        lines = List.copyOf(lines);
        ignored = List.copyOf(ignored);
    }
}
