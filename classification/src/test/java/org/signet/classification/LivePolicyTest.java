package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;
import org.signet.classification.verdict.Verdict;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class LivePolicyTest {
    private static final String FIRST = "classes: {a: {when: {keywords: [lunch]}}}\n";
    private static final String SECOND = "classes: {a: {when: {keywords: [dinner]}}}\n";

    @TempDir private Path folder;
    private Path file;
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final List<String> told = new ArrayList<>();
    private LivePolicy live;

    private final Clock clock =
            new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };

    @BeforeEach
    void load() throws Exception {
        file = folder.resolve("p.yaml");
        write(FIRST);
        live =
                new LivePolicy(
                        "p.yaml",
                        file,
                        clock,
                        new LivePolicy.Listener() {
                            @Override
                            public void reloaded(Policy policy) {
                                told.add("reloaded");
                            }

                            @Override
                            public void refused(String why) {
                                told.add(why);
                            }
                        });
    }

    private void write(String policy) throws Exception {
        now = now.plusSeconds(5);
        Files.writeString(file, policy);
        Files.setLastModifiedTime(file, FileTime.from(now));
    }

    private boolean applies(String className, String subject) throws Exception {
        byte[] mail = ("Subject: " + subject + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return live.current()
                        .classify(new ByteArrayInputStream(mail))
                        .verdict(className)
                        .orElseThrow()
                instanceof Verdict.Applies;
    }

    @Test
    void changedFileShouldBeUsed() throws Exception {
        assertThat(applies("a", "lunch")).isTrue();
        write(SECOND);
        assertThat(applies("a", "dinner")).isTrue();
        assertThat(told).containsExactly("reloaded");
    }

    @Test
    void brokenFileShouldLeaveTheOldPolicyInForceAndBeToldOnce() throws Exception {
        write("classes: {a: {when: lunch}}");
        assertThat(applies("a", "lunch")).isTrue();
        now = now.plusSeconds(5);
        assertThat(applies("a", "lunch")).isTrue();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).startsWith("p.yaml: line 1, column 21: found 'lunch'; allowed: ");
    }

    @Test
    void missingFileShouldLeaveTheOldPolicyInForceUntilItIsBack() throws Exception {
        Files.delete(file);
        now = now.plusSeconds(5);
        assertThat(applies("a", "lunch")).isTrue();
        now = now.plusSeconds(5);
        assertThat(applies("a", "lunch")).isTrue();
        assertThat(told).hasSize(1);
        write(SECOND);
        assertThat(applies("a", "dinner")).isTrue();
    }

    @Test
    void fileWithoutAClassThatIsAskedShouldBeRefused() throws Exception {
        assertThat(live.require("a")).isTrue();
        assertThat(live.require("b")).isFalse();
        write("classes: {b: {when: {keywords: [lunch]}}}\n");
        assertThat(applies("a", "lunch")).isTrue();
        assertThat(told).containsExactly("p.yaml: the class 'a' is gone, but is asked");
    }

    @Test
    void conditionBesidesTheClassesShouldSurviveAReload() throws Exception {
        String asked = live.ask("{subject: [supper]}");
        assertThat(applies(asked, "supper")).isTrue();
        write(SECOND);
        assertThat(applies(asked, "supper")).isTrue();
        assertThat(live.ask("{subject: [supper]}")).isEqualTo(asked);
    }

    @Test
    void digestShouldChangeWithWhatIsAsked() throws Exception {
        String before = live.current().policy().digest();
        live.ask("encrypted");
        assertThat(live.current().policy().digest()).isNotEqualTo(before);
    }

    @Test
    void wrongConditionShouldBeRefusedAndChangeNothing() throws Exception {
        assertThatThrownBy(() -> live.ask("{dictionary: x}")).isInstanceOf(PolicyException.class);
        assertThat(applies("a", "lunch")).isTrue();
    }
}
