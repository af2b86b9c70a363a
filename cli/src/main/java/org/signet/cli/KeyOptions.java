package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.smime.key.Credential;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.Password;
import org.signet.smime.pem.UnusableFileException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options that name a private key and its certificate: in two files, or in one of PKCS#12. */
final class KeyOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "private key, PEM; with a password only together with --password-file; or its"
                            + " name in a token, pkcs11:..., with which --cert is not needed")
    private @Nullable String key;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description =
                    "certificate of the key, PEM or DER; default: in the same file as the key")
    private @Nullable Path certificate;

    @Option(
            names = "--p12",
            paramLabel = "FILE",
            description = "private key and certificates, PKCS#12; instead of --key and --cert")
    private @Nullable Path pkcs12;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "file whose first line is the password of --p12 or --key")
    private @Nullable Path passwordFile;

    /**
     * Reads what the options name: one credential for each key.
     *
     * @throws ParameterException if they contradict each other
     */
    List<Credential> read() throws UnusableFileException {
        return read(Credential::of);
    }

    /** The same with keys that only old mail is encrypted to. */
    List<Credential> readForOldMail() throws UnusableFileException {
        return read(Credential::ofOldMail);
    }

    /** Puts the keys of one file and the certificates of another, or of the same, together. */
    @FunctionalInterface
    private interface Pairing {
        List<Credential> of(KeyFile keys, KeyFile certificates) throws UnusableFileException;
    }

    private List<Credential> read(Pairing pairing) throws UnusableFileException {
        Optional<Password> password =
                passwordFile == null ? Optional.empty() : Optional.of(Password.read(passwordFile));
        if (pkcs12 != null) {
            if (key != null || certificate != null) {
                throw wrong("Either --p12, or --key and --cert");
            }
            KeyFile file = KeyFile.readPkcs12(pkcs12, password);
            return pairing.of(file, file);
        }
        if (key == null) {
            throw wrong("A key is missing: --key and --cert, or --p12");
        }
        if (key.startsWith("pkcs11:")) {
            if (certificate != null || passwordFile != null) {
                throw wrong("--key pkcs11:... goes without --cert and --password-file");
            }
            return Credential.inToken(key, Path.of("--key"));
        }
        KeyFile keys = KeyFile.readPem(Path.of(key), password);
        return pairing.of(
                keys, certificate == null ? keys : KeyFile.readPem(certificate, Optional.empty()));
    }

    /** As {@link #read}, for what cannot use a token. */
    List<Credential> readInFiles() throws UnusableFileException {
        if (key != null && key.startsWith("pkcs11:")) {
            throw wrong("--key pkcs11:... is for signing only");
        }
        return read();
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
