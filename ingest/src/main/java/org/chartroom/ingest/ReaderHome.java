package org.chartroom.ingest;

import java.nio.file.Path;

/**
 * Where a reader finds what it needs on this machine.
 *
 * @param natives folder into which native libraries are unpacked once and found again; made when missing
 * @param tessdata folder with OCR data, {@code eng.traineddata} at least
 */
public record ReaderHome(Path natives, Path tessdata) {}
