package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.rights.RightsSettings;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class PortalSettingsTest {
    private static PortalSettings of(Map<String, String> values) throws Exception {
        Map<String, String> all =
                new HashMap<>(Map.of("portal.public-url", "https://mail.ours.test"));
        all.putAll(values);
        return PortalSettings.of(
                RightsSettings.parse(all, "conf/signet-rights.properties", Path.of("/tmp")));
    }

    @Test
    void settingsShouldHaveDefaults() throws Exception {
        PortalSettings settings = of(Map.of());

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.listen()).isEqualTo(new PortalSettings.Listen("127.0.0.1", 8090));
        assertThat(settings.publicUrl()).isEqualTo(URI.create("https://mail.ours.test"));
        assertThat(settings.https()).isTrue();
        assertThat(settings.passcodeFrom()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "portal.listen,        0.0.0.0:443",
        "portal.listen,        '[::1]:8443'",
        "portal.listen,        localhost:0",
        "portal.enabled,       false",
        "portal.passcode-from, noreply@ours.test",
        "portal.public-url,    https://mail.ours.test:8443",
        "portal.public-url,    https://mail.ours.test/",
        "portal.public-url,    http://localhost:8090",
        "portal.public-url,    http://127.0.0.5:8090",
        "portal.public-url,    'http://[::1]:8090'"
    })
    void valueShouldBeTaken(String key, String value) throws Exception {
        assertThat(of(Map.of(key, value))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "portal.lisen,         127.0.0.1:1,              there is no such key",
        "portal.enabled,       yes,                      it is not a truth value",
        "portal.listen,        8090,                     it is not an address and a port",
        "portal.listen,        127.0.0.1:65536,          it is not an address and a port",
        "portal.listen,        'a b:80',                 it is not an address and a port",
        "portal.passcode-from, nobody,                   it is not a mail address",
        "portal.passcode-from, 'x@y, z@w',               it is not a mail address",
        "portal.public-url,    https://mail.ours.test/p, it has a path",
        "portal.public-url,    http://mail.ours.test,    ''"
    })
    void valueShouldBeRefusedWithFileKeyAndWhatIsAllowed(String key, String value, String why) {
        assertThatThrownBy(() -> of(Map.of(key, value)))
                .hasMessageContaining(
                        "conf/signet-rights.properties: " + key + " is '" + value + "': " + why)
                .hasMessageContaining("; allowed: ");
    }
}
