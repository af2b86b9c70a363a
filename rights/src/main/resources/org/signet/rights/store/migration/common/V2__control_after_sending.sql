-- What the operator searches by. The keys are in lower case; addresses as they were given stand in the licence and the grant.
ALTER TABLE rights_message ADD COLUMN sender_key VARCHAR(320);
ALTER TABLE rights_message ADD COLUMN mail_id VARCHAR(998);
-- The last moment at which any grant of the message ends: what retention goes by.
ALTER TABLE rights_message ADD COLUMN expiry BIGINT;
-- Shredding removes the wrapped key.
ALTER TABLE rights_message ADD COLUMN shredded BIGINT;
ALTER TABLE rights_message ALTER COLUMN wrapped_key DROP NOT NULL;
-- The content key once more, for the escrow key alone.
ALTER TABLE rights_message ADD COLUMN escrow_key BYTEA;

-- The state of a grant, sealed; its version counts the changes, each of which is in the audit log.
ALTER TABLE rights_grant ADD COLUMN recipient_key VARCHAR(320);
ALTER TABLE rights_grant ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;
ALTER TABLE rights_grant ADD COLUMN expiry BIGINT;
ALTER TABLE rights_grant ADD COLUMN seal BYTEA;

-- Proves that every grant is sealed; without it the store comes from schema 1 and its grants are sealed at the next start.
ALTER TABLE rights_tenant ADD COLUMN grants_sealed BYTEA;

CREATE INDEX rights_message_sender ON rights_message (sender_key, created);
CREATE INDEX rights_message_created ON rights_message (created);
CREATE INDEX rights_message_mail_id ON rights_message (mail_id);
CREATE INDEX rights_message_expiry ON rights_message (expiry);
CREATE INDEX rights_grant_recipient ON rights_grant (recipient_key, message);
CREATE INDEX rights_audit_about ON rights_audit (message, address, number);
DROP INDEX rights_audit_message;
