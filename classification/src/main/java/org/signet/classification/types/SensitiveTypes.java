package org.signet.classification.types;

import org.signet.classification.types.catalog.Catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types that are built in. */
public final class SensitiveTypes {
    private static final Map<String, SensitiveType> BY_ID = byId(Catalog.all());

    private SensitiveTypes() {}

    private static Map<String, SensitiveType> byId(Collection<SensitiveType> types) {
        Map<String, SensitiveType> byId = new LinkedHashMap<>();
        for (SensitiveType type : types) {
            if (byId.put(type.id(), type) != null) {
                throw new IllegalStateException("two types have the id " + type.id());
            }
        }
        return byId;
    }

    public static Optional<SensitiveType> named(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** All of them, family by family. */
    public static List<SensitiveType> all() {
        return List.copyOf(BY_ID.values());
    }
}
