package org.signet.transport.policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A policy map in a file, read again when the file changes. Where it has become unusable, what was
 * read before stays in use, and the log says so once for each change.
 */
public final class TlsPolicyFile {
    /** How long a change may go unnoticed. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(TlsPolicyFile.class);
    private static final long MOST_OCTETS = 16L << 20;

    private final Path file;
    private final Clock clock;
    private Instant checked;
    private String seen;
    private TlsPolicyMap map;

    /** Reads the file for the first time, when trouble is the caller's. */
    public TlsPolicyFile(Path file, Clock clock) throws TlsPolicyException {
        this.file = file;
        this.clock = clock;
        this.checked = clock.instant();
        this.seen = state();
        this.map = read();
        warnOfExpired();
    }

    synchronized TlsPolicyMap current() {
        Instant now = clock.instant();
        if (Duration.between(checked, now).abs().compareTo(INTERVAL) >= 0) {
            checked = now;
            String state = state();
            if (!state.equals(seen)) {
                seen = state;
                reload();
            }
        }
        return map;
    }

    private void reload() {
        try {
            map = read();
            LOG.info("{}: read again, {} lines", file, map.size());
            warnOfExpired();
        } catch (TlsPolicyException e) {
            LOG.error(
                    "{} has changed but cannot be used; what was read before stays in use: {}",
                    file,
                    e.getMessage());
        }
    }

    private void warnOfExpired() {
        for (TlsPolicyLine line :
                map.expired(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            LOG.warn(
                    "{} is past its day and ignored: {} {}",
                    line.shown(map.source()),
                    line.pattern(),
                    line.level().word());
        }
    }

    private TlsPolicyMap read() throws TlsPolicyException {
        try {
            if (Files.size(file) > MOST_OCTETS) {
                throw whole("it has more than " + MOST_OCTETS + " octets");
            }
            return TlsPolicyMap.parse(
                    file.toString(), decoded(Files.readAllBytes(file)), TlsVersion.spoken());
        } catch (NoSuchFileException e) {
            throw whole("there is no such file");
        } catch (CharacterCodingException e) {
            throw whole("it is not in UTF-8");
        } catch (IOException e) {
            throw whole("it cannot be read: " + e);
        }
    }

    private static String decoded(byte[] octets) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(octets))
                .toString();
    }

    private TlsPolicyException whole(String why) {
        return new TlsPolicyException(file.toString(), 0, 0, why, "");
    }

    /** What differs after every change that is worth it. */
    private String state() {
        try {
            return Files.readAttributes(file, "size,lastModifiedTime,fileKey").toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
