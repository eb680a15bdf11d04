package org.chartroom.api.config;

/**
 * What files itself.
 *
 * @param automatic whether papers are filed by themselves where the rule pairs allow it, and held where they stop it
 * @param sureOfType how likely the type of a paper must be for that, 0..1
 */
public record FilingConfig(boolean automatic, double sureOfType) {
    public FilingConfig {
        if (!(sureOfType >= 0 && sureOfType <= 1)) {
            throw new IllegalArgumentException("filing.sureOfType must be 0 to 1");
        }
    }
}
