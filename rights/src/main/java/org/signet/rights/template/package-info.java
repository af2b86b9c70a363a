/**
 * Templates: the sets of rights that a sender or a rule picks by name.
 *
 * <p>Four are built in. <em>Encrypt-Only</em> gives everything but the export of an unprotected
 * copy and the ownership: a reader may copy, print and forward, and cannot take the protection off.
 * <em>Do Not Forward</em> gives reading and replying: no forward, no print, no copying out. Its
 * readers are always the recipients of the message itself; there is no list beside it. <em>Internal
 * Only</em> gives what Encrypt-Only gives, to recipients of this server alone: mail for anybody
 * else is not taken. <em>Confidential View Only</em> gives reading. The operator adds others in a
 * YAML file ({@code TemplateFile} has the form); a file with a fault in it stops the start.
 *
 * <p>A right that is missing is refused by the server where the server performs the act (forward,
 * export, download). Where the reader's own machine performs it (print, copy from the screen), a
 * missing right only removes the button: it deters, it does not prevent.
 *
 * <p>Not done yet: rights per attachment, watermarks.
 */
@NullMarked
package org.signet.rights.template;

import org.jspecify.annotations.NullMarked;
