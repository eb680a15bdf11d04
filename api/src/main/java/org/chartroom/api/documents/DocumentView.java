package org.chartroom.api.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A document with its pages.
 *
 * @param suggestions where it may belong, for a person to say
 */
record DocumentView(@JsonUnwrapped DocumentSummary summary, List<Suggestion> suggestions, List<PageView> pagesDetail) {}
