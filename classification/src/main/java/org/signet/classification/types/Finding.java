package org.signet.classification.types;

/**
 * A value of a type that stands in a text. It says where, never what.
 *
 * @param type the id of the type
 * @param start characters before it, in the text as it was searched
 * @param end where it ends
 * @param confidence 65, 75 or 85; 0 if it is not valid
 * @param valid false for a near miss: it has the form, words near it call it by name, and its check
 *     digit is wrong. Such a finding never counts in a policy
 * @param value the same number for the same value, however it is written; not to be shown
 */
public record Finding(String type, int start, int end, int confidence, boolean valid, long value) {
    @Override
    public String toString() {
        return type + " " + start + "-" + end + " " + (valid ? confidence : "not valid");
    }
}
