package org.signet.acceptance;

import org.signet.acceptance.LocalSignet.Setup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** What {@code bin/run} runs: starts the whole, says what to try, and stops it at Ctrl-C. */
public final class Run {
    private static final String USAGE =
            """
            bin/run [--conf DIR]
              starts a James with Signet, the portal and a small internet on loopback
              --conf DIR  takes James's configuration from DIR instead of james-conf/
            """;

    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private Run() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        Path project = Path.of(System.getProperty("signet.root"));
        Setup setup = Setup.of(project, project.resolve("run"));
        if (arguments.length == 2 && arguments[0].equals("--conf")) {
            setup = setup.from(Path.of(arguments[1]));
        } else if (arguments.length != 0) {
            System.err.print(USAGE);
            System.exit(2);
        }
        if (!Files.isRegularFile(setup.configuration().resolve("mailetcontainer.xml"))) {
            System.err.println(
                    "bin/run: there is no mailetcontainer.xml in " + setup.configuration());
            System.exit(2);
        }
        long began = System.nanoTime();
        out.println("Starting the small internet, James and the portal ...");
        try (LocalSignet signet = LocalSignet.launch(setup)) {
            stopWithThisProcess(signet);
            signet.awaitServing();
            long seconds = (System.nanoTime() - began) / 1_000_000_000;
            out.println(Welcome.text(signet, seconds));
            out.flush();
            int status = signet.james().awaitEnd();
            if (STOPPING.get()) {
                return;
            }
            System.err.printf(
                    "James ended with status %d. The end of %s:%n%s%n",
                    status, signet.james().log(), signet.james().logTail(40));
            System.exit(1);
        } catch (Exception e) {
            System.err.println("bin/run: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void stopWithThisProcess(LocalSignet signet) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(
                                        () -> {
                                            STOPPING.set(true);
                                            System.out.println("Stopping ...");
                                            try {
                                                signet.close();
                                            } catch (IOException e) {
                                                System.err.println(
                                                        "bin/run: could not stop all: " + e);
                                            }
                                        }));
    }
}
