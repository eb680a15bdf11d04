package org.chartroom.benchmarks.filing;

import java.util.List;

/**
 * A made-up paper with what is true of it.
 *
 * @param type its code
 * @param patient place of its patient in the office's list; -1 for somebody who is no patient
 */
record MadePaper(String type, int patient, List<List<Printed>> pages) {}
