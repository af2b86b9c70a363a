package org.signet.smime.key;

import org.signet.smime.certificate.KeyKind;
import org.signet.smime.pem.Password;
import org.signet.smime.pem.UnusableFileException;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.security.auth.login.LoginException;

/**
 * A PKCS#11 token, which holds private keys and uses them without giving them away.
 *
 * <p>The provider of a token lives as long as the process, as the library of the token does; only
 * the login is renewed. A key is found by the certificate that lies beside it, with the same
 * CKA_ID.
 */
final class Token {
    private static final Map<String, Provider> PROVIDERS = new HashMap<>();

    private Token() {}

    /**
     * Logs in and names the keys.
     *
     * @param file where the name of the token was read, for what is said of it
     * @throws UnusableFileException if the token is not there, refuses the PIN, or has no such key
     */
    static synchronized List<Credential> read(Pkcs11Uri uri, Path file)
            throws UnusableFileException {
        char[] pin = Password.read(uri.pin()).characters();
        try {
            Provider provider = provider(uri);
            renewLogin(provider);
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, pin);
            List<Credential> all = new ArrayList<>();
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias) && uri.object().map(alias::equals).orElse(true)) {
                    all.add(credential(keys, alias, file, provider));
                }
            }
            if (all.isEmpty()) {
                throw refuse(file, "there is no such key with a certificate in the token");
            }
            return all;
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            throw refuse(file, "the token cannot be used (" + causes(e) + ")");
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private static Provider provider(Pkcs11Uri uri) throws GeneralSecurityException {
        String configuration =
                "library = "
                        + uri.module()
                        + "\n"
                        + uri.slot().map(slot -> "slot = " + slot).orElse("slotListIndex = 0")
                        + "\n";
        Provider known = PROVIDERS.get(configuration);
        if (known != null) {
            return known;
        }
        Provider base = Security.getProvider("SunPKCS11");
        if (base == null) {
            throw new GeneralSecurityException("this JVM has no SunPKCS11");
        }
        Provider made = base.configure("--name = signet" + PROVIDERS.size() + "\n" + configuration);
        PROVIDERS.put(configuration, made);
        return made;
    }

    /** A token that was away may have forgotten a login that the provider remembers. */
    private static void renewLogin(Provider provider) {
        try {
            if (provider instanceof AuthProvider token) {
                token.logout();
            }
        } catch (LoginException | ProviderException notLoggedIn) {
            // The login that follows says what is wrong, if anything is.
            return;
        }
    }

    private static Credential credential(KeyStore keys, String alias, Path file, Provider provider)
            throws GeneralSecurityException, UnusableFileException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate each : keys.getCertificateChain(alias)) {
            chain.add((X509Certificate) each);
        }
        X509Certificate certificate = chain.get(0);
        KeyKind kind =
                KeyKind.of(certificate)
                        .orElseThrow(() -> refuse(file, "'" + alias + "' is no " + KeyKind.ALL));
        return new Credential(
                (PrivateKey) keys.getKey(alias, null),
                certificate,
                kind,
                chain.subList(1, chain.size()),
                file,
                Optional.of(provider));
    }

    private static UnusableFileException refuse(Path file, String why) {
        return new UnusableFileException(file, why, "a token with private keys and certificates");
    }

    /** What PKCS#11 says lies deep, such as CKR_PIN_INCORRECT. */
    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable each = failure.getCause(); each != null; each = each.getCause()) {
            text.append(": ").append(each.getMessage());
        }
        return text.toString();
    }
}
