CREATE TABLE portal_passcode (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    link VARCHAR(100) NOT NULL,
    recipient VARCHAR(100) NOT NULL,
    browser VARCHAR(100) NOT NULL,
    digest VARCHAR(100) NOT NULL,
    reference VARCHAR(8) NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries INT NOT NULL,
    used BOOLEAN NOT NULL
);
CREATE INDEX portal_passcode_by_link ON portal_passcode (link, browser, id);
CREATE INDEX portal_passcode_by_recipient ON portal_passcode (recipient, made_at);
CREATE INDEX portal_passcode_by_age ON portal_passcode (made_at);

CREATE TABLE portal_session (
    name VARCHAR(100) PRIMARY KEY,
    recipient VARCHAR(100) NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended BOOLEAN NOT NULL
);
CREATE INDEX portal_session_by_age ON portal_session (made_at);

-- One row is locked while passcodes for a recipient are counted, made or tried.
CREATE TABLE portal_lock (id INT PRIMARY KEY);
INSERT INTO portal_lock (id) VALUES
    (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15),
    (16), (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31),
    (32), (33), (34), (35), (36), (37), (38), (39), (40), (41), (42), (43), (44), (45), (46), (47),
    (48), (49), (50), (51), (52), (53), (54), (55), (56), (57), (58), (59), (60), (61), (62), (63);
