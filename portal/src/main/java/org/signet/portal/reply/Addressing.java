package org.signet.portal.reply;

import org.signet.portal.message.Correspondence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides whom an answer goes to. */
public final class Addressing {
    /** How many people an answer can go to. */
    public static final int MOST = 100;

    /** How many people a message can be forwarded to at once. */
    public static final int MOST_FORWARDED = 10;

    private static final int LONGEST = 254;
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
                            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    /** Also the commas, semicolons and spaces of Chinese, Japanese and Arabic. */
    private static final Pattern SEPARATORS =
            Pattern.compile("[\\s\u3000,;\u3001\uff0c\uff1b\u060c\u061b]+");

    private Addressing() {}

    /** Whom an answer goes to, or why to nobody. */
    public sealed interface Verdict {
        /**
         * These people.
         *
         * @param to at least one address, none twice
         * @param cc none of {@code to}
         * @param leftOut what stands in the header and cannot be written to
         */
        record To(List<String> to, List<String> cc, List<String> leftOut) implements Verdict {
            public To {
                to = List.copyOf(to);
                cc = List.copyOf(cc);
                leftOut = List.copyOf(leftOut);
            }

            /** Everybody. */
            public List<String> all() {
                List<String> all = new ArrayList<>(to);
                all.addAll(cc);
                return all;
            }
        }

        record Nobody() implements Verdict {}

        record TooMany(int most) implements Verdict {}

        /** A word that was typed in is no address. */
        record NoAddress(String word) implements Verdict {}
    }

    /**
     * The recipients of a reply.
     *
     * @param self the address of the reader, who does not get the reply
     * @param sender the sender as the licence has it
     */
    public static Verdict reply(
            Action action, String self, String sender, Correspondence correspondence) {
        Sieve sieve = new Sieve(self);
        List<String> to = sieve.take(List.of(sender));
        List<String> cc = List.of();
        if (action == Action.REPLY_ALL) {
            to.addAll(sieve.take(correspondence.to()));
            cc = sieve.take(correspondence.cc());
        }
        if (to.isEmpty() && !cc.isEmpty()) {
            to = cc;
            cc = List.of();
        }
        if (to.size() + cc.size() > MOST) {
            return new Verdict.TooMany(MOST);
        }
        return to.isEmpty() ? new Verdict.Nobody() : new Verdict.To(to, cc, sieve.leftOut);
    }

    /** The recipients of a forward, as they were typed in. */
    public static Verdict forward(String typed) {
        Sieve sieve = new Sieve("");
        List<String> words =
                SEPARATORS.splitAsStream(typed.strip()).filter(word -> !word.isEmpty()).toList();
        if (words.size() > MOST_FORWARDED) {
            return new Verdict.TooMany(MOST_FORWARDED);
        }
        List<String> to = sieve.take(words);
        if (!sieve.leftOut.isEmpty()) {
            return new Verdict.NoAddress(sieve.leftOut.getFirst());
        }
        return to.isEmpty() ? new Verdict.Nobody() : new Verdict.To(to, List.of(), List.of());
    }

    /** Lets each address through once, and none that could not stand in a header as it is. */
    private static final class Sieve {
        private final Map<String, String> seen = new LinkedHashMap<>();
        private final List<String> leftOut = new ArrayList<>();

        Sieve(String self) {
            seen.put(key(self), self);
        }

        List<String> take(List<String> addresses) {
            List<String> taken = new ArrayList<>();
            for (String address : addresses) {
                if (seen.putIfAbsent(key(address), address) == null) {
                    usable(address).ifPresentOrElse(taken::add, () -> leftOut.add(address));
                }
            }
            return taken;
        }

        private static Optional<String> usable(String address) {
            return address.length() <= LONGEST && ADDRESS.matcher(address).matches()
                    ? Optional.of(address)
                    : Optional.empty();
        }

        private static String key(String address) {
            return address.toLowerCase(Locale.ROOT);
        }
    }
}
