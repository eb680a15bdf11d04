package org.chartroom.api.patients;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.PageTexts;
import org.chartroom.index.matching.Verdict;
import org.chartroom.index.papers.PaperTypes;
import org.chartroom.models.record.Document;

/** Whose a document is by what its pages say, for the desk that files it. Safe for use by many threads. */
public final class WhoseDocument implements Function<Document, Optional<Verdict>> {
    private final PatientDirectory directory;
    private final DocumentLayouts layouts;
    private final PaperTypes learnt;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone says which day it is */
    public WhoseDocument(PatientDirectory directory, PageTexts texts, PaperTypes learnt, Clock clock, ZoneId zone) {
        this.directory = directory;
        this.layouts = new DocumentLayouts(texts);
        this.learnt = learnt;
        this.clock = clock;
        this.zone = zone;
    }

    /** Empty while the patients are still being read after the start: then nothing can be said. */
    @Override
    public Optional<Verdict> apply(Document document) {
        try {
            LocalDate today = LocalDate.now(clock.withZone(zone));
            return Optional.of(
                    directory.one(layouts.of(document), learnt, today).verdict());
        } catch (ProblemException e) {
            if (e.kind() == Kind.UNAVAILABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
