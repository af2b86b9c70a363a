/**
 * The store: rows for messages, grants and audit records in a relational database.
 *
 * <p>The default is an H2 file beside James; the statements keep to what H2 and PostgreSQL share.
 * The schema is made and upgraded by Flyway from {@code org/signet/rights/store/migration}, with
 * the history in {@code rights_schema_history}. Another module that needs tables in the same
 * database brings migrations in a package path of its own, with a history table of its own and
 * {@code baselineOnMigrate} at version 0, and uses the same pool.
 *
 * <p>In a James extension the context class loader is the server's and not ours, and JDBC's
 * DriverManager would look there: Flyway is given our loader, H2's data source is made by its
 * constructor.
 *
 * <p>Every value is bound. Messages of failed statements name the SQL state and never a value. A
 * database that does not answer within the time of {@code store.timeout} is an exception of its
 * own, which callers turn into {@code Unavailable} and never into "not there".
 *
 * <p>Not done yet: PostgreSQL.
 */
@NullMarked
package org.signet.rights.store;

import org.jspecify.annotations.NullMarked;
