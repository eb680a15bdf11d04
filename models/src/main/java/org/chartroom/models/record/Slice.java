package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/**
 * One page of a long list.
 *
 * @param next cursor of the following page, opaque to callers; empty at the end
 */
public record Slice<T>(List<T> items, Optional<String> next) {
    public Slice {
        items = List.copyOf(items);
    }
}
