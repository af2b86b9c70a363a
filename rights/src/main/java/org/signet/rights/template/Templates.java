package org.signet.rights.template;

import org.signet.rights.RightsException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates that can be asked for by name: those that are built in, then the operator's. */
public final class Templates {
    /** Those that are always there. */
    public static final Templates BUILT_IN =
            new Templates(
                    List.of(
                            Template.ENCRYPT_ONLY,
                            Template.DO_NOT_FORWARD,
                            Template.INTERNAL_ONLY,
                            Template.CONFIDENTIAL_VIEW_ONLY));

    private final Map<String, Template> byName = new LinkedHashMap<>();

    private Templates(List<Template> templates) {
        templates.forEach(template -> byName.put(template.name(), template));
    }

    /**
     * The built-in ones and those of a file.
     *
     * @throws RightsException that names the file, line, column and what is allowed
     */
    public static Templates read(Path file) throws RightsException {
        return BUILT_IN.with(TemplateFile.read(file));
    }

    Templates with(List<Template> more) {
        Templates all = new Templates(List.copyOf(byName.values()));
        more.forEach(template -> all.byName.put(template.name(), template));
        return all;
    }

    public Optional<Template> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Their names, in the order in which they were written. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }
}
