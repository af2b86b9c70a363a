-- Answers that the mail server has taken over: a draft that is sent again is sent once, and one reader sends so much.
CREATE TABLE portal_reply (
    draft VARCHAR(100) PRIMARY KEY,
    author VARCHAR(100) NOT NULL,
    recipients INT NOT NULL,
    sent_at BIGINT NOT NULL
);
CREATE INDEX portal_reply_by_author ON portal_reply (author, sent_at);
CREATE INDEX portal_reply_by_age ON portal_reply (sent_at);
