package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Mail scanners follow every link before the reader does. */
class ScannerTest {
    private static final List<String> PAGES =
            List.of(
                    "",
                    "/code",
                    "/message",
                    "/body",
                    "/attachment/1",
                    "/passcode",
                    "/open",
                    "/leave");

    @TempDir Path directory;

    private static String rows(RunningPortal portal) {
        return Jdbi.create(portal.messages.dataSource())
                .withHandle(
                        handle ->
                                List.of("portal_passcode", "portal_session").stream()
                                        .map(
                                                table ->
                                                        handle.createQuery("SELECT * FROM " + table)
                                                                .mapToMap()
                                                                .list()
                                                                .toString())
                                        .toList()
                                        .toString());
    }

    @Test
    void hundredVisitsShouldChangeNothingAndTheReaderShouldStillGetIn() throws Exception {
        try (RunningPortal portal = new RunningPortal(directory)) {
            var message = portal.protect(ReadingTest.MIME, RunningPortal.BOB);
            String path = RunningPortal.path(message, RunningPortal.BOB);
            Browser reader = portal.browser();
            reader.get(path);
            reader.submit(path + "/passcode", Map.of());
            String before = rows(portal);
            int events = portal.messages.audit().of(message.message()).size();

            Browser scanner = portal.browser();
            for (int i = 0; i < 100; i++) {
                for (String page : PAGES) {
                    assertThat(scanner.get(path + page).statusCode()).isNotEqualTo(500);
                    assertThat(scanner.head(path + page).body()).isEmpty();
                }
                scanner.cookies.clear();
            }

            assertThat(portal.mails).hasSize(1);
            assertThat(rows(portal)).isEqualTo(before);
            assertThat(portal.messages.audit().of(message.message())).hasSize(events);
            assertThat(
                            reader.submit(
                                            path + "/open",
                                            Map.of("passcode", portal.newestPasscode()))
                                    .statusCode())
                    .isEqualTo(303);
            assertThat(reader.get(path + "/message").body()).contains("42 million");
        }
    }

    @Test
    void headShouldBeAnsweredLikeGetWithoutContent() throws Exception {
        try (RunningPortal portal = new RunningPortal(directory)) {
            var message = portal.protect(ReadingTest.MIME, RunningPortal.BOB);
            String path = RunningPortal.path(message, RunningPortal.BOB);
            for (String page : List.of(path, path + "/message", "/style.css", "/nothing")) {
                var get = portal.browser().get(page);
                var head = portal.browser().head(page);

                assertThat(head.statusCode()).as(page).isEqualTo(get.statusCode());
                assertThat(head.body()).isEmpty();
                assertThat(head.headers().firstValue("Content-Type"))
                        .isEqualTo(get.headers().firstValue("Content-Type"));
            }
        }
    }
}
