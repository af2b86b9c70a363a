package org.signet.smime.structure;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * EnvelopedData (RFC 5652 §6.1) or AuthEnvelopedData (RFC 5083 §2.1), read up to the encrypted
 * content, then through it, then to its end. That what is in it can be decrypted is not asked.
 */
public final class EnvelopedStructure {
    private static final int CONTEXT_0 = 0xa0;
    private static final int CONTEXT_1 = 0xa1;

    private final BerInput ber;
    private final boolean authenticated;
    private final BerInput.Element[] open;
    private final ASN1Set recipients;
    private final ASN1ObjectIdentifier contentType;
    private final AlgorithmIdentifier algorithm;
    private final @Nullable InputStream content;

    /**
     * What comes after the content.
     *
     * @param attributes the authenticated attributes
     * @param tag empty in EnvelopedData
     */
    public record Tail(Optional<ASN1Set> attributes, ASN1OctetString tag) {}

    private EnvelopedStructure(BerInput ber) throws IOException {
        this.ber = ber;
        BerInput.Element outer = require(ber.first(), BerInput.SEQUENCE);
        ASN1ObjectIdentifier type = identifier(ber.next(outer, BerInput.OBJECT_IDENTIFIER));
        this.authenticated = type.equals(CMSObjectIdentifiers.authEnvelopedData);
        if (!authenticated && !type.equals(CMSObjectIdentifiers.envelopedData)) {
            throw new IOException("It is " + type + ", no enveloped data");
        }
        BerInput.Element explicit = ber.next(outer, CONTEXT_0);
        BerInput.Element data = ber.next(explicit, BerInput.SEQUENCE);
        ber.whole(ber.next(data, BerInput.INTEGER));
        BerInput.Element next = ber.next(data);
        if (next.is(CONTEXT_0)) {
            // certificates and lists of the originator, who is nobody to us
            ber.whole(next);
            next = ber.next(data);
        }
        this.recipients = ASN1Set.getInstance(parse(require(next, BerInput.SET)));
        BerInput.Element info = ber.next(data, BerInput.SEQUENCE);
        this.contentType = identifier(ber.next(info, BerInput.OBJECT_IDENTIFIER));
        this.algorithm = AlgorithmIdentifier.getInstance(parse(ber.next(info, BerInput.SEQUENCE)));
        this.content = ber.hasMore(info) ? ber.octets(content(ber.next(info))) : null;
        this.open = new BerInput.Element[] {outer, explicit, data, info};
    }

    /**
     * Reads up to the content; what comes then is read as a stream.
     *
     * @throws IOException if it is something else, or damaged
     */
    public static EnvelopedStructure read(CmsBody body) throws IOException {
        try {
            EnvelopedStructure structure = new EnvelopedStructure(new BerInput(body.stream()));
            body.endHead();
            return structure;
        } catch (RuntimeException damaged) {
            throw new IOException("It is damaged", damaged);
        }
    }

    private static BerInput.Element require(BerInput.Element element, int identifier)
            throws IOException {
        if (!element.is(identifier)) {
            throw new IOException("another element than expected");
        }
        return element;
    }

    private static BerInput.Element content(BerInput.Element element) throws IOException {
        if (!element.isContext(0)) {
            throw new IOException("another element than the content");
        }
        return element;
    }

    private ASN1Primitive parse(BerInput.Element element) throws IOException {
        return ASN1Primitive.fromByteArray(ber.whole(element));
    }

    private ASN1ObjectIdentifier identifier(BerInput.Element element) throws IOException {
        return ASN1ObjectIdentifier.getInstance(parse(element));
    }

    /** Whether it is AuthEnvelopedData. */
    public boolean isAuthenticated() {
        return authenticated;
    }

    public ASN1Set recipients() {
        return recipients;
    }

    public ASN1ObjectIdentifier contentType() {
        return contentType;
    }

    public AlgorithmIdentifier algorithm() {
        return algorithm;
    }

    /**
     * The encrypted content.
     *
     * @throws IOException if it is not in it (RFC 5652 §6.1 allows that), for mail has no other
     *     place for it
     */
    public InputStream content() throws IOException {
        if (content == null) {
            throw new IOException("there is no content");
        }
        return content;
    }

    /** Reads what comes after the content, to the end. */
    public Tail tail() throws IOException {
        try {
            ber.end(open[3]);
            Tail tail =
                    authenticated
                            ? authentication()
                            : new Tail(Optional.empty(), new DEROctetString(new byte[0]));
            while (ber.hasMore(open[2])) {
                // attributes that nobody authenticates
                ber.whole(ber.next(open[2]));
            }
            ber.end(open[1]);
            ber.end(open[0]);
            return tail;
        } catch (RuntimeException damaged) {
            throw new IOException("It is damaged", damaged);
        }
    }

    private Tail authentication() throws IOException {
        BerInput.Element next = ber.next(open[2]);
        Optional<ASN1Set> attributes = Optional.empty();
        if (next.is(CONTEXT_1)) {
            byte[] set = ber.whole(next);
            // RFC 5083 §2.2: what is authenticated has the tag of a set, not that of its place
            set[0] = BerInput.SET;
            attributes = Optional.of(ASN1Set.getInstance(ASN1Primitive.fromByteArray(set)));
            next = ber.next(open[2]);
        }
        return new Tail(
                attributes,
                ASN1OctetString.getInstance(parse(require(next, BerInput.OCTET_STRING))));
    }
}
