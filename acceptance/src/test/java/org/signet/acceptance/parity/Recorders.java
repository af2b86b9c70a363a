package org.signet.acceptance.parity;

import org.signet.acceptance.JamesSources;

import java.io.IOException;
import java.nio.file.Path;

/** The mailets that look on in James 3.8.1. */
final class Recorders {
    private Recorders() {}

    static void compile(Path project, Path target) throws IOException {
        JamesSources.compile(
                project,
                "3.8",
                target,
                "parity/org/signet/parity/Recorder",
                "parity/org/signet/parity/QueueWatch",
                "parity/org/signet/parity/StartProbe");
    }
}
