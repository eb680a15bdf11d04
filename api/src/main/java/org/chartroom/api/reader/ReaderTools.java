package org.chartroom.api.reader;

import java.nio.file.Path;

/**
 * What readers find on this machine.
 *
 * @param natives folder into which native libraries are unpacked once; made when missing
 * @param tessdata folder with OCR data
 * @param voskModels folder of Vosk models, one folder each; need not exist
 * @param pocketsphinx folder of the built-in speech engine
 */
public record ReaderTools(Path natives, Path tessdata, Path voskModels, Path pocketsphinx) {}
