package org.signet.transport.dns;

import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that validation starts from.
 *
 * <p>Without a usable one every zone would look unsigned and DANE would silently be off, so that
 * there is no way to make an empty set.
 */
public final class TrustAnchors {
    /** The two root keys that IANA publishes: KSK-2017 and KSK-2024. */
    private static final String ROOT =
            """
            . IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
            . IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16
            """;

    private static final Set<Integer> ALGORITHMS =
            Set.of(
                    DNSSEC.Algorithm.RSASHA256,
                    DNSSEC.Algorithm.RSASHA512,
                    DNSSEC.Algorithm.ECDSAP256SHA256,
                    DNSSEC.Algorithm.ECDSAP384SHA384,
                    DNSSEC.Algorithm.ED25519,
                    DNSSEC.Algorithm.ED448);
    private static final Set<Integer> DIGESTS = Set.of(DNSSEC.Digest.SHA256, DNSSEC.Digest.SHA384);
    private static final Pattern AT_LINE = Pattern.compile("^[^:]*:(\\d+): (.*)$", Pattern.DOTALL);

    private final List<Record> records;

    private TrustAnchors(List<Record> records) {
        this.records = List.copyOf(records);
    }

    /** The keys of the root zone, as known when this was released. */
    public static TrustAnchors builtIn() {
        try {
            return parse("built-in trust anchors", ROOT);
        } catch (TrustAnchorException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the anchors of a file. */
    public static TrustAnchors read(Path file) throws TrustAnchorException {
        try {
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new TrustAnchorException(file.toString(), "", "there is no such file");
        } catch (IOException | UncheckedIOException e) {
            throw new TrustAnchorException(file.toString(), "", "it cannot be read: " + e);
        }
    }

    /** Reads anchors; {@code source} names where the text comes from in messages. */
    public static TrustAnchors parse(String source, String zoneText) throws TrustAnchorException {
        List<Record> usable = new ArrayList<>();
        byte[] bytes = zoneText.getBytes(StandardCharsets.UTF_8);
        try (Master master = new Master(new ByteArrayInputStream(bytes), Name.root, 0)) {
            master.disableIncludes(true);
            master.expandGenerate(false);
            for (Record record = master.nextRecord();
                    record != null;
                    record = master.nextRecord()) {
                if (isUsable(record)) {
                    usable.add(record);
                }
            }
        } catch (TextParseException e) {
            Matcher at = AT_LINE.matcher(String.valueOf(e.getMessage()));
            throw at.matches()
                    ? new TrustAnchorException(source, " line " + at.group(1) + ":", at.group(2))
                    : new TrustAnchorException(source, "", String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            throw new TrustAnchorException(source, "", "it cannot be read: " + e);
        }
        if (usable.isEmpty()) {
            throw new TrustAnchorException(source, "", "it holds no usable trust anchor");
        }
        if (usable.stream().noneMatch(record -> record.getName().equals(Name.root))) {
            // Every other zone would look unsigned, and DANE would be off without a word.
            throw new TrustAnchorException(
                    source, "", "it holds no usable anchor of the root zone");
        }
        return new TrustAnchors(usable);
    }

    private static boolean isUsable(Record record) {
        return switch (record) {
            case DSRecord ds ->
                    ALGORITHMS.contains(ds.getAlgorithm()) && DIGESTS.contains(ds.getDigestID());
            case DNSKEYRecord key ->
                    ALGORITHMS.contains(key.getAlgorithm())
                            && (key.getFlags() & DNSKEYRecord.Flags.ZONE_KEY) != 0
                            && (key.getFlags() & DNSKEYRecord.Flags.REVOKE) == 0;
            default -> false;
        };
    }

    /** Returns the usable anchors in zone-file syntax. */
    String zoneText() {
        StringBuilder text = new StringBuilder();
        records.forEach(record -> text.append(record).append('\n'));
        return text.toString();
    }

    /** Returns the number of labels of the closest anchor at or above a name, or -1 for none. */
    int depthAbove(Name name) {
        return records.stream()
                .map(Record::getName)
                .filter(name::subdomain)
                .mapToInt(Name::labels)
                .max()
                .orElse(-1);
    }

    /** Returns how many anchors there are. */
    public int size() {
        return records.size();
    }
}
