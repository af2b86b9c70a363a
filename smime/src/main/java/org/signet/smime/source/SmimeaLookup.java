package org.signet.smime.source;

import java.util.List;

/** Where SMIMEA records come from. */
@FunctionalInterface
public interface SmimeaLookup {
    /** The records of a name, such as {@code <56 digits>._smimecert.example.com}. */
    Records lookup(String name);

    /** What DNS says. */
    sealed interface Records {
        /** Records that DNSSEC makes secure, each as the octets of its data. */
        record Secure(List<byte[]> data) implements Records {
            public Secure {
                data = List.copyOf(data);
            }
        }

        /** There are none, or none that is secure, where no signature can be expected. */
        record None() implements Records {}

        /** It could not be found out, or somebody may be forging. */
        record Failed(String why) implements Records {}
    }
}
