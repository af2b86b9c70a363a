package org.signet.rights.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
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
    private static final String MIGRATIONS = "classpath:org/signet/rights/store/migration";
    private static final String HISTORY = "rights_schema_history";
    private static final int CONNECTIONS = 8;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private RightsStore(HikariDataSource pool) {
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
        @Override
        public String toString() {
            return "Connection[" + jdbcUrl + "]";
        }
    }

    /** Connects, and brings the schema up to date. */
    public static RightsStore open(Connection connection) throws RightsException {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(configuration(connection));
            Flyway.configure(RightsStore.class.getClassLoader())
                    .dataSource(pool)
                    .locations(MIGRATIONS)
                    .table(HISTORY)
                    .load()
                    .migrate();
            return new RightsStore(pool);
        } catch (FlywayException
                | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            if (pool != null) {
                pool.close();
            }
            throw new RightsException(
                    Reason.UNAVAILABLE,
                    "store.jdbc-url is '%s': the database cannot be used: %s"
                            .formatted(connection.jdbcUrl(), describe(e)),
                    e);
        }
    }

    private static HikariConfig configuration(Connection connection) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(connection.jdbcUrl());
        h2.setUser(connection.user());
        h2.setPassword(connection.password());
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("signet-rights");
        configuration.setDataSource(h2);
        configuration.setExceptionOverride(new DeadConnections());
        configuration.setMaximumPoolSize(CONNECTIONS);
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(connection.timeout().toMillis());
        configuration.setInitializationFailTimeout(1);
        // How long one writer waits for another; H2's own 2 seconds are short under load.
        configuration.setConnectionInitSql("SET LOCK_TIMEOUT " + connection.timeout().toMillis());
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
            handle.execute("CHECKPOINT SYNC");
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
