package org.chartroom.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A reader for all tests of a class; skips them where the OCR data has not been brought yet. */
final class OpenReader implements BeforeAllCallback, AfterAllCallback {
    private Optional<FileReader> reader = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        reader = Optional.of(FileReader.open(Workbench.home()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        reader.ifPresent(FileReader::close);
    }

    FileOutcome read(Path file, ReadRequest request, ReadSink sink) throws IOException {
        return reader.orElseThrow().read(file, request, sink);
    }
}
