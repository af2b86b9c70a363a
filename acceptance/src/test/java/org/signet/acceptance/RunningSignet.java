package org.signet.acceptance;

import org.signet.acceptance.LocalSignet.Setup;

import java.nio.file.Path;

/** Where the tests' servers live: below target/, so that logs are there when a test failed. */
final class RunningSignet {
    static final Path PROJECT = Path.of(System.getProperty("signet.root"));

    private RunningSignet() {}

    static Setup setup(String name) {
        return Setup.of(PROJECT, PROJECT.resolve("acceptance/target/signet-" + name));
    }
}
