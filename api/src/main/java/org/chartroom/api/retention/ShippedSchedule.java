package org.chartroom.api.retention;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The schedule that ships.
 *
 * @param rules each with its source
 * @param classes record class by code of the document type
 * @param majority age in years by jurisdiction
 */
record ShippedSchedule(List<RetentionRule> rules, Map<String, String> classes, Map<String, Integer> majority) {
    ShippedSchedule {
        rules = List.copyOf(rules);
        classes = Map.copyOf(classes);
        majority = Map.copyOf(majority);
    }

    /** Reads {@code retention-schedule.yml}. */
    static ShippedSchedule read() {
        try (InputStream in = Objects.requireNonNull(
                ShippedSchedule.class.getResourceAsStream("retention-schedule.yml"), "retention-schedule.yml")) {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(in, ShippedSchedule.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the retention schedule that ships cannot be read", e);
        }
    }
}
