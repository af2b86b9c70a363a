package org.signet.rights.template;

/** Whom messages with a template may be for. */
public enum Audience {
    ANYONE,
    /** Recipients in domains of this server; a message for anybody else is not protected by it. */
    INSIDE
}
