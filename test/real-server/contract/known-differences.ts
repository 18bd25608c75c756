/** The server version that these were seen with. */
export const SEEN_WITH = '1.5.1'

/**
 * Where the rehearsal server answers otherwise than everos, by the name of the case: what everos does. A test says when one of them is
 * mended. Where everos takes what the rehearsal server refuses, that is on purpose: a client that sends it has a bug, or fails elsewhere.
 */
export const KNOWN_DIFFERENCES: Record<string, string> = {
  // Refused by the rehearsal server on purpose.
  'deferral as yes': 'taken: pydantic reads "yes", "on", 1 as true',
  'a timestamp in digits': 'taken: pydantic reads digits as a number',
  'an app in capitals': 'taken: ^[a-zA-Z0-9_.@+-]+$ in 1.5; lower case alone comes later',
  'an app that ends in a dot': 'taken',
  'an app called as a device': 'taken',
  'the app .index': 'taken: only default_app and default_project are reserved in 1.5',
  'the app everos.toml': 'taken',
  'a search in an app in capitals': 'taken: scopes are not checked when reading',
  'a text item without text': 'taken',
  'a comparison of sessions': 'taken: gt, gte, lt, lte apply to every text field',
  'a session as null in a filter': 'taken: a null is no filter',

  // To be mended there.
  'an image without a model for it': '503 CAPABILITY_UNAVAILABLE, not 422',
  'half of a surrogate pair in the content': '500 INTERNAL_ERROR: it fails when the row is stored',
  'two text items, read again': 'each item has all its keys, null where nothing was sent',
  'a text item, read again': 'a single text item comes back as a string',
  'a NUL, read again': 'comes back whole; the rehearsal server cuts the text at the NUL',
  'tool calls, read again': 'each call has its default type "function"',
  'what waits in a session of seconds': 'the id holds the timestamp as sent: m_<session>_<seconds>_000',
  'what waits, for an agent': 'timestamps go through floating point: far ones are off by microseconds',
  'a session among other filters':
    'unprocessed_messages are told for every top-level session_id, whatever stands beside it',
  'null combinators beside a session': 'taken; everos-cloud sends them',
  'a search without a method': '422 PROVIDER_NOT_CONFIGURED: the default is hybrid, which needs an embedding service',
  'a hybrid search': '422 PROVIDER_NOT_CONFIGURED',
  'a vector search': '422 PROVIDER_NOT_CONFIGURED',
  'an agentic search': '422 PROVIDER_NOT_CONFIGURED',
  'a get with an unknown key': '422: unknown keys are refused, as in search',
  'an empty list of sessions': '422 INVALID_INPUT',
  'a delete': '404 {"detail": "Not Found"}: what no route takes is answered without the envelope',
  'a path that is not there': '404 {"detail": "Not Found"}',
  'a path of the v1 Cloud': '404 {"detail": "Not Found"}',
  'a GET of the add': '405 {"detail": "Method Not Allowed"}',
  'a slash behind the path': '307 to the path without it',
  'the tasks': 'GET /api/v2/tasks is there since 1.5, of adds with async_mode',
  'the tasks of a status that is none': '422 INVALID_INPUT',
  'an asynchronous add': '202 {message_count, pending, status: "queued"} since 1.5',
}

/** The same, of versions before 1.5: they were seen with 1.4.2, and what 1.5 has and they lack. */
export const KNOWN_BEFORE_1_5: Record<string, string> = {
  'the app default_app': 'taken',
  'the project default_project': 'taken',
  'a task that is not there': '404 {"detail": "Not Found"}: there are no tasks',
}
