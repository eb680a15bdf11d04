package org.chartroom.transcribe.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A published model for dictation.
 *
 * @param name of its folder, which is how models are known
 * @param size {@code small}, {@code medium} or {@code large}
 * @param address of its zip file
 * @param zipBytes length of that file
 * @param sha256 of that file, hexadecimal; empty where only the MD5 sum is published
 * @param md5 of that file, hexadecimal
 * @param licence SPDX name
 * @param memoryMb what it takes in a reader's memory, MB
 * @param memoryPerStreamMb what each recording or piece that is listened to takes besides, MB
 * @param figures as published; none of them is of medical dictation
 */
public record CatalogueModel(
        String name,
        String size,
        URI address,
        long zipBytes,
        Optional<String> sha256,
        Optional<String> md5,
        String licence,
        int memoryMb,
        int memoryPerStreamMb,
        List<ErrorFigure> figures) {
    public CatalogueModel {
        figures = List.copyOf(figures);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || sha256.isEmpty() && md5.isEmpty()) {
            throw new IllegalArgumentException("a model of the catalogue has a plain name and a checksum: " + name);
        }
    }
}
