package org.signet.smime.verify;

import org.signet.smime.mime.ContentType;
import org.signet.smime.mime.CrlfInputStream;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimitException;
import org.signet.smime.mime.Spool;
import org.signet.smime.structure.CmsBody;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Verifies messages. */
public final class MessageVerifier {
    private final Verifying rules;
    private final Supplier<Spool> spools;

    /**
     * Makes a verifier.
     *
     * @param spools makes what holds the content of opaque signatures while they are verified
     */
    public MessageVerifier(Verifying rules, Supplier<Spool> spools) {
        this.rules = rules;
        this.spools = spools;
    }

    /**
     * Verifies all layers that can be seen.
     *
     * @throws IOException if the message cannot be read or content cannot be stored; damage in the
     *     message is a verdict
     */
    public Verification verify(MessageSource message) throws IOException {
        Header header;
        try {
            header = Header.of(message);
        } catch (MimeLimitException e) {
            return limited(new ArrayList<>(), e);
        }
        Walk walk = new Walk(header);
        try {
            walk.entity(message, new Place("1", true, 0, 0, header));
            return new Verification(walk.verdict(), walk.layers);
        } catch (MimeLimitException e) {
            return limited(walk.layers, e);
        } finally {
            walk.close();
        }
    }

    /**
     * Whether a message is, or claims to be, signed with S/MIME as a whole. One that claims so and
     * is damaged counts, so that nobody can hide a signature by breaking it.
     */
    public static boolean isSigned(MessageSource message) throws IOException {
        Entity entity = Entity.of(message, Header.of(message), VerifyLimits.DEFAULT.parts());
        return entity instanceof Entity.Detached
                || entity instanceof Entity.Opaque
                || entity instanceof Entity.Malformed;
    }

    private static Verification limited(List<Layer> layers, MimeLimitException e) {
        return new Verification(
                new Verdict.Invalid(Verdict.Reason.LIMIT_EXCEEDED, String.valueOf(e.getMessage())),
                layers);
    }

    /**
     * Verifies a CMS structure by itself, as DER or BER.
     *
     * @param content what a detached signature is over, taken as it is
     */
    public Verification verifyStructure(MessageSource cms, Optional<MessageSource> content)
            throws IOException {
        SignatureVerifier verifier = new SignatureVerifier(rules);
        MessageSource wrapped = CmsBody.asMessage(cms);
        SignatureVerifier.Result result;
        if (content.isPresent()) {
            result = verifier.detached(wrapped, List.of(content.get(), canonical(content.get())));
        } else {
            try (Spool spool = spools.get()) {
                result = verifier.opaque(wrapped, spool.output(), spool);
            }
        }
        return new Verification(
                result.verdict(),
                List.of(
                        new Layer(
                                "1",
                                Layer.Kind.SIGNED_DATA,
                                true,
                                result.verdict(),
                                result.signers())));
    }

    private static MessageSource canonical(MessageSource source) {
        return () -> new CrlfInputStream(source.open());
    }

    /**
     * Where an entity is.
     *
     * @param layers how many layers are around it
     * @param depth how many entities are around it
     * @param message the header of the message that it belongs to
     */
    private record Place(String part, boolean spine, int layers, int depth, Header message) {
        Place inLayer() {
            return new Place(part + ".1", spine, layers + 1, depth + 1, message);
        }

        Place inPart(int number) {
            return new Place(part + "." + number, false, layers, depth + 1, message);
        }

        Place inAttached(Header attached) {
            return new Place(part + ".1", false, layers, depth + 1, attached);
        }
    }

    /** One message, with what was found so far. */
    private final class Walk {
        private final Header header;
        private final SignatureVerifier verifier = new SignatureVerifier(rules);
        private final List<Layer> layers = new ArrayList<>();
        private final List<Spool> opened = new ArrayList<>();
        private Verdict author = new Verdict.Valid();
        private int parts;

        Walk(Header header) {
            this.header = header;
        }

