package org.signet.portal.page;

/** The notices: a heading and what to do about it. */
public enum Notice {
    NOT_AVAILABLE,
    WITHDRAWN,
    ENDED,
    TOO_COMPLEX,
    DAMAGED,
    NOT_ALLOWED,
    EXPORT_NOT_ALLOWED,
    NO_SUCH_ATTACHMENT,
    TOO_MANY_PASSCODES,
    FORM_NOT_ACCEPTED,
    ANSWERING_NOT_ALLOWED,
    SENT,
    SENT_BEFORE,
    NOT_SENT,
    NOT_SIGNED_IN,
    SIGNED_OUT,
    NO_SUCH_PAGE,
    BAD_REQUEST,
    TROUBLE;

    /** The words for its heading. */
    String title() {
        return "notice." + name();
    }

    /** The words for what to do. */
    String text() {
        return title() + ".text";
    }
}
