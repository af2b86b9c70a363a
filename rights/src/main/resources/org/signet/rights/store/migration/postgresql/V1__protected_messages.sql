-- Times are milliseconds since 1970-01-01T00:00:00Z, so that no time zone is involved.

CREATE TABLE rights_tenant (
    -- Proves that the keyset in use is the one this store was made with.
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    nonce BYTEA NOT NULL,
    seal BYTEA NOT NULL
);

CREATE TABLE rights_message (
    message CHAR(32) PRIMARY KEY,
    created BIGINT NOT NULL,
    licence BYTEA NOT NULL,
    licence_seal BYTEA NOT NULL,
    wrapped_key BYTEA NOT NULL
);

CREATE TABLE rights_grant (
    token_digest BYTEA PRIMARY KEY,
    message CHAR(32) NOT NULL REFERENCES rights_message (message),
    recipient VARCHAR(320) NOT NULL,
    revoked BIGINT,
    CONSTRAINT rights_grant_once UNIQUE (message, recipient)
);

CREATE TABLE rights_audit (
    number BIGINT PRIMARY KEY,
    happened BIGINT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    message CHAR(32) NOT NULL,
    address VARCHAR(320) NOT NULL,
    detail VARCHAR(500) NOT NULL,
    seal BYTEA NOT NULL
);

CREATE INDEX rights_audit_message ON rights_audit (message);

CREATE TABLE rights_audit_head (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    number BIGINT NOT NULL,
    seal BYTEA NOT NULL
);

INSERT INTO rights_audit_head (only_row, number, seal) VALUES (1, 0, '');
