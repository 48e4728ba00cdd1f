"""The schema's history. A released migration is never edited; a new one is added."""

from sqlite_utils import Database, Migrations

migrations = Migrations("jianfu")


def _run(db: Database, script: str) -> None:
    """Statement by statement: executescript would commit the migration's transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m001_register(db: Database) -> None:
    """Groups, supervisors and settings: chat ids in clear, needed to deliver."""
    _run(
        db,
        """
        CREATE TABLE groups (
            id TEXT PRIMARY KEY,            -- own random id; survives migration to a supergroup
            chat_id INTEGER NOT NULL UNIQUE,
            digest_on INTEGER NOT NULL DEFAULT 1,
            paused INTEGER NOT NULL DEFAULT 0,
            present INTEGER NOT NULL DEFAULT 1
        );
        CREATE TABLE supervisors (
            group_id TEXT NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
            chat_id INTEGER NOT NULL,
            since TEXT NOT NULL,            -- week of naming
            PRIMARY KEY (group_id, chat_id)
        ) WITHOUT ROWID;
        CREATE TABLE languages (            -- only where a supervisor's client asks for English
            chat_id INTEGER PRIMARY KEY,
            language TEXT NOT NULL
        );
        CREATE TABLE interruptions (        -- days on which a group was paused, removed or new
            group_id TEXT NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
            week TEXT NOT NULL,
            day INTEGER NOT NULL,
            what TEXT NOT NULL,
            PRIMARY KEY (group_id, week, day, what)
        ) WITHOUT ROWID;
    """,
    )


@migrations()
def m002_week(db: Database) -> None:
    """The running week; every row dies at the close."""
    _run(
        db,
        """
        CREATE TABLE watched (              -- supervisors as they were when the week began
            week TEXT NOT NULL,
            group_id TEXT NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
            supervisors TEXT NOT NULL,
            members INTEGER NOT NULL DEFAULT 0,
            late INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (week, group_id)
        ) WITHOUT ROWID;
        CREATE TABLE messages (
            key BLOB PRIMARY KEY,           -- keyed hash of the message id
            week TEXT NOT NULL,
            group_id TEXT NOT NULL,
            day INTEGER NOT NULL,
            off_hours INTEGER NOT NULL,
            labels TEXT NOT NULL,
            band INTEGER NOT NULL,          -- highest score in tenths
            emergency INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX messages_week ON messages (week, group_id);
        CREATE TABLE active (               -- who wrote at all: a set, without counts or times
            week TEXT NOT NULL,
            group_id TEXT NOT NULL,
            segment BLOB NOT NULL,          -- which key made the pseudonym (a new one after reboot)
            person BLOB NOT NULL,
            PRIMARY KEY (week, group_id, segment, person)
        ) WITHOUT ROWID;
        CREATE TABLE findings (
            key BLOB PRIMARY KEY,
            week TEXT NOT NULL,
            group_id TEXT NOT NULL,
            author BLOB NOT NULL,
            day INTEGER NOT NULL,
            off_hours INTEGER NOT NULL,
            labels TEXT NOT NULL,
            addressed INTEGER NOT NULL,
            pressure INTEGER NOT NULL,
            emergency INTEGER NOT NULL,
            window INTEGER NOT NULL,        -- reply window asked, see digest.contents.WINDOWS
            fingerprint BLOB,
            sealed BLOB NOT NULL,           -- message id and minute, under the week key
            verdict TEXT NOT NULL DEFAULT 'open',
            document TEXT NOT NULL DEFAULT ''
        ) WITHOUT ROWID;
        CREATE INDEX findings_week ON findings (week, group_id);
        CREATE TABLE chains (
            id BLOB PRIMARY KEY,
            week TEXT NOT NULL,
            group_id TEXT NOT NULL,
            state TEXT NOT NULL,            -- keyed hashes, pseudonyms, time of the last reply
            burden INTEGER NOT NULL,
            labels TEXT NOT NULL,
            participants INTEGER NOT NULL,
            replies INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX chains_week ON chains (week, group_id);
    """,
    )


@migrations()
def m003_reports(db: Database) -> None:
    """Reports: no rowid, no person, no time, no order; real rows and decoys look alike."""
    _run(
        db,
        """
        CREATE TABLE reports (
            receipt BLOB PRIMARY KEY,       -- SHA-256 of the receipt code
            week TEXT NOT NULL,
            group_id TEXT NOT NULL,
            category TEXT NOT NULL,
            verdict INTEGER NOT NULL,
            tag BLOB NOT NULL               -- valid under the week key for counted reports only
        ) WITHOUT ROWID;
        CREATE TABLE receipts (             -- after the close: only the verdict, for 8 weeks
            receipt BLOB PRIMARY KEY,
            week TEXT NOT NULL,
            verdict INTEGER NOT NULL
        ) WITHOUT ROWID;
    """,
    )


@migrations()
def m004_published(db: Database) -> None:
    """What was released, frozen, and how far its delivery is."""
    _run(
        db,
        """
        CREATE TABLE published (
            week TEXT NOT NULL,
            class_id TEXT NOT NULL,
            groups TEXT NOT NULL,           -- own ids, so that a revoked supervisor loses it
            body TEXT NOT NULL,
            PRIMARY KEY (week, class_id)
        ) WITHOUT ROWID;
        CREATE TABLE deliveries (
            week TEXT NOT NULL,
            class_id TEXT NOT NULL,
            supervisor INTEGER NOT NULL,
            state TEXT NOT NULL,            -- due, sending, sent, failed
            PRIMARY KEY (week, class_id, supervisor)
        ) WITHOUT ROWID;
        CREATE TABLE closes (               -- how far the close of a week has come
            week TEXT PRIMARY KEY,
            step TEXT NOT NULL
        ) WITHOUT ROWID;
    """,
    )


@migrations()
def m005_feedback(db: Database) -> None:
    """Whether digests are of use: which supervisor was asked, and a tally without who said it."""
    _run(
        db,
        """
        -- 0 not yet asked, 1 asked, 2 answered
        ALTER TABLE supervisors ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE tally (
            answer TEXT PRIMARY KEY,        -- useful, useless
            times INTEGER NOT NULL
        ) WITHOUT ROWID;
    """,
    )


@migrations()
def m006_care(db: Database) -> None:
    """Care of the groups, days the machine was down, and marks that came after the close."""
    _run(
        db,
        """
        -- The day on which a temporary group is over; the last week in which anybody wrote.
        ALTER TABLE groups ADD COLUMN ends TEXT;
        ALTER TABLE groups ADD COLUMN last_active TEXT;
        ALTER TABLE watched ADD COLUMN owned INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE watched ADD COLUMN late_misjudged INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE watched ADD COLUMN late_documented INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE alive (
            day TEXT PRIMARY KEY              -- the last day on which the machine ran
        ) WITHOUT ROWID;
    """,
    )


@migrations()
def m007_pushed(db: Database) -> None:
    """What a demand pushes, as names of the list that ships with the bot or as a kind."""
    _run(db, "ALTER TABLE findings ADD COLUMN pushed TEXT NOT NULL DEFAULT '[]'")
