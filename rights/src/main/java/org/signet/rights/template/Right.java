package org.signet.rights.template;

/** One thing that a reader may do with a protected message. */
public enum Right {
    VIEW,
    REPLY,
    REPLYALL,
    FORWARD,
    PRINT,
    /** Copy out of the message, by the clipboard or by saving an attachment. */
    EXTRACT,
    EDIT,
    /** Take an unprotected copy away. */
    EXPORT,
    /** Everything, and changing the protection. */
    OWNER
}
