package org.signet.smime.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.SearchScope;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.source.LdapSettings.Protection;
import org.signet.smime.source.LdapSettings.Server;
import org.signet.testing.TestCa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

class LdapSettingsTest {
    @TempDir Path folder;

    @BeforeEach
    void roots() throws Exception {
        Files.writeString(
                folder.resolve("roots.pem"), TestCa.root("Root").identity().certificatePem());
    }

    private LdapSettings read(String text) throws Exception {
        return LdapSettings.read(Files.writeString(folder.resolve("ldap.properties"), text));
    }

    @Test
    void settingsShouldBeReadWithTheirDefaults() throws Exception {
        LdapSettings settings =
                read("url=ldap://a.example ldaps://b.example:1636\nroots=roots.pem\nbase=o=x");

        assertThat(settings.servers())
                .containsExactly(
                        new Server("a.example", 389, Protection.START_TLS),
                        new Server("b.example", 1636, Protection.TLS));
        assertThat(settings.scope()).isEqualTo(SearchScope.SUB);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.login()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bob           | (mail=bob@example.com)
                    *             | (mail=\\2a@example.com)
                    b)(mail=*     | (mail=b\\29\\28mail=\\2a@example.com)
                    b\\2a       | (mail=b\\5c2a@example.com)
                    {domain}      | (mail={domain}@example.com)
                    """)
    void addressShouldStandForItselfInTheFilter(String local, String filter) throws Exception {
        LdapSettings settings = read("url=ldaps://a\nroots=roots.pem\nbase=o=x");

        assertThat(settings.filter(new Mailbox(local, "example.com")).toString()).isEqualTo(filter);
    }

    @Test
    void filterOfTheOperatorShouldTakeThePartsOfTheAddress() throws Exception {
        LdapSettings settings =
                read(
                        "url=ldaps://a\nroots=roots.pem\nbase=o=x\n"
                                + "filter=(&(uid={local})(|(d={domain})(mail={address})))");

        assertThat(settings.filter(new Mailbox("b*", "example.com")).toString())
                .isEqualTo("(&(uid=b\\2a)(|(d=example.com)(mail=b\\2a@example.com)))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    url=http://a;base=o=x                      | 'url' is 'http://a'
                    url=ldaps:a;base=o=x                       | 'url' is 'ldaps:a'
                    url=ldaps://a/o=y;base=o=x                 | says more than that
                    url=ldaps://u@a;base=o=x                   | says more than that
                    base=o=x                                   | 'url' is '': it is required
                    url=ldaps://a                              | 'roots' is '': it is required
                    url=ldaps://a;roots=roots.pem              | 'base' is '': it is required
                    url=ldaps://a;roots=none.pem;base=o=x      | none.pem: it cannot be read
                    url=ldap://a;startTls=false;base=o=x       | 'startTls' is 'false'
                    url=ldap://a;startTls=no;base=o=x          | 'startTls' is 'no'
                    url=ldaps://a;roots=roots.pem;base=o=x;scope=all     | 'scope' is 'all'
                    url=ldaps://a;roots=roots.pem;base=o=x;filter=(mail=a)  | does not ask for the address
                    url=ldaps://a;roots=roots.pem;base=o=x;filter=(mail={address}  | it is no filter
                    url=ldaps://a;roots=roots.pem;base=o=x;filter=(mail={addr})  | it is no filter
                    url=ldaps://a;roots=roots.pem;base=o=x;filter=(mail={address)  | it is no filter
                    url=ldaps://a;roots=roots.pem;base=o=x;timeout=5     | it is not a duration
                    url=ldaps://a;roots=roots.pem;base=o=x;timeout=PT2M  | it is out of range
                    url=ldaps://a;roots=roots.pem;base=o=x;bindDn=cn=a   | a password in
                    url=ldaps://a;bindPassword=secret                    | no setting 'bindPassword'
                    """)
    void wrongSettingShouldBeRefusedByItsName(String text, String why) {
        assertThatThrownBy(() -> read(text.replace(";", "\n")))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("; allowed: ");
    }

    @Test
    void passwordShouldBeReadableByItsOwnerAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("ldap.properties.password"), "geheim\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        String text = "url=ldaps://a\nroots=roots.pem\nbase=o=x\nbindDn=cn=a";
        assertThatThrownBy(() -> read(text)).hasMessageContaining("others than its owner");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        LdapSettings settings = read(text);
        assertThat(settings.login().orElseThrow().password().characters())
                .isEqualTo("geheim".toCharArray());
        assertThat(settings.toString()).doesNotContain("geheim");
    }
}
