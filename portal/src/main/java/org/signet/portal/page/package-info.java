/**
 * The pages as templates, and the values they show.
 *
 * <p>Each template in {@code src/main/jte} becomes a class {@code Jte<name>Generated} of this
 * package when the project is built. {@link org.signet.portal.page.Page} calls its static method;
 * no template is looked up by name, compiled or interpreted at run time, so that the pages work in
 * a relocated jar and under any class loader, and a value that is missing or of the wrong type
 * stops the build.
 *
 * <p>jte escapes every value for the place it stands in (text, attribute); no template switches
 * that off. The one piece of HTML that comes from outside, the text of a mail, is never part of a
 * page: it is a document of its own, {@link org.signet.portal.page.Page#mailBody}, shown in a
 * frame.
 *
 * <p>The words come from {@link org.signet.portal.page.Words}, in the language that the reader's
 * browser prefers. They are plain and say what will happen. Headings and labels are real headings
 * and labels, errors are tied to their field, and everything works with a keyboard and on a narrow
 * screen.
 */
@NullMarked
package org.signet.portal.page;

import org.jspecify.annotations.NullMarked;
