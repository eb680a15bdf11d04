package org.chartroom.api.config;

/**
 * How is searched.
 *
 * @param meaning whether documents are also found that say much the same in other words; needs a model, which
 *     {@code ./chartroom fetch --meaning} brings
 */
public record SearchConfig(boolean meaning) {}
