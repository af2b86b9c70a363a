package org.signet.sandbox;

import org.signet.sandbox.SandboxOptions.Ports;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.recipient.RecipientDomains;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the small internet until it is told to end.
 *
 * <pre>
 * java -cp 'lib/*:signet-sandbox.jar' org.signet.sandbox.SandboxMain --dir DIR
 *      [--dns-port N] [--smtp-port N] [--http-port N] [--people DIR] [--verdict-header NAME]
 *      [--domains standard|all]
 * </pre>
 *
 * <p>When everything answers, {@code DIR/sandbox.properties} tells where, and a line {@code sandbox
 * ready} is printed. SIGTERM or Ctrl-C end it. Exit status 2: wrong usage, 1: could not start.
 */
public final class SandboxMain {
    private static final List<String> OPTIONS =
            List.of(
                    "--dir",
                    "--dns-port",
                    "--smtp-port",
                    "--http-port",
                    "--people",
                    "--verdict-header",
                    "--domains");

    private SandboxMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(arguments, System.out, System.err, new CountDownLatch(1)));
    }

    /** Runs until {@code end} is counted down; returns the exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err, CountDownLatch end)
            throws InterruptedException {
        try {
            Map<String, String> given = parse(arguments);
            Path directory = Path.of(required(given, "--dir"));
            SandboxOptions options =
                    SandboxOptions.in(directory)
                            .with(ports(given))
                            .withVerdictHeader(
                                    given.getOrDefault(
                                            "--verdict-header", SandboxOptions.VERDICT_HEADER))
                            .withDomains(domains(given));
            if (given.containsKey("--people")) {
                SandboxPeople.write(Path.of(required(given, "--people")));
            }
            serve(options, out, end);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("sandbox: " + e.getMessage());
            err.println("options: " + String.join(" X ", OPTIONS) + " X");
            return 2;
        } catch (IOException e) {
            err.println("sandbox: could not start: " + e.getMessage());
            return 1;
        }
    }

    private static void serve(SandboxOptions options, PrintStream out, CountDownLatch end)
            throws IOException, InterruptedException {
        SandboxFile file = new SandboxFile(options.directory());
        file.remove();
        CountDownLatch ended = new CountDownLatch(1);
        try (Sandbox sandbox = Sandbox.start(options)) {
            // SIGTERM and Ctrl-C: the process ends only after the services have
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        end.countDown();
                                        await(ended);
                                    }));
            file.write(sandbox);
            out.println("sandbox ready");
            SandboxFile.facts(sandbox).forEach((name, value) -> out.println(name + "=" + value));
            out.flush();
            end.await();
        } finally {
            file.remove();
            ended.countDown();
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            if (given.put(arguments[i], arguments[i + 1]) != null) {
                throw new IllegalArgumentException(arguments[i] + " is given twice");
            }
        }
        return given;
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static List<RecipientDomain> domains(Map<String, String> given) {
        String value = given.getOrDefault("--domains", "standard");
        return switch (value) {
            case "standard" -> RecipientDomains.standard();
            case "all" -> RecipientDomains.all();
            default ->
                    throw new IllegalArgumentException(
                            "--domains is '" + value + "'; allowed: standard, all");
        };
    }

    private static Ports ports(Map<String, String> given) {
        return new Ports(
                port(given, "--dns-port"), port(given, "--smtp-port"), port(given, "--http-port"));
    }

    private static int port(Map<String, String> given, String name) {
        String value = given.getOrDefault(name, "0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " is '" + value + "'; allowed: 0 to 65535", e);
        }
    }
}
