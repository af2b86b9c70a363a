package org.signet.classification.types;

import org.signet.classification.detect.TypeDetector;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Detectors of one type, made once for each. */
final class TypeScanFixture {
    private static final Map<String, TypeDetector> BY_TYPE = new ConcurrentHashMap<>();

    private TypeScanFixture() {}

    static TypeDetector of(String type) {
        return BY_TYPE.computeIfAbsent(
                type, id -> TypeDetector.of(List.of(SensitiveTypes.named(id).orElseThrow())));
    }
}
