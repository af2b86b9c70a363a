/**
 * Proofs about the two drop-in jars, made on the jars themselves.
 *
 * <p>James gives all extension jars one class loader, which asks James first. So a library that
 * James has too must be carried under another name, or James's older version runs in its place; and
 * whatever the jar expects of James must be there, in the version of James it is for. The tests
 * here open both jars and check names, service lists and every reference of every class, against
 * the class path of James 3.8.1 (javax) and of 3.9.0 (Jakarta).
 *
 * <p>James 3.9.0 is only partly on Maven Central: its memory server is missing there, the parts
 * that an extension compiles against are not.
 */
@NullMarked
package org.signet.extension;

import org.jspecify.annotations.NullMarked;
