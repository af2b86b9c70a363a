package org.signet.rights.store;

import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.signet.rights.store.RightsStore.Connection;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import javax.sql.DataSource;

/** The databases that the store can live in, and where they differ. */
enum Engine {
    H2("jdbc:h2:") {
        @Override
        DataSource dataSource(Connection connection) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(connection.jdbcUrl());
            source.setUser(connection.user());
            source.setPassword(connection.password());
            return source;
        }

        // How long one writer waits for another; H2's own 2 seconds are short under load.
        @Override
        String prepare(Duration timeout) {
            return "SET LOCK_TIMEOUT " + timeout.toMillis();
        }

        // H2 writes what was committed to the disk some time later, unless it is told.
        @Override
        Optional<String> afterCommit() {
            return Optional.of("CHECKPOINT SYNC");
        }
    },

    POSTGRESQL("jdbc:postgresql:") {
        @Override
        DataSource dataSource(Connection connection) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL(connection.jdbcUrl());
            if (source.getUser() == null) {
                source.setUser(connection.user());
            }
            if (source.getPassword() == null) {
                source.setPassword(connection.password());
            }
            // A server that takes a connection and then says nothing: the statement's own time
            // limit is kept by that server and would never come.
            int seconds = Math.toIntExact(connection.timeout().toSeconds()) + 1;
            source.setConnectTimeout(seconds);
            source.setLoginTimeout(seconds);
            source.setSocketTimeout(2 * seconds);
            source.setApplicationName("signet-rights");
            return source;
        }

        // A commit that was answered is on the disk, whatever the server's default is.
        @Override
        String prepare(Duration timeout) {
            return "SET lock_timeout = %1$d; SET statement_timeout = %1$d; SET synchronous_commit = on"
                    .formatted(timeout.toMillis());
        }

        @Override
        Optional<String> afterCommit() {
            return Optional.empty();
        }
    };

    private static final String MIGRATIONS = "classpath:org/signet/rights/store/migration/";

    private final String prefix;

    Engine(String prefix) {
        this.prefix = prefix;
    }

    /** A source of connections without limits of time for statements, as a migration needs them. */
    abstract DataSource dataSource(Connection connection);

    /** What a connection of the pool is told first. */
    abstract String prepare(Duration timeout);

    /** What makes a commit outlive a loss of power, where the commit alone does not. */
    abstract Optional<String> afterCommit();

    /**
     * Where Flyway looks: steps of this engine, and steps that all engines share. Only the first
     * step had to differ.
     */
    String[] migrations() {
        return new String[] {MIGRATIONS + name().toLowerCase(Locale.ROOT), MIGRATIONS + "common"};
    }

    static Optional<Engine> of(String jdbcUrl) {
        return Arrays.stream(values()).filter(each -> jdbcUrl.startsWith(each.prefix)).findFirst();
    }
}
