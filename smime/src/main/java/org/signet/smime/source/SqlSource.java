package org.signet.smime.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.signet.smime.certificate.CertificateSource;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.pem.UnusableFileException;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/**
 * A database that is asked with a query of the operator's. What it might change is rolled back;
 * better is a user who may only read.
 */
public final class SqlSource implements CertificateSource, AutoCloseable {
    /** More rows for one address are a mistake in the query. */
    private static final int MOST_ROWS = 20;

    private static final int LARGEST_VALUE = 1024 * 1024;
    private static final int MOST_CONNECTIONS = 4;
    private static final Set<Integer> OCTETS =
            Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

    private final SqlSettings settings;
    private final HikariDataSource pool;

    private SqlSource(SqlSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /** Connects to nobody yet: a database that is down does not stop a mail server's start. */
    public static SqlSource open(SqlSettings settings) throws UnusableFileException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("signet-certificates");
        try {
            config.setDataSource(database(settings));
        } catch (RuntimeException malformed) {
            throw new UnusableFileException(
                    settings.file(),
                    "'url' is not one that the driver reads (" + malformed.getMessage() + ")",
                    "a URL for JDBC");
        }
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(settings.timeout().toMillis());
        config.setValidationTimeout(settings.timeout().toMillis());
        config.setInitializationFailTimeout(-1);
        return new SqlSource(settings, new HikariDataSource(config));
    }

    private static DataSource database(SqlSettings settings) {
        String password = settings.password().map(each -> new String(each.characters())).orElse("");
        if (settings.url().startsWith(SqlSettings.H2)) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(settings.url());
            settings.user().ifPresent(source::setUser);
            source.setPassword(password);
            return source;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(settings.url());
        settings.user().ifPresent(source::setUser);
        source.setPassword(password);
        // The statement's own limit is kept by the server, which may be what is silent.
        int seconds = Math.toIntExact(settings.timeout().toSeconds());
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setSocketTimeout(seconds + 1);
        source.setApplicationName("signet-certificates");
        return source;
    }

    @Override
    public String name() {
        return "the database of " + settings.file();
    }

    @Override
    public Answer find(Mailbox address, Instant now) {
        try (Connection connection = pool.getConnection()) {
            try {
                return ask(connection, address);
            } finally {
                connection.rollback();
            }
        } catch (SQLException | IOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Answer.Failed(String.valueOf(cause.getMessage()));
        }
    }

    private Answer ask(Connection connection, Mailbox address) throws SQLException, IOException {
        try (PreparedStatement query = connection.prepareStatement(settings.query())) {
            query.setQueryTimeout(Math.toIntExact(settings.timeout().toSeconds()));
            query.setMaxRows(MOST_ROWS + 1);
            query.setString(1, address.toString());
            if (settings.values() == 2) {
                query.setString(2, address.domain());
            }
            try (ResultSet rows = query.executeQuery()) {
                return answer(rows, address);
            }
        }
    }

    private static Answer answer(ResultSet rows, Mailbox address) throws SQLException, IOException {
        List<X509Certificate> all = new ArrayList<>();
        boolean octets = OCTETS.contains(rows.getMetaData().getColumnType(1));
        int number = 0;
        while (rows.next()) {
            number++;
            if (number > MOST_ROWS) {
                return new Answer.Failed("it has more than " + MOST_ROWS + " rows for the address");
            }
            all.addAll(octets ? binary(rows) : text(rows));
        }
        return FoundCertificates.answer(address, all);
    }

    private static List<X509Certificate> binary(ResultSet row) throws SQLException, IOException {
        try (InputStream value = row.getBinaryStream(1)) {
            if (value == null) {
                return List.of();
            }
            byte[] der = value.readNBytes(LARGEST_VALUE + 1);
            mustFit(der.length);
            return FoundCertificates.parse(der);
        }
    }

    private static List<X509Certificate> text(ResultSet row) throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        try (Reader value = row.getCharacterStream(1)) {
            char[] some = new char[8192];
            int read = value == null ? -1 : value.read(some);
            while (read >= 0) {
                text.append(some, 0, read);
                mustFit(text.length());
                read = value.read(some);
            }
        }
        return pem(text.toString());
    }

    private static void mustFit(int length) throws IOException {
        if (length > LARGEST_VALUE) {
            throw new IOException("it has a value of more than " + LARGEST_VALUE + " bytes");
        }
    }

    /** Those in PEM; none where the text is something else. */
    private static List<X509Certificate> pem(String text) {
        List<X509Certificate> all = new ArrayList<>();
        try (PemReader blocks = new PemReader(new StringReader(text))) {
            for (PemObject each = blocks.readPemObject();
                    each != null;
                    each = blocks.readPemObject()) {
                all.addAll(FoundCertificates.parse(each.getContent()));
            }
        } catch (IOException | RuntimeException unreadable) {
            // A block that is garbled; what was read before is still what it is.
            return all;
        }
        return all;
    }

    @Override
    public void close() {
        pool.close();
    }
}
