package org.signet.cli;

import org.signet.transport.dane.CertificateUsage;
import org.signet.transport.dane.MatchingType;
import org.signet.transport.dane.Selector;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Prints the TLSA record for a certificate, as a zone file takes it. */
@Command(
        name = "create",
        description = {
            "Print the TLSA record for a certificate, as a zone file takes it.",
            "Exit status: 0 done, with advice on standard error where the record is not the best;"
                    + " 2 wrong usage."
        },
        mixinStandardHelpOptions = true)
final class TlsaCreate implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Option(
            names = "--cert",
            required = true,
            paramLabel = "FILE",
            description =
                    "The certificate as PEM or DER, the first of the file; with --usage 2 that of"
                            + " the authority. '-' is stdin.")
    private String file;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Option(
            names = "--host",
            required = true,
            paramLabel = "MX",
            description = "The mail host's name, as MX records give it.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where it listens; default: 25.",
            defaultValue = "25")
    private int port;

    @Option(
            names = "--usage",
            paramLabel = "U",
            description = "3 the server's certificate (default), 2 an authority above it.",
            defaultValue = "3")
    private int usage;

    @Option(
            names = "--selector",
            paramLabel = "S",
            description = "1 the public key (default), 0 the whole certificate.",
            defaultValue = "1")
    private int selector;

    @Option(
            names = "--matching",
            paramLabel = "M",
            description = "1 SHA-256 (default), 2 SHA-512, 0 the thing itself.",
            defaultValue = "1")
    private int matching;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        DomainName name =
                DomainName.tryParse(host)
                        .filter(n -> !n.isRoot())
                        .orElseThrow(() -> wrong("'" + host + "' is not a host name"));
        X509Certificate certificate = certificate();
        Tlsa.Usable record = Tlsa.of(usage(certificate), selector(), matching(), certificate);
        String owner = "_" + TlsCommand.port(spec, port) + "._tcp." + name + ".";
        List<String> advice = advice();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("owner", owner);
            all.put("record", record.presentation());
            all.put("advice", advice);
            Output.write(spec, true, all);
        } else {
            spec.commandLine().getOut().println(owner + " IN TLSA " + record.presentation());
            spec.commandLine().getOut().flush();
            advice.forEach(line -> spec.commandLine().getErr().println("advice: " + line));
            spec.commandLine().getErr().flush();
        }
        return ExitStatus.YES;
    }

    private X509Certificate certificate() throws IOException {
        try {
            return CertificateFile.read(file).get(0);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private CertificateUsage usage(X509Certificate certificate) {
        return switch (usage) {
            case 3 -> CertificateUsage.DANE_EE;
            case 2 -> {
                if (certificate.getBasicConstraints() < 0) {
                    throw wrong(
                            "--usage 2 names an authority, which this certificate is not; allowed:"
                                    + " the certificate of an authority, or --usage 3");
                }
                yield CertificateUsage.DANE_TA;
            }
            case 0, 1 ->
                    throw wrong(
                            "--usage "
                                    + usage
                                    + " cannot be used with SMTP (RFC 7672 §3.1.3); allowed: 3, 2");
            default -> throw wrong("--usage " + usage + " is unknown; allowed: 3, 2");
        };
    }

    private Selector selector() {
        return switch (selector) {
            case 0 -> Selector.CERT;
            case 1 -> Selector.SPKI;
            default -> throw wrong("--selector " + selector + " is unknown; allowed: 1, 0");
        };
    }

    private MatchingType matching() {
        return switch (matching) {
            case 0 -> MatchingType.FULL;
            case 1 -> MatchingType.SHA2_256;
            case 2 -> MatchingType.SHA2_512;
            default -> throw wrong("--matching " + matching + " is unknown; allowed: 1, 2, 0");
        };
    }

    private List<String> advice() {
        List<String> advice = new ArrayList<>();
        if (usage == 3 && selector == 0) {
            advice.add(
                    "the certificate changes at each renewal, and mail would wait until the record"
                            + " follows: use 3 1 1 and keep the key");
        }
        if (usage == 2) {
            advice.add(
                    "the server must send this authority's certificate too, even if it is a root"
                            + " (RFC 7672 §3.1.2)");
        }
        if (usage == 2 && selector == 1) {
            advice.add(
                    "with the whole certificate, 2 0 1, its limits on length and names are bound as"
                            + " well (RFC 7672 §3.1.2)");
        }
        if (matching == 0) {
            advice.add("not every sender can use whole objects from DNS: use a digest");
        }
        if (matching == 2) {
            advice.add("every sender knows SHA-256, not every one SHA-512: publish 1 as well");
        }
        return advice;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
