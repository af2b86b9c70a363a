package org.signet.rights;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The databases that every test of the store runs against. */
public enum TestDatabase {
    /** A file below the directory of the test. */
    H2 {
        @Override
        public Map<String, String> settings(Path base) {
            return Map.of();
        }
    },

    /** A real server on loopback, with one database for each directory of a test. */
    POSTGRESQL {
        @Override
        public Map<String, String> settings(Path base) {
            return Map.of("store.jdbc-url", DATABASES.computeIfAbsent(base, TestDatabase::create));
        }
    };

    private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

    /** What {@code signet-rights.properties} says of the database. */
    public abstract Map<String, String> settings(Path base);

    private static String create(Path base) {
        String name = "signet_" + DATABASES.size();
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be made", e);
        }
        return Server.INSTANCE.getJdbcUrl("postgres", name);
    }

    /** Started by the first test that needs it; it stops itself with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return startServer();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }
    }

    /** A server of its own, for a test that stops it. */
    static EmbeddedPostgres startServer() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "off")
                .start();
    }

    static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not stop", e);
        }
    }
}
