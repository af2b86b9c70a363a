package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A balancer asks whether a portal can serve, and takes it out while it cannot. */
class OperationTest {
    @TempDir Path directory;

    @Test
    void portalShouldLiveAndNotBeReadyWhileTheStoreIsDown() throws Exception {
        try (RunningPortal portal = new RunningPortal(directory)) {
            Browser balancer = portal.browser();
            assertThat(balancer.get("/live").statusCode()).isEqualTo(200);
            assertThat(balancer.get("/ready").body()).isEqualTo("ready\n");

            portal.messages.close();

            assertThat(balancer.get("/live").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = balancer.get("/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("store unavailable\n");
            assertThat(balancer.cookies).isEmpty();
        }
    }
}
