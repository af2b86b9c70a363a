package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.rights.RightsException.Reason;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

class RightsSettingsTest {
    private static final Path BASE = Path.of("/srv/james");

    private static RightsSettings parse(String... pairs) throws RightsException {
        Map<String, String> values = new HashMap<>();
        values.put("portal.public-url", "https://portal.ours.test");
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return RightsSettings.parse(values, "conf/signet-rights.properties", BASE);
    }

    @Test
    void defaultsShouldLieBelowTheDirectoryOfJames() throws Exception {
        RightsSettings settings = parse();
        assertThat(settings.store().jdbcUrl())
                .isEqualTo("jdbc:h2:file:/srv/james/var/signet/rights");
        assertThat(settings.store().user()).isEqualTo("signet");
        assertThat(settings.store().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.contentDirectory()).isEqualTo(Path.of("/srv/james/var/signet/content"));
        assertThat(settings.keysetFile()).isEqualTo(Path.of("/srv/james/var/signet/keyset.json"));
        assertThat(settings.keysetPassword()).isEmpty();
        assertThat(settings.mailProcessor()).isEqualTo("relay");
        assertThat(settings.portal()).isEmpty();
    }

    @Test
    void keysOfThePortalShouldBeHandedThroughUnread() throws Exception {
        assertThat(parse("portal.listen", "127.0.0.1:8443", "portal.new", "x").portal())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("portal.listen", "127.0.0.1:8443", "portal.new", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal.ours.test/",
                "https://portal.ours.test:8443/read",
                "http://localhost:8080",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "HTTPS://portal.ours.test"
            })
    void linksShouldStartWithThePublicUrl(String url) throws Exception {
        LinkToken token = LinkToken.random(new SecureRandom());
        assertThat(parse("portal.public-url", url).link(token))
                .isEqualTo(url.replaceAll("/$", "") + "/m/" + token.text())
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    portal.public-url | '' | it is required
                    portal.public-url | http://portal.ours.test | over a clear connection
                    portal.public-url | http://127.0.0.1.evil.test | over a clear connection
                    portal.public-url | ftp://portal.ours.test | not a web address
                    portal.public-url | portal.ours.test | not the start of a link
                    portal.public-url | //portal.ours.test | not the start of a link
                    portal.public-url | https:///m | not the start of a link
                    portal.public-url | https://user@portal.ours.test | not the start of a link
                    portal.public-url | https://portal.ours.test/?a=b | not the start of a link
                    portal.public-url | https://portal.ours.test/#a | not the start of a link
                    portal.public-url | https://portal ours.test | not a URL
                    store.jdbc-url | jdbc:mysql://db/signet | not the URL of a supported database
                    store.jdbc-url | h2:file:/x | not the URL of a supported database
                    store.timeout | 5 | not a duration
                    store.timeout | PT0S | out of range
                    store.timeout | PT61S | out of range
                    store.content-directory | content | it is a relative path
                    keyset.file | keys/../keyset.json | it is a relative path
                    mail.processor | a b | not the name of a processor
                    store.jdbcurl | jdbc:h2:mem:x | there is no such key
                    expiry | P30D | there is no such key
                    """)
    void wrongValuesShouldBeRefusedWithFileKeyValueAndWhatIsAllowed(
            String key, String value, String why) {
        assertThatThrownBy(() -> parse(key, value))
                .isInstanceOfSatisfying(
                        RightsException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.MISCONFIGURED))
                .hasMessageStartingWith(
                        "conf/signet-rights.properties: " + key + " is '" + value + "': ")
                .hasMessageContaining(why)
                .hasMessageContaining("; allowed: ");
    }

    @Test
    void aLongPublicUrlShouldBeRefused() {
        assertThatThrownBy(() -> parse("portal.public-url", "https://x.test/" + "a".repeat(136)))
                .hasMessageContaining("at most 150 characters");
    }

    @Test
    void secretsShouldNotBeShownInRefusals() {
        assertThatThrownBy(() -> parse("store.pasword", "hush"))
                .hasMessageContaining("there is no such key");
        assertThatThrownBy(() -> parse("keyset.password2", "hush"))
                .hasMessageContaining("'(hidden)'");
    }
}
