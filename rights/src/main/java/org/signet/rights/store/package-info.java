/**
 * The store: rows for messages, grants and audit records in a relational database.
 *
 * <p>The default is an H2 file beside James, for one process; any number of processes share a
 * PostgreSQL. The statements keep to what both have; where they differ, {@code Engine} says how.
 * The schema is made and upgraded by Flyway from {@code org/signet/rights/store/migration}, with
 * the history in {@code rights_schema_history}: version 1 is written for each engine, since the two
 * spell an empty byte string differently, and every later one for both. Another module that needs
 * tables in the same database brings migrations in a package path of its own, with a history table
 * of its own and {@code baselineOnMigrate} at version 0, and uses the same pool.
 *
 * <p>In a James extension the context class loader is the server's and not ours, and JDBC's
 * DriverManager would look there: Flyway is given our loader, data sources are made by their
 * constructors.
 *
 * <p>Every value is bound. Messages of failed statements name the SQL state and never a value. A
 * database that does not answer within the time of {@code store.timeout} is an exception of its
 * own, which callers turn into {@code Unavailable} and never into "not there".
 */
@NullMarked
package org.signet.rights.store;

import org.jspecify.annotations.NullMarked;
