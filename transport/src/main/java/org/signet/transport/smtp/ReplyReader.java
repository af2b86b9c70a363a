package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a reply, all its lines (RFC 5321 §4.2.1), and refuses what is none.
 *
 * <p>Lines and their number are bounded well above what RFC 5321 §4.5.3.1.5 allows servers, 512
 * octets a line, as some are known to say more.
 */
final class ReplyReader {
    private static final int MOST_LINE = 2048;
    private static final int MOST_LINES = 200;

    /** Where the octets come from. */
    interface Octets {
        byte next() throws SmtpException;
    }

    private ReplyReader() {}

    static SmtpReply read(Octets octets) throws SmtpException {
        byte[] line = new byte[MOST_LINE];
        List<String> lines = new ArrayList<>(1);
        int code = 0;
        while (lines.size() < MOST_LINES) {
            int length = readLine(octets, line);
            int own = code(line, length);
            if (own == 0) {
                throw malformed("the reply is not one of SMTP");
            }
            if (code != 0 && own != code) {
                throw malformed("a reply with several codes");
            }
            code = own;
            lines.add(length <= 4 ? "" : new String(line, 4, length - 4, StandardCharsets.UTF_8));
            if (length == 3 || line[3] == ' ') {
                return new SmtpReply(code, lines);
            }
        }
        throw malformed("a reply of more than " + MOST_LINES + " lines");
    }

    /** Returns the code, or 0 where the line does not begin like one of a reply. */
    private static int code(byte[] line, int length) {
        boolean shaped =
                length >= 3
                        && line[0] >= '2'
                        && line[0] <= '5'
                        && isDigit(line[1])
                        && isDigit(line[2])
                        && (length == 3 || line[3] == ' ' || line[3] == '-');
        return shaped ? (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0' : 0;
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private static int readLine(Octets octets, byte[] line) throws SmtpException {
        int length = 0;
        while (true) {
            byte octet = octets.next();
            if (octet == '\n') {
                return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            }
            if (length == MOST_LINE) {
                throw malformed("a reply line of more than " + MOST_LINE + " octets");
            }
            line[length++] = octet;
        }
    }

    private static SmtpException malformed(String detail) {
        return new SmtpException(Reason.REPLY_MALFORMED, detail);
    }
}
