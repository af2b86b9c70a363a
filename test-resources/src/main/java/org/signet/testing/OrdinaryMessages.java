package org.signet.testing;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Ordinary business mail, made at random from a seed: talk on lists, newsletters, invoices,
 * tracking notices, logs, commits, calendars, tables of figures. It is full of numbers and of words
 * about paying, and holds no card, account or identity number, but what chance makes of order
 * numbers.
 */
public final class OrdinaryMessages {
    private static final List<String> SENTENCES =
            List.of(
                    "Thanks for the update, I will have a look at it tomorrow morning.",
                    "Could you send me the slides from the meeting on Thursday?",
                    "We accept Visa, Mastercard and bank transfer; your card is charged on shipping.",
                    "The invoice is payable within 30 days to the account that you know.",
                    "Please quote your customer number and your order number in every message.",
                    "Die Rechnung finden Sie im Anhang, bitte überweisen Sie den Betrag.",
                    "Merci de votre commande, elle sera expédiée sous deux jours ouvrés.",
                    "Gracias por su compra; el pedido llegará la semana que viene.",
                    "I think that the patch breaks the build on the older release.",
                    "The social committee meets at noon, security will open the door.",
                    "If you no longer wish to receive this letter, you can unsubscribe here.",
                    "The server was restarted twice during the night, see the log below.",
                    "Your credit note has been booked and your debit card will not be charged.",
                    "The warranty expires in March; valid until then, no security code needed.",
                    "Room 204 is free, the projector in 310 is broken again.");

    private final Random random;

    public OrdinaryMessages(long seed) {
        this.random = new Random(seed);
    }

    /** The text of the next message. */
    public String next() {
        StringBuilder text = new StringBuilder();
        talk(text, 1 + random.nextInt(4));
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(8)) {
                case 0 -> invoice(text);
                case 1 -> shipping(text);
                case 2 -> log(text);
                case 3 -> commits(text);
                case 4 -> newsletter(text);
                case 5 -> table(text);
                case 6 -> calendar(text);
                default -> list(text);
            }
            talk(text, 1 + random.nextInt(5));
        }
        return text.append("\n-- \nTel. ")
                .append(digits(4))
                .append(' ')
                .append(digits(6))
                .toString();
    }

    private void talk(StringBuilder text, int sentences) {
        for (int i = 0; i < sentences; i++) {
            text.append(SENTENCES.get(random.nextInt(SENTENCES.size())))
                    .append(i % 3 == 2 ? "\n" : " ");
        }
        text.append("\n\n");
    }

    private void invoice(StringBuilder text) {
        text.append("Invoice ").append(2020 + random.nextInt(7)).append('-').append(digits(6));
        text.append("\nCustomer ")
                .append(digits(8))
                .append(", order ")
                .append(digits(10))
                .append('\n');
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(i + 1).append(". article ").append(digits(13)).append("  ");
            text.append(random.nextInt(20)).append(" x ").append(amount()).append(" EUR\n");
        }
        text.append("Total ")
                .append(amount())
                .append(" EUR, paid by Visa ending in ")
                .append(digits(4));
        text.append(", due ").append(date()).append('\n');
    }

    private void shipping(StringBuilder text) {
        text.append("Your parcel 1Z").append(digits(3)).append("AA1").append(digits(10));
        text.append(" (DHL JJD").append(digits(18)).append(") left on ").append(date());
        text.append(".\nhttps://track.example.net/p/")
                .append(hex(32))
                .append("?id=")
                .append(digits(12));
        text.append('\n');
    }

    private void log(StringBuilder text) {
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(date())
                    .append('T')
                    .append("12:")
                    .append(digits(2))
                    .append(":07.")
                    .append(digits(6));
            text.append("Z host").append(random.nextInt(9)).append(" worker[").append(digits(5));
            text.append("]: request ")
                    .append(hex(8))
                    .append('-')
                    .append(hex(4))
                    .append("-4")
                    .append(hex(3));
            text.append("-a").append(hex(3)).append('-').append(hex(12)).append(" took ");
            text.append(digits(3)).append(" ms, ").append(digits(6)).append(" bytes, epoch 17");
            text.append(digits(11)).append('\n');
        }
    }

    private void commits(StringBuilder text) {
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append("commit ").append(hex(40)).append("\n    Fix #").append(digits(4));
            text.append(", see r").append(digits(7)).append('\n');
        }
        text.append("sha256:").append(hex(64)).append('\n');
    }

    private void newsletter(StringBuilder text) {
        text.append("*** ").append(random.nextInt(70)).append(" % off until ").append(date());
        text.append(" *** code SAVE")
                .append(digits(4))
                .append(" ***\nhttps://news.example.org/c?u=");
        text.append(digits(16))
                .append("&m=")
                .append(hex(24))
                .append("\nISBN 978-3-16-")
                .append(digits(6));
        text.append("-0, ISSN ").append(digits(4)).append('-').append(digits(4)).append('\n');
    }

    private void table(StringBuilder text) {
        for (int row = random.nextInt(15); row >= 0; row--) {
            for (int column = 0; column < 6; column++) {
                text.append(random.nextBoolean() ? digits(1 + random.nextInt(9)) : amount())
                        .append('\t');
            }
            text.append('\n');
        }
    }

    private void calendar(StringBuilder text) {
        text.append("Meeting ID: ").append(digits(3)).append(' ').append(digits(4)).append(' ');
        text.append(digits(4))
                .append(", passcode ")
                .append(digits(6))
                .append("\nWhen: ")
                .append(date());
        text.append(" 10:00-11:30, dial +49 ")
                .append(digits(2))
                .append(' ')
                .append(digits(7))
                .append('\n');
    }

    private void list(StringBuilder text) {
        text.append("On ")
                .append(date())
                .append(", someone wrote:\n> Message-ID <")
                .append(digits(14));
        text.append('.').append(hex(12)).append("@lists.example.org>\n> ticket ").append(digits(9));
        text.append(", case ")
                .append(digits(11))
                .append(", build ")
                .append(digits(10))
                .append('\n');
    }

    private String amount() {
        return String.format(Locale.ROOT, "%d.%02d", random.nextInt(90_000), random.nextInt(100));
    }

    private String date() {
        return String.format(
                Locale.ROOT,
                "20%02d-%02d-%02d",
                18 + random.nextInt(9),
                1 + random.nextInt(12),
                1 + random.nextInt(28));
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        random.ints(count, 0, 10).forEach(digits::append);
        return digits.toString();
    }

    private String hex(int count) {
        StringBuilder hex = new StringBuilder();
        random.ints(count, 0, 16).forEach(digit -> hex.append(Character.forDigit(digit, 16)));
        return hex.toString();
    }
}
