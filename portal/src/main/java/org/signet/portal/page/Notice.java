package org.signet.portal.page;

/** The notices: a heading and what to do about it. */
public enum Notice {
    NOT_AVAILABLE(
            "This message is not available",
            "The link may be incomplete, the message may have reached its last day, or the sender"
                    + " may have withdrawn it. Please check that the whole link was opened, or ask the"
                    + " person who wrote to you."),
    WITHDRAWN(
            "The sender has withdrawn this message",
            "It can no longer be opened. Please ask the person who wrote to you if you still need"
                    + " it."),
    ENDED(
            "This message has reached its last day",
            "It can no longer be opened. Please ask the person who wrote to you to extend it or to"
                    + " send it again."),
    TOO_COMPLEX(
            "This message cannot be shown",
            "It has more parts, or deeper nested ones, than can be shown safely. Please ask the"
                    + " sender to send it in a simpler form."),
    DAMAGED(
            "This message is damaged",
            "What is stored is not what was sent, so nothing of it is shown. The people who run"
                    + " this service can see this in their log."),
    NOT_ALLOWED(
            "Attachments of this message cannot be saved",
            "The sender lets you read this message but not take copies of its attachments."),
    EXPORT_NOT_ALLOWED(
            "This message cannot be saved as a file",
            "The sender lets you read this message but not take an unprotected copy of it."),
    NO_SUCH_ATTACHMENT(
            "There is no such attachment",
            "Please go back to the message and choose one of its attachments."),
    TOO_MANY_PASSCODES(
            "Too many passcodes were asked for",
            "To protect your mailbox, no more are sent for now. The newest passcode still works"
                    + " where it was asked for. Otherwise please try again in an hour."),
    FORM_NOT_ACCEPTED(
            "Please open the link again",
            "What was sent did not come from a page of this site, or your browser does not keep"
                    + " cookies for it. Please allow cookies, open the link in your mail again, and go"
                    + " on from there."),
    ANSWERING_NOT_ALLOWED(
            "This cannot be done with this message",
            "The sender lets you read this message but not answer or forward it in this way."),
    SENT("Your answer was sent", "It stays protected on its way."),
    SENT_BEFORE(
            "Your answer was sent already",
            "It is sent once, however often the button is pressed."),
    NOT_SENT(
            "The passcode could not be sent",
            "The mail server did not take it. Please try again in a few minutes."),
    NOT_SIGNED_IN(
            "You are not signed in any more",
            "Please open the link in your mail again to get a new passcode."),
    SIGNED_OUT(
            "You are signed out",
            "You can close this window. To read the message again, open the link in your mail."),
    NO_SUCH_PAGE("There is no such page", "Please open the link in your mail again."),
    BAD_REQUEST("This request was not understood", "Please open the link in your mail again."),
    TROUBLE(
            "Something is wrong on our side",
            "Your message is safe but cannot be shown right now. Please try again in a few"
                    + " minutes.");

    private final String title;
    private final String text;

    Notice(String title, String text) {
        this.title = title;
        this.text = text;
    }

    public String title() {
        return title;
    }

    public String text() {
        return text;
    }
}
