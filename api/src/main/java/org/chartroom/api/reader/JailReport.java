package org.chartroom.api.reader;

import java.util.List;

/**
 * What keeps a reader process in.
 *
 * @param confined whether the operating system refuses it the network and other processes
 * @param measures what is in force, such as {@code seccomp filter}
 * @param missing why it is not confined; empty when it is
 */
public record JailReport(boolean confined, List<String> measures, String missing) {
    public JailReport {
        measures = List.copyOf(measures);
    }
}
