package org.signet.portal.web;

/** The store does not answer; nothing is shown. The message is for the operator's log. */
final class StoreDownException extends Exception {
    private static final long serialVersionUID = 1L;

    StoreDownException(String cause) {
        super(cause);
    }
}
