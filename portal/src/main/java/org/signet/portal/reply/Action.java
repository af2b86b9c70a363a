package org.signet.portal.reply;

import org.signet.rights.template.Right;

/** The ways to answer, each with the right it needs. */
public enum Action {
    REPLY("reply", Right.REPLY),
    REPLY_ALL("reply-all", Right.REPLYALL),
    FORWARD("forward", Right.FORWARD);

    private final String path;
    private final Right right;

    Action(String path, Right right) {
        this.path = path;
        this.right = right;
    }

    /** The last segment of the address of its page. */
    public String path() {
        return path;
    }

    public Right right() {
        return right;
    }
}
