package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;

import java.util.List;

/** Private keys, signed tokens, and what is written after the word "password". */
final class KeysAndPasswords {
    static final List<SensitiveType> TYPES =
            List.of(
                    secret("private-key", "Private key in text form")
                            .finder(new PrivateKeyBlock())
                            .source("RFC 7468 §10, §11; RFC 9580 §6.2; OpenSSH PROTOCOL.key"),
                    secret("jwt", "JSON web token")
                            .finder(new JsonWebToken())
                            .proves("header is JSON and names an algorithm")
                            .source("RFC 7519 §3; RFC 7515 §7.1"),
                    secret("azure-storage-key", "Azure storage account key")
                            .finder(new AzureSecret("accountkey", 86, false))
                            .source("Microsoft, Configure Azure Storage connection strings"),
                    secret("azure-sas", "Azure shared access signature")
                            .finder(new AzureSecret("sig", 43, true))
                            .source("Microsoft, Create an account SAS"),
                    secret("azure-client-secret", "Microsoft Entra client secret")
                            .finder(new EntraSecret())
                            .source("Microsoft Purview, Azure AD client secret definition"),
                    secret("connection-string", "Connection string with password")
                            .finder(new ConnectionPassword())
                            .source("Microsoft, SqlConnection.ConnectionString; Azure samples"),
                    secret("url-password", "Password in an address")
                            .levels(new Levels(75, 75, 85))
                            .finder(new UrlPassword())
                            .source("RFC 3986 §3.2.1"),
                    secret("generic-secret", "Random text called a secret")
                            .rank(Rank.GENERAL)
                            .levels(new Levels(75, 75, 75))
                            .finder(new NamedSecret())
                            .proves("entropy of 3.5 bits a character, letters and digits")
                            .source("C. Shannon, A mathematical theory of communication (1948)"));

    private KeysAndPasswords() {}

    private static SensitiveType.Builder secret(String id, String name) {
        return type(id, name).family(Family.SECRET).rank(Rank.UNMISTAKABLE).levels(Levels.SURE);
    }
}
