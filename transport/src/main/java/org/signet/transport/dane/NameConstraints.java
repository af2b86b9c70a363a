package org.signet.transport.dane;

import org.jspecify.annotations.Nullable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/**
 * The names that an authority may issue certificates for (RFC 5280 §4.2.1.10).
 *
 * <p>DNS names and directory names are compared. A constraint on a name of another kind forbids
 * every name of that kind, which a certificate for a mail server has no need of.
 *
 * <p>The validator of the Java platform is not asked: it takes no constraints from an anchor, and
 * takes the common name of an authority for a DNS name.
 */
final class NameConstraints {
    private static final String OID = "2.5.29.30";
    private static final int DNS = 2;
    private static final int DIRECTORY = 4;

    /** A name and all below it; the kind is the number of the alternative of GeneralName. */
    private record Subtree(int kind, String base) {}

    private final List<Subtree> permitted;
    private final List<Subtree> excluded;

    private NameConstraints(List<Subtree> permitted, List<Subtree> excluded) {
        this.permitted = List.copyOf(permitted);
        this.excluded = List.copyOf(excluded);
    }

    /**
     * Reads the constraints of an authority; null where it has none.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    static @Nullable NameConstraints of(X509Certificate authority) {
        byte[] extension = authority.getExtensionValue(OID);
        if (extension == null) {
            return null;
        }
        try {
            ByteBuffer content = content(content(ByteBuffer.wrap(extension), 0x04), 0x30);
            List<Subtree> permitted = new ArrayList<>();
            List<Subtree> excluded = new ArrayList<>();
            while (content.hasRemaining()) {
                int tag = content.get(content.position()) & 0xff;
                List<Subtree> list = tag == 0xa0 ? permitted : excluded;
                if (tag != 0xa0 && tag != 0xa1) {
                    throw new IllegalArgumentException("an unknown field " + tag);
                }
                ByteBuffer subtrees = content(content, tag);
                while (subtrees.hasRemaining()) {
                    list.add(subtree(content(subtrees, 0x30)));
                }
            }
            return new NameConstraints(permitted, excluded);
        } catch (BufferUnderflowException | InvalidNameException e) {
            throw new IllegalArgumentException("Name constraints that cannot be read", e);
        }
    }

    private static Subtree subtree(ByteBuffer sequence) throws InvalidNameException {
        int tag = sequence.get(sequence.position()) & 0xff;
        byte[] base = octets(content(sequence, tag));
        if (sequence.hasRemaining()) {
            // RFC 5280 §4.2.1.10: minimum is 0 and maximum absent, always.
            throw new IllegalArgumentException("minimum or maximum");
        }
        int kind = tag & 0x1f;
        return switch (kind) {
            case DNS ->
                    new Subtree(
                            DNS,
                            new String(base, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
            case DIRECTORY -> new Subtree(DIRECTORY, directory(new X500Principal(base)).toString());
            default -> new Subtree(kind, "");
        };
    }

    /** Tells whether a certificate has only names that are allowed. */
    boolean allow(X509Certificate certificate) {
        try {
            X500Principal subject = certificate.getSubjectX500Principal();
            if (!subject.getName().isEmpty() && !allows(DIRECTORY, directory(subject).toString())) {
                return false;
            }
            Collection<List<?>> others = certificate.getSubjectAlternativeNames();
            if (others != null) {
                for (List<?> name : others) {
                    if (!allows((Integer) name.get(0), String.valueOf(name.get(1)))) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CertificateParsingException | InvalidNameException e) {
            // Names that cannot be read cannot be allowed.
            return false;
        }
    }

    private boolean allows(int kind, String name) {
        boolean anyPermitted = permitted.stream().anyMatch(tree -> tree.kind() == kind);
        return (!anyPermitted || permitted.stream().anyMatch(t -> isWithin(t, kind, name, false)))
                && excluded.stream().noneMatch(t -> isWithin(t, kind, name, true));
    }

    private static boolean isWithin(Subtree tree, int kind, String name, boolean unknown) {
        if (tree.kind() != kind) {
            return false;
        }
        return switch (kind) {
            case DNS -> isBelow(name.toLowerCase(Locale.ROOT), tree.base());
            case DIRECTORY -> isDirectoryBelow(name, tree.base());
            default -> unknown;
        };
    }

    private static boolean isBelow(String name, String base) {
        String suffix = base.startsWith(".") ? base.substring(1) : base;
        return suffix.isEmpty() || name.equals(suffix) || name.endsWith("." + suffix);
    }

    private static boolean isDirectoryBelow(String name, String base) {
        try {
            return new LdapName(name).startsWith(new LdapName(base));
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static LdapName directory(X500Principal principal) throws InvalidNameException {
        return new LdapName(principal.getName(X500Principal.CANONICAL));
    }

    /** Takes the next element, which must have this tag, and returns its content. */
    private static ByteBuffer content(ByteBuffer from, int tag) {
        if ((from.get() & 0xff) != tag) {
            throw new IllegalArgumentException("not the expected tag " + tag);
        }
        int length = from.get() & 0xff;
        if (length > 0x80) {
            int octets = length & 0x7f;
            if (octets > 3) {
                throw new IllegalArgumentException("too long");
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (from.get() & 0xff);
            }
        } else if (length == 0x80) {
            throw new IllegalArgumentException("of no definite length");
        }
        if (length > from.remaining()) {
            throw new IllegalArgumentException("cut off");
        }
        ByteBuffer content = from.slice(from.position(), length);
        from.position(from.position() + length);
        return content;
    }

    private static byte[] octets(ByteBuffer buffer) {
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }
}
