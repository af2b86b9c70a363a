package org.signet.rights.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** The database: a pool of connections to a schema that is up to date. */
public final class RightsStore implements AutoCloseable {
    private static final String HISTORY = "rights_schema_history";
    private static final int CONNECTIONS = 8;

    /** The shortest time that the pool allows for asking a connection whether it lives, in ms. */
    private static final long SHORTEST_VALIDATION = 250;

    private final Engine engine;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private RightsStore(Engine engine, HikariDataSource pool) {
        this.engine = engine;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /** Statements that belong together. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Handle handle) throws RightsException;
    }

    /** How to reach the database. */
    public record Connection(String jdbcUrl, String user, String password, Duration timeout) {
        /** The URL for people: a password in it is not shown. */
        public String shownUrl() {
            return jdbcUrl.replaceAll("(?i)(password=)[^&;]*", "$1(hidden)");
        }

        @Override
        public String toString() {
            return "Connection[" + shownUrl() + "]";
        }
    }

    /** Tells whether the store can live in the database that a JDBC URL names. */
    public static boolean supports(String jdbcUrl) {
        return Engine.of(jdbcUrl).isPresent();
    }

    /** Connects, and brings the schema up to date. */
    public static RightsStore open(Connection connection) throws RightsException {
        Engine engine =
                Engine.of(connection.jdbcUrl())
                        .orElseThrow(() -> new IllegalArgumentException(connection.jdbcUrl()));
        HikariDataSource pool = null;
        try {
            // Building an index takes longer than a statement of the pool may.
            Flyway.configure(RightsStore.class.getClassLoader())
                    .dataSource(engine.dataSource(connection))
                    .locations(engine.migrations())
                    .table(HISTORY)
                    .load()
                    .migrate();
            pool = new HikariDataSource(configuration(engine, connection));
            return new RightsStore(engine, pool);
        } catch (FlywayException
                | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            if (pool != null) {
                pool.close();
            }
            throw new RightsException(
                    Reason.UNAVAILABLE,
                    "store.jdbc-url is '%s': the database cannot be used: %s"
                            .formatted(connection.shownUrl(), describe(e)),
                    e);
        }
    }

    private static HikariConfig configuration(Engine engine, Connection connection) {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("signet-rights");
        configuration.setDataSource(engine.dataSource(connection));
        configuration.setExceptionOverride(new DeadConnections());
        configuration.setMaximumPoolSize(CONNECTIONS);
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(connection.timeout().toMillis());
        configuration.setValidationTimeout(
                Math.max(SHORTEST_VALIDATION, connection.timeout().toMillis() / 2));
        configuration.setInitializationFailTimeout(1);
        configuration.setConnectionInitSql(engine.prepare(connection.timeout()));
        return configuration;
    }

    /** Reads. */
    public <T> T read(Work<T> work) throws RightsException {
        try (Handle handle = jdbi.open()) {
            return work.in(handle);
        } catch (JdbiException e) {
            throw unavailable(e);
        } catch (MalformedRowException e) {
            throw malformed(e);
        }
    }

    /** Writes all or nothing; what is written outlives a loss of power when this returns. */
    public <T> T write(Work<T> work) throws RightsException {
        try (Handle handle = jdbi.open()) {
            T result = handle.inTransaction(work::in);
            engine.afterCommit().ifPresent(handle::execute);
            return result;
        } catch (JdbiException e) {
            throw unavailable(e);
        } catch (MalformedRowException e) {
            throw malformed(e);
        }
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static RightsException unavailable(JdbiException e) {
        return new RightsException(
                Reason.UNAVAILABLE, "the store does not answer: " + describe(e), e);
    }

    private static RightsException malformed(MalformedRowException e) {
        return new RightsException(Reason.TAMPERED, String.valueOf(e.getMessage()), e);
    }

    /** The SQL state and error code; the words of a driver can quote values. */
    private static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return "SQL state " + sql.getSQLState() + ", error " + sql.getErrorCode();
            }
        }
        return failure.getClass().getSimpleName();
    }
}
