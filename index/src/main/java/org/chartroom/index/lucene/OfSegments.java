package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;

/**
 * What is worked out once of each segment and forgotten when the segment is. For several threads, of which each may work it
 * out when none has yet.
 */
final class OfSegments<K, V> {
    /** Works it out. */
    interface Making<K, V> {
        V of(LeafReader segment, K key) throws IOException;
    }

    private final Map<IndexReader.CacheKey, Map<K, V>> known = new ConcurrentHashMap<>();
    private final Making<K, V> making;

    OfSegments(Making<K, V> making) {
        this.making = making;
    }

    V of(LeafReader segment, K key) throws IOException {
        IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
        if (helper == null) {
            return making.of(segment, key);
        }
        Map<K, V> ofSegment = known.get(helper.getKey());
        if (ofSegment == null) {
            Map<K, V> none = new ConcurrentHashMap<>();
            ofSegment = known.putIfAbsent(helper.getKey(), none);
            if (ofSegment == null) {
                ofSegment = none;
                helper.addClosedListener(known::remove);
            }
        }
        V value = ofSegment.get(key);
        if (value == null) {
            value = making.of(segment, key);
            ofSegment.put(key, value);
        }
        return value;
    }
}
