package org.signet.portal.database;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.signet.portal.passcode.PasscodeStore;
import org.signet.portal.reply.ReplyStore;
import org.signet.portal.session.SessionStore;

import javax.sql.DataSource;

/** The portal's tables in the rights store's database, brought to the newest layout. */
public final class PortalDatabase {
    private static final String MIGRATIONS = "classpath:org/signet/portal/database";
    private static final String HISTORY = "portal_schema_history";

    private final Jdbi jdbi;

    private PortalDatabase(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Opens the tables, creating or changing them first where needed. */
    public static PortalDatabase open(DataSource source) {
        Flyway.configure(PortalDatabase.class.getClassLoader())
                .dataSource(source)
                .locations(MIGRATIONS)
                .table(HISTORY)
                // The rights store has tables in the same schema: version 0 says "none of ours
                // yet".
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return new PortalDatabase(Jdbi.create(source));
    }

    public PasscodeStore passcodes() {
        return new PasscodeTable(jdbi);
    }

    public ReplyStore replies() {
        return new ReplyTable(jdbi);
    }

    public SessionStore sessions() {
        return new SessionTable(jdbi);
    }
}
