package org.signet.sandbox.smtp;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides whether the paths and parameters of MAIL and RCPT are acceptable; holds no state. */
final class EsmtpRules {
    /** The local part that no domain of the sandbox has. */
    static final String UNKNOWN_USER = "unknown";

    private static final Reply BAD_PARAMETER = Reply.of(501, "5.5.4 Bad value of a parameter");
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Set<String> NOTIFY = Set.of("SUCCESS", "FAILURE", "DELAY");

    private EsmtpRules() {}

    /** Why MAIL is refused, if it is. */
    static Optional<Reply> refusal(Command.Mail mail, int maxOctets) {
        Optional<Reply> twice = repeated(mail.parameters());
        if (twice.isPresent()) {
            return twice;
        }
        for (Parameter parameter : mail.parameters()) {
            Optional<Reply> refusal = mailParameter(parameter, maxOctets);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return needsUtf8(mail.sender(), utf8(mail.parameters()));
    }

    /** Whether the client announced internationalised addresses or header fields. */
    static boolean utf8(List<Parameter> parameters) {
        return parameters.stream().anyMatch(parameter -> parameter.keyword().equals("SMTPUTF8"));
    }

    private static Optional<Reply> mailParameter(Parameter parameter, int maxOctets) {
        String value = parameter.value();
        return switch (parameter.keyword()) {
            case "SIZE" -> {
                if (!NUMBER.matcher(value).matches()) {
                    yield Optional.of(BAD_PARAMETER);
                }
                // RFC 1870 §6.1: what is too large is refused before it is sent
                yield Long.parseLong(value) <= maxOctets
                        ? Optional.empty()
                        : Optional.of(Reply.of(552, "5.3.4 More than " + maxOctets + " octets"));
            }
            case "BODY" -> oneOf(value, Set.of("7BIT", "8BITMIME"));
            case "SMTPUTF8" -> value.isEmpty() ? Optional.empty() : Optional.of(BAD_PARAMETER);
            case "RET" -> oneOf(value, Set.of("FULL", "HDRS"));
            case "ENVID" -> matching(XTEXT, value, 100);
            default -> Optional.of(unknown(parameter));
        };
    }

    /** Why RCPT is refused, if it is. */
    static Optional<Reply> refusal(Command.Rcpt rcpt, String domain, boolean utf8) {
        MailPath path = rcpt.recipient();
        if (path.isNull()) {
            return Optional.of(Reply.of(501, "5.1.3 A recipient has an address"));
        }
        boolean here = path.domain().isEmpty() || path.domain().equalsIgnoreCase(domain);
        if (!here) {
            return Optional.of(Reply.of(550, "5.7.1 This host takes mail for " + domain + " only"));
        }
        if (path.localPart().equalsIgnoreCase(UNKNOWN_USER)) {
            return Optional.of(Reply.of(550, "5.1.1 No such user"));
        }
        Optional<Reply> twice = repeated(rcpt.parameters());
        if (twice.isPresent()) {
            return twice;
        }
        for (Parameter parameter : rcpt.parameters()) {
            Optional<Reply> refusal = rcptParameter(parameter);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return needsUtf8(path, utf8);
    }

    private static Optional<Reply> rcptParameter(Parameter parameter) {
        String value = parameter.value();
        return switch (parameter.keyword()) {
            case "NOTIFY" -> notify(value.toUpperCase(Locale.ROOT));
            case "ORCPT" -> {
                int semicolon = value.indexOf(';');
                yield semicolon < 1 || value.length() > 500
                        ? Optional.of(BAD_PARAMETER)
                        : Optional.empty();
            }
            default -> Optional.of(unknown(parameter));
        };
    }

    private static Optional<Reply> notify(String value) {
        // RFC 3461 §4.1: NEVER stands alone
        boolean valid = value.equals("NEVER") || NOTIFY.containsAll(List.of(value.split(",", -1)));
        return valid ? Optional.empty() : Optional.of(BAD_PARAMETER);
    }

    private static Optional<Reply> needsUtf8(MailPath path, boolean utf8) {
        // RFC 6531 §3.5: such addresses only in transactions that began with SMTPUTF8
        return utf8 || path.isAscii()
                ? Optional.empty()
                : Optional.of(Reply.of(553, "5.6.7 This address needs SMTPUTF8"));
    }

    private static Optional<Reply> repeated(List<Parameter> parameters) {
        Set<String> seen = new HashSet<>();
        return parameters.stream()
                .filter(parameter -> !seen.add(parameter.keyword()))
                .findFirst()
                .map(parameter -> Reply.of(501, "5.5.4 A parameter is given twice"));
    }

    private static Optional<Reply> oneOf(String value, Set<String> allowed) {
        return allowed.contains(value.toUpperCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(BAD_PARAMETER);
    }

    private static Optional<Reply> matching(Pattern pattern, String value, int max) {
        boolean valid =
                !value.isEmpty() && value.length() <= max && pattern.matcher(value).matches();
        return valid ? Optional.empty() : Optional.of(BAD_PARAMETER);
    }

    private static Reply unknown(Parameter parameter) {
        // RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets
        String keyword = parameter.keyword();
        String named = keyword.substring(0, Math.min(keyword.length(), 40));
        return Reply.of(555, "5.5.4 Unknown parameter " + named);
    }
}