        void entity(MessageSource source, Place place) throws IOException {
            if (place.depth() >= rules.limits().depth()) {
                throw MimeLimitException.tooDeep(rules.limits().depth());
            }
            if (++parts > rules.limits().parts()) {
                throw MimeLimitException.tooManyParts(rules.limits().parts());
            }
            Header own = Header.of(source);
            Entity entity = Entity.of(source, own, rules.limits().parts());
            boolean layer =
                    !(entity instanceof Entity.Parts
                            || entity instanceof Entity.Attached
                            || entity instanceof Entity.Plain);
            if (layer && place.layers() >= rules.limits().layers()) {
                add(
                        place,
                        Layer.Kind.FOREIGN,
                        tooMany("layers in each other", rules.limits().layers()));
                return;
            }
            if (layer && layers.size() >= rules.limits().signatures()) {
                throw MimeLimitException.tooManyParts(rules.limits().signatures());
            }
            switch (entity) {
                case Entity.Detached(MessageSource content, MessageSource signature) ->
                        detached(content, signature, place);
                case Entity.Opaque opaque -> opaque(source, place);
                case Entity.Encrypted encrypted ->
                        add(
                                place,
                                Layer.Kind.ENCRYPTED,
                                new Verdict.Undecidable(
                                        Verdict.Reason.ENCRYPTED, "it is encrypted"));
                case Entity.Foreign foreign ->
                        add(
                                place,
                                Layer.Kind.FOREIGN,
                                new Verdict.Undecidable(
                                        Verdict.Reason.UNSUPPORTED,
                                        "it is protected with another system than S/MIME"));
                case Entity.Malformed(boolean multipart, String detail) ->
                        add(
                                place,
                                multipart ? Layer.Kind.MULTIPART_SIGNED : Layer.Kind.SIGNED_DATA,
                                new Verdict.Invalid(Verdict.Reason.MALFORMED, detail));
                case Entity.Parts(List<MessageSource> inside) -> {
                    payload(own, place);
                    for (int i = 0; i < inside.size(); i++) {
                        entity(inside.get(i), place.inPart(i + 1));
                    }
                }
                case Entity.Attached(MessageSource message) -> {
                    payload(own, place);
                    entity(message, place.inAttached(Header.of(message)));
                }
                case Entity.Plain plain -> payload(own, place);
            }
        }

        private static Verdict tooMany(String what, int limit) {
            return new Verdict.Invalid(
                    Verdict.Reason.LIMIT_EXCEEDED, "there are more than " + limit + " " + what);
        }

        private void add(Place place, Layer.Kind kind, Verdict verdict) {
            layers.add(new Layer(place.part(), kind, place.spine(), verdict, List.of()));
        }

        private void detached(MessageSource content, MessageSource signature, Place place)
                throws IOException {
            SignatureVerifier.Result result =
                    verifier.detached(signature, List.of(canonical(content), content));
            add(place, Layer.Kind.MULTIPART_SIGNED, result);
            entity(content, place.inLayer());
        }

        private void opaque(MessageSource source, Place place) throws IOException {
            Spool spool = spools.get();
            opened.add(spool);
            SignatureVerifier.Result result = verifier.opaque(source, spool.output(), spool);
            add(place, Layer.Kind.SIGNED_DATA, result);
            if (spool.size() > 0) {
                entity(spool, place.inLayer());
            }
        }

        private void add(Place place, Layer.Kind kind, SignatureVerifier.Result result) {
            Verdict verdict = result.verdict();
            if (rules.fromCheck() && verdict instanceof Verdict.Valid) {
                verdict =
                        FromRule.decide(
                                place.message(),
                                result.signers().stream()
                                        .map(Signer::certificate)
                                        .filter(Objects::nonNull)
                                        .toList());
            }
            layers.add(new Layer(place.part(), kind, place.spine(), verdict, result.signers()));
        }

        /** What all layers are around: its header may be protected (RFC 9788 §2.1.1). */
        private void payload(Header own, Place place) {
            boolean isProtected = ContentType.of(own, "text/plain").parameter("hp").isPresent();
            if (rules.fromCheck() && place.spine() && place.layers() > 0 && isProtected) {
                author = FromRule.compare(header, own);
            }
        }

        Verdict verdict() {
            List<Layer> spine = layers.stream().filter(Layer::spine).toList();
            if (spine.stream().anyMatch(layer -> layer.kind().isSignature())) {
                return spine.stream()
                        .filter(layer -> layer.kind() != Layer.Kind.ENCRYPTED)
                        .map(Layer::verdict)
                        .reduce(new Verdict.Valid(), Verdict::and)
                        .and(author);
            }
            if (!spine.isEmpty()) {
                return spine.get(0).verdict();
            }
            boolean partly = layers.stream().anyMatch(layer -> layer.kind().isSignature());
            return partly
                    ? new Verdict.Invalid(
                            Verdict.Reason.PARTLY_SIGNED, "only a part of the message is signed")
                    : new Verdict.Invalid(Verdict.Reason.NOT_SIGNED, "the message is not signed");
        }

        void close() throws IOException {
            for (Spool spool : opened) {
                spool.close();
            }
        }
    }
}
