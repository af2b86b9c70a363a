package org.signet.rights.store;

import com.zaxxer.hikari.SQLExceptionOverride;

import org.h2.api.ErrorCode;

import java.sql.SQLException;

/**
 * Tells the pool which of H2's errors mean that a connection is dead.
 *
 * <p>The pool knows those of SQL state class 08 and asks a connection whether it lives only if it
 * rested for half a second: under steady load, a connection to a database that was closed and
 * opened again would be used, and fail, for ever.
 */
final class DeadConnections implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case ErrorCode.CONNECTION_BROKEN_1,
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.OBJECT_CLOSED ->
                    Override.MUST_EVICT;
            default -> Override.CONTINUE_EVICT;
        };
    }
}
