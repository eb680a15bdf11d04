package org.chartroom.api.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A document with its pages.
 *
 * @param suggestions charts it may belong to; none are made yet
 */
record DocumentView(@JsonUnwrapped DocumentSummary summary, List<String> suggestions, List<PageView> pagesDetail) {}
