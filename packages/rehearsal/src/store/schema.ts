/** Where a stored message stands. */
export const STATE = {
  /** Accepted asynchronously, not processed yet: a flush does not see it. */
  queued: 0,
  /** In the buffer, waiting for a flush or a boundary. */
  buffered: 1,
  /** In a memory cell. */
  extracted: 2,
  /** Marked used without being in any cell: the server has lost it. */
  lost: 3,
  /** Its task failed: never stored. */
  failed: 4,
  deleted: 5,
} as const

export type StateName = keyof typeof STATE
export const STATE_NAMES = Object.keys(STATE) as readonly StateName[]

/** Rows that the server holds, whatever has become of them. */
export const KEPT = `state NOT IN (${STATE.failed}, ${STATE.deleted})`

// Messages are clustered by conversation and position: a flush touches neighbours, and there is no second index to keep
// while a million rows arrive.
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS conversation (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  group_id TEXT, user_id TEXT, session_id TEXT, app_id TEXT, project_id TEXT,
  count INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0, first_open INTEGER NOT NULL DEFAULT 1,
  last_at INTEGER, last_idx INTEGER, merged INTEGER NOT NULL DEFAULT 0, last_flush INTEGER
);
CREATE INDEX IF NOT EXISTS conversation_group ON conversation (group_id);
CREATE INDEX IF NOT EXISTS conversation_session ON conversation (session_id);
CREATE TABLE IF NOT EXISTS message (
  conversation INTEGER NOT NULL, seq INTEGER NOT NULL, request INTEGER NOT NULL, idx INTEGER NOT NULL,
  received_at INTEGER NOT NULL, message_id TEXT NOT NULL, sender_id TEXT NOT NULL, sender_name TEXT,
  role TEXT NOT NULL, at INTEGER NOT NULL, content TEXT NOT NULL, items INTEGER NOT NULL, tool_calls TEXT, tool_call_id TEXT,
  tokens INTEGER NOT NULL, blank INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL, cell INTEGER,
  PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cell (
  id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, messages INTEGER NOT NULL, first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL, cut TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS episode (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, conversation INTEGER NOT NULL, cell INTEGER NOT NULL, owner TEXT,
  group_id TEXT, session_id TEXT, app_id TEXT, project_id TEXT, at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
  senders TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS episode_owner ON episode (owner);
CREATE INDEX IF NOT EXISTS episode_conversation ON episode (conversation);
CREATE TABLE IF NOT EXISTS task (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, conversation INTEGER NOT NULL, request INTEGER NOT NULL,
  created_at INTEGER NOT NULL, ready_at INTEGER NOT NULL, finished_at INTEGER, polls INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL, fails INTEGER NOT NULL DEFAULT 0, work TEXT
);
CREATE INDEX IF NOT EXISTS task_waiting ON task (conversation, id) WHERE status = 'processing';
CREATE TABLE IF NOT EXISTS flush (
  id INTEGER PRIMARY KEY, request INTEGER NOT NULL, at INTEGER NOT NULL, conversation INTEGER NOT NULL, status TEXT NOT NULL,
  messages INTEGER NOT NULL, cells INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS request (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, kind TEXT, conversation TEXT,
  messages INTEGER, overlaps INTEGER NOT NULL, status INTEGER, outcome TEXT NOT NULL, fault TEXT, committed INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS violation (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, conversation TEXT, request INTEGER NOT NULL, messages INTEGER NOT NULL,
  detail TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS directory (
  kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT, description TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
`
