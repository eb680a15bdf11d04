package org.chartroom.api.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.chartroom.models.record.ChartRules;
import org.chartroom.models.record.Records;

/** What charts are expected to hold: the office's own rules, or those that ship as long as it has none. Immutable. */
public final class RulesOfCharts {
    private final ChartRules shipped;

    private RulesOfCharts(ChartRules shipped) {
        this.shipped = shipped;
    }

    /** With the rules that ship. */
    public static RulesOfCharts shipped() {
        try (InputStream in =
                Objects.requireNonNull(RulesOfCharts.class.getResourceAsStream("chart-rules.yml"), "chart-rules.yml")) {
            return new RulesOfCharts(new ObjectMapper(new YAMLFactory()).readValue(in, ChartRules.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the rules of charts that ship cannot be read", e);
        }
    }

    /** Those that count now. */
    public ChartRules now(Records records) {
        return records.preparations().rules().orElse(shipped);
    }
}
