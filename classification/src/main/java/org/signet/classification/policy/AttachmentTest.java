package org.signet.classification.policy;

import org.signet.classification.message.Attachment;
import org.signet.classification.pattern.LinearPattern;
import org.signet.classification.text.Fact;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is asked of one attachment; all that is given must hold, and of each list one entry.
 *
 * @param names patterns on the file name
 * @param extensions last extensions of the file name, in lower case
 * @param types codes or families of the true type, or media types as declared
 */
public record AttachmentTest(
        List<LinearPattern> names,
        Set<String> extensions,
        Set<String> types,
        Range bytes,
        Set<Fact> facts) {
    public AttachmentTest {
        names = List.copyOf(names);
        extensions = Set.copyOf(extensions);
        types = Set.copyOf(types);
        facts = Set.copyOf(facts);
    }

    public boolean covers(Attachment attachment) {
        return (names.isEmpty() || names.stream().anyMatch(n -> n.isIn(attachment.name())))
                && (extensions.isEmpty() || extensions.contains(attachment.extension()))
                && (types.isEmpty() || isOfType(attachment))
                && bytes.covers(attachment.bytes())
                && (facts.isEmpty() || facts.stream().anyMatch(attachment.facts()::contains));
    }

    private boolean isOfType(Attachment attachment) {
        return types.contains(attachment.type().code())
                || types.contains(attachment.type().family().code())
                || types.contains(attachment.declared().toLowerCase(Locale.ROOT));
    }
}
