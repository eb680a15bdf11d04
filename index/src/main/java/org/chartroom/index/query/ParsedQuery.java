package org.chartroom.index.query;

/** What became of a text somebody typed. */
public sealed interface ParsedQuery permits SearchQuery, BadQuery {}
