package org.signet.smime.key;

import org.signet.smime.certificate.Mailbox;
import org.signet.smime.certificate.Validity;
import org.signet.smime.pem.Folder;
import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The signing keys of a folder, by the addresses in their certificates. */
public final class SigningKeys {
    /** The key that was made last, so that a new one is used from the moment it is there. */
    private static final Comparator<SigningKey> NEWEST_LAST =
            Comparator.<SigningKey, Date>comparing(each -> each.certificate().getNotBefore())
                    .thenComparing(each -> each.certificate().getNotAfter())
                    .thenComparing(SigningKey::file);

    private static final Set<String> EXTENSIONS = Set.of("pem", "p12", "pfx", "pkcs11");

    /** The key for a sender at a moment. */
    public sealed interface Choice {
        /** The one to sign with. */
        record Found(SigningKey key) implements Choice {}

        /** There is none that may be used. */
        record NoKey(Reason reason) implements Choice {
            /** Why there is none. */
            public enum Reason {
                NONE_FOR_ADDRESS,
                EXPIRED,
                NOT_YET_VALID
            }
        }
    }

    /** A key that cannot be used at present. */
    public record Skipped(Path file, Validity why) {}

    private final Map<Mailbox, List<SigningKey>> keys = new HashMap<>();
    private final Map<String, List<SigningKey>> ofDomains = new HashMap<>();
    private final List<SigningKey> global = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    private SigningKeys() {}

    /**
     * Reads the files {@code *.pem, *.p12, *.pfx, *.pkcs11} of a folder, of which at least one must
     * be usable now.
     */
    public static SigningKeys load(Path folder, Instant now) throws UnusableFileException {
        return load(folder, Optional.empty(), now);
    }

    /**
     * Reads a folder.
     *
     * @param global the name of the file in it whose key signs for everybody who has none
     */
    public static SigningKeys load(Path folder, Optional<String> global, Instant now)
            throws UnusableFileException {
        SigningKeys all = new SigningKeys();
        List<Path> files = files(folder);
        for (Path file : files) {
            all.add(SigningKey.read(file), global, now);
        }
        if (global.isPresent() && all.global.isEmpty()) {
            throw new UnusableFileException(
                    folder.resolve(global.get()),
                    "there is no such file",
                    "the name of a file with a key in " + folder);
        }
        if (all.skipped.size() == files.size()) {
            throw new UnusableFileException(
                    folder,
                    files.isEmpty()
                            ? "there is no file *.pem, *.p12, *.pfx or *.pkcs11 in it"
                            : "no key in it is valid now: " + all.skipped,
                    "at least one such file with a private key and its certificate");
        }
        return all;
    }

    /** The files of a folder in which keys are, or their names. */
    public static List<Path> files(Path folder) throws UnusableFileException {
        return Folder.files(folder, EXTENSIONS);
    }

    /** Those that cannot be used at present, and why. */
    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /** The number of addresses that a key is known for, valid or not. */
    public int size() {
        return keys.size();
    }

    /**
     * The key for a sender: his own, else that of his domain, else that for everybody; of several
     * that are valid now the newest.
     */
    public Choice choose(Mailbox sender, Instant now) {
        List<SigningKey> own = keys.getOrDefault(sender, List.of());
        return newest(own, now)
                .or(() -> newest(ofDomains.getOrDefault(sender.domain(), List.of()), now))
                .or(() -> newest(global, now))
                .<Choice>map(Choice.Found::new)
                .orElseGet(() -> new Choice.NoKey(whyNone(own, now)));
    }

    /** The key of a certificate. */
    public Optional<SigningKey> of(X509Certificate certificate) {
        return Stream.of(keys.values().stream(), ofDomains.values().stream(), Stream.of(global))
                .flatMap(Function.identity())
                .flatMap(List::stream)
                .filter(each -> each.certificate().equals(certificate))
                .findFirst();
    }

    private static Optional<SigningKey> newest(List<SigningKey> all, Instant now) {
        return all.stream()
                .filter(each -> Validity.at(each.certificate(), now) == Validity.VALID)
                .max(NEWEST_LAST);
    }

    private static Choice.NoKey.Reason whyNone(List<SigningKey> all, Instant now) {
        if (all.isEmpty()) {
            return Choice.NoKey.Reason.NONE_FOR_ADDRESS;
        }
        return all.stream().allMatch(key -> Validity.at(key.certificate(), now) == Validity.EXPIRED)
                ? Choice.NoKey.Reason.EXPIRED
                : Choice.NoKey.Reason.NOT_YET_VALID;
    }

    private void add(SigningKey key, Optional<String> globalName, Instant now)
            throws UnusableFileException {
        if (Validity.at(key.certificate(), now) != Validity.VALID) {
            skipped.add(new Skipped(key.file(), Validity.at(key.certificate(), now)));
        }
        boolean forAll = globalName.filter(key.file().getFileName().toString()::equals).isPresent();
        if (forAll) {
            global.add(key);
        }
        if (!forAll && key.addresses().isEmpty() && key.domains().isEmpty()) {
            throw SigningKey.refuse(key.file(), "the certificate names no mail address");
        }
        for (Mailbox address : key.addresses()) {
            keys.computeIfAbsent(address, unused -> new ArrayList<>()).add(key);
        }
        for (String domain : key.domains()) {
            ofDomains.computeIfAbsent(domain, unused -> new ArrayList<>()).add(key);
        }
    }
}
