/** Raised whenever a table changes; an older state file is migrated or refused with a sentence, never guessed at. */
export const SCHEMA_VERSION = 5

/** What could not be read, or not be sent for its time alone (then with its message): rows of the file of rejects. */
const UNREAD = `
CREATE TABLE unread (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, conversation INTEGER NOT NULL,
  file INTEGER, record INTEGER, line INTEGER, byte INTEGER, excerpt TEXT,
  key TEXT, sender INTEGER, role INTEGER, at INTEGER, text TEXT
);
CREATE INDEX unread_of_run ON unread (run, id);
`

/** What a run read, to tell whether the export was changed since. */
const RUN_FILE = `
CREATE TABLE run_file (run INTEGER NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (run, path)) WITHOUT ROWID;
`

/** With all that the books of a run, and of a conversation in it, are made of. */
const SLICE_OF_RUN = 'CREATE INDEX slice_of_run ON slice (run, conversation, state, messages);'
const REQUEST_OF_RUN = 'CREATE INDEX request_of_run ON request (run, conversation, state, messages);'

/** From which version -> what makes it the next one. */
export const UPGRADES: Readonly<Record<number, string>> = {
  2: `ALTER TABLE run ADD COLUMN unread INTEGER NOT NULL DEFAULT 0; ALTER TABLE run ADD COLUMN rejects TEXT; ${UNREAD}`,
  3: `ALTER TABLE run ADD COLUMN path TEXT NOT NULL DEFAULT ''; ${RUN_FILE}`,
  4: `UPDATE message SET hash = 0; DROP INDEX slice_of_run; DROP INDEX request_of_run; ${SLICE_OF_RUN} ${REQUEST_OF_RUN}`,
}

/**
 * The state file. Everything hangs on a conversation of one destination, so one project can feed several servers.
 * `message.seq` is the order of sending inside a conversation, without gaps; slices and requests are ranges of it, so
 * "what was sent" never needs a row per message.
 */
export const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE destination (
  id INTEGER PRIMARY KEY, api TEXT NOT NULL, base_url TEXT NOT NULL, account TEXT NOT NULL, scope TEXT NOT NULL, shows INTEGER,
  UNIQUE (api, base_url, account, scope)
);

CREATE TABLE run (
  id INTEGER PRIMARY KEY, destination INTEGER NOT NULL, source TEXT NOT NULL, input TEXT NOT NULL, fingerprint TEXT NOT NULL,
  options TEXT NOT NULL, delivery TEXT NOT NULL, state TEXT NOT NULL, started INTEGER NOT NULL, finished INTEGER,
  conversations INTEGER NOT NULL DEFAULT 0, people INTEGER NOT NULL DEFAULT 0, adjusted INTEGER NOT NULL DEFAULT 0, edited INTEGER NOT NULL DEFAULT 0,
  notices TEXT NOT NULL DEFAULT '[]', unread INTEGER NOT NULL DEFAULT 0, rejects TEXT, path TEXT NOT NULL DEFAULT ''
);

CREATE TABLE conversation (
  id INTEGER PRIMARY KEY, destination INTEGER NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL,
  target TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT NOT NULL DEFAULT '', name TEXT NOT NULL, topic TEXT NOT NULL DEFAULT '',
  next_seq INTEGER NOT NULL DEFAULT 0, last_at INTEGER NOT NULL DEFAULT 0, introduced INTEGER NOT NULL DEFAULT 0, held TEXT,
  UNIQUE (destination, source, key)
);

CREATE TABLE sender (id INTEGER PRIMARY KEY, target TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (target, name));
CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);

CREATE TABLE message (
  conversation INTEGER NOT NULL, seq INTEGER NOT NULL, run INTEGER NOT NULL, key TEXT NOT NULL, sender INTEGER NOT NULL, role INTEGER NOT NULL,
  at INTEGER NOT NULL, hash INTEGER NOT NULL, text TEXT, file INTEGER, record INTEGER, line INTEGER,
  PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;

CREATE TABLE slice (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, conversation INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  messages INTEGER NOT NULL, state TEXT NOT NULL
);
CREATE INDEX slice_of_conversation ON slice (conversation, first);
${SLICE_OF_RUN}
CREATE INDEX slice_open ON slice (conversation) WHERE state NOT IN ('flushed', 'sent');

CREATE TABLE request (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, conversation INTEGER NOT NULL, slice INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  messages INTEGER NOT NULL, state TEXT NOT NULL, body_hash TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, task TEXT,
  cause TEXT, reason TEXT, sent_at INTEGER, answered_at INTEGER
);
CREATE INDEX request_of_slice ON request (slice, first);
${REQUEST_OF_RUN}

CREATE TABLE reject (
  conversation INTEGER NOT NULL, seq INTEGER NOT NULL, run INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;

${UNREAD}${RUN_FILE}
CREATE TABLE tally (
  run INTEGER NOT NULL, conversation INTEGER NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (run, conversation, outcome, reason)
) WITHOUT ROWID;
`

/** Built in one go by the first staging that needs it, and kept: random text keys cost five times the insert itself. */
export const MESSAGE_KEY_INDEX = 'CREATE INDEX IF NOT EXISTS message_key ON message (conversation, key)'
export const DROP_MESSAGE_KEY_INDEX = 'DROP INDEX IF EXISTS message_key'

/** The scratch file of one staging: what the source yielded, as it came. Thrown away when the messages are in the state file. */
export const SCRATCH_SCHEMA = `
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT, kind TEXT NOT NULL, topic TEXT, local INTEGER NOT NULL DEFAULT 0, people TEXT
);
CREATE TABLE person (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT, bot INTEGER NOT NULL DEFAULT 0, local INTEGER NOT NULL DEFAULT 0, declared INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE speaker (conversation INTEGER NOT NULL, person INTEGER NOT NULL, role TEXT NOT NULL, PRIMARY KEY (conversation, person, role)) WITHOUT ROWID;
CREATE TABLE incoming (
  n INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, ord REAL NOT NULL, person INTEGER NOT NULL,
  sender_name TEXT, text TEXT NOT NULL, role TEXT, bot INTEGER NOT NULL, edited INTEGER, file INTEGER, record INTEGER, line INTEGER
);
CREATE TABLE unread (
  n INTEGER PRIMARY KEY, reason TEXT NOT NULL, count INTEGER NOT NULL, conversation INTEGER NOT NULL, file INTEGER, record INTEGER, line INTEGER,
  byte INTEGER, excerpt TEXT, key TEXT, at INTEGER, person INTEGER, sender_name TEXT, role TEXT, bot INTEGER NOT NULL, text TEXT
);
`
