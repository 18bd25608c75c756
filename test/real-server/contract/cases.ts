/** One request, sent to the real server and to the rehearsal server alike. */
export interface Case {
  path: string
  body?: unknown
  method?: string
  /** Content-Type. */
  type?: string
}

const T = Date.UTC(2025, 2, 31, 21, 20)
const message = (fields: object = {}) => ({sender_id: 'alice', role: 'user', timestamp: T, content: 'hi', ...fields})
const add = (fields: object = {}): Case => ({
  path: '/api/v2/memory/add',
  body: {session_id: 'wall', app_id: 'contract', defer_extraction: true, messages: [message()], ...fields},
})
const one = (fields: object, session = 'wall'): Case => add({session_id: session, messages: [message(fields)]})
const without = (key: string): Case => {
  const {[key as 'role']: _, ...rest} = message()
  return add({messages: [rest]})
}
const search = (fields: object = {}): Case => ({
  path: '/api/v2/memory/search',
  body: {user_id: 'alice', app_id: 'contract', query: 'hi', method: 'keyword', ...fields},
})
const get = (fields: object = {}): Case => ({
  path: '/api/v2/memory/get',
  body: {user_id: 'alice', app_id: 'contract', memory_type: 'episode', ...fields},
})
const flush = (body: object): Case => ({path: '/api/v2/memory/flush', body})
const raw = (body: string, type?: string): Case => ({
  path: '/api/v2/memory/add',
  body,
  ...(type !== undefined && {type}),
})
const text = JSON.stringify(add().body)

export const BODIES: Record<string, Case> = {
  'an add': add(),
  'the same add again': add(),
  'the same below /api/v1': {...add(), path: '/api/v1/memory/add'},
  'an array': raw('[]'),
  'a string': raw('"x"'),
  null: raw('null'),
  'broken JSON': raw('{bad'),
  'an empty object': raw('{}'),
  'no messages': add({messages: undefined}),
  'an empty list of messages': add({messages: []}),
  '501 messages': add({messages: Array.from({length: 501}, (_, i) => message({timestamp: T + i}))}),
  'messages as an object': add({messages: {}}),
  'a message as a string': add({messages: ['x']}),
  'an unknown key': add({foo: 1}),
  'a mode': add({mode: 'chat'}),
  'text/plain': raw(text, 'text/plain'),
  'a charset': raw(text, 'application/json; charset=utf-8'),
  'two faults': add({session_id: '', messages: [message({sender_id: 'a b'})]}),
  'a fault in the second message': add({messages: [message({timestamp: T + 40}), message({sender_id: 'a b'})]}),
  'deferral as yes': add({defer_extraction: 'yes'}),
  'deferral as maybe': add({defer_extraction: 'maybe'}),
  'deferral as null': add({defer_extraction: null}),
}

export const IDS: Record<string, Case> = {
  'no session': add({session_id: undefined}),
  'an empty session': add({session_id: ''}),
  'a session of 128 characters': add({session_id: 'y'.repeat(128)}),
  'a session of 129 characters': add({session_id: 'y'.repeat(129)}),
  'a session in any script': add({session_id: 'a/b c é 漢 😀'}),
  'a session as a number': add({session_id: 5}),
  'no sender': without('sender_id'),
  'an empty sender': one({sender_id: ''}),
  'a sender with a space': one({sender_id: 'a b'}),
  'a sender in another script': one({sender_id: 'é'}),
  'a sender with every allowed character': one({sender_id: 'aA0._-@+'}),
  'a sender that ends in a line feed': one({sender_id: 'abc\n'}),
  'a sender of 129 characters': one({sender_id: 'x'.repeat(129)}),
  'the sender .': one({sender_id: '.'}),
  'the sender ..': one({sender_id: '..'}),
  'a sender as a number': one({sender_id: 7}),
  'an app in capitals': add({app_id: 'App'}),
  'an app that ends in a dot': add({app_id: 'a.'}),
  'an app called as a device': add({app_id: 'con'}),
  'an app with a space': add({app_id: 'a b'}),
  'an empty app': add({app_id: ''}),
  'an app as null': add({app_id: null}),
  'the app .': add({app_id: '.'}),
  'the app default_app': add({app_id: 'default_app'}),
  'the app .index': add({app_id: '.index'}),
  'the app everos.toml': add({app_id: 'everos.toml'}),
  'the project default_project': add({project_id: 'default_project'}),
  'the project default_app': add({project_id: 'default_app'}),
}

export const MESSAGES: Record<string, Case> = {
  'a name as null': one({sender_name: null}),
  'a name as a number': one({sender_name: 5}),
  'an empty name': one({sender_name: ''}),
  'no role': without('role'),
  'the role system': one({role: 'system'}),
  'no timestamp': without('timestamp'),
  'a timestamp of 0': one({timestamp: 0}),
  'a negative timestamp': one({timestamp: -1}),
  'a timestamp with a fraction': one({timestamp: T + 0.5}),
  'a timestamp in digits': one({timestamp: String(T)}),
  'a timestamp as a word': one({timestamp: 'x'}),
  'a timestamp in seconds': add({session_id: 'seconds', messages: [message({timestamp: T / 1000})]}),
  'a timestamp of the year 2000': one({timestamp: 946_684_800_000}),
  'the last millisecond of 9999': add({session_id: '9999', messages: [message({timestamp: 253_402_300_799_999})]}),
  'the first millisecond of 10000': one({timestamp: 253_402_300_800_000}),
  'no content': without('content'),
  'empty content': one({content: '', timestamp: T + 5}),
  'no content items': one({content: [], timestamp: T + 6}),
  'content as null': one({content: null}),
  'content as a number': one({content: 5}),
  'a text item': one({content: [{type: 'text', text: 'a'}]}, 'text item'),
  'two text items': one(
    {
      content: [
        {type: 'text', text: 'a'},
        {type: 'text', text: 'b'},
      ],
    },
    'two text items',
  ),
  'a text item without text': one({content: [{type: 'text'}]}, 'no text'),
  'an item with an unknown key': one({content: [{type: 'text', text: 'a', foo: 1}]}),
  'an item of an unknown type': one({content: [{type: 'video', text: 'a'}]}),
  'an image without a model for it': one({content: [{type: 'image', uri: 'http://127.0.0.1/x.png'}]}),
  'an image without a source': one({content: [{type: 'image'}]}),
  'a NUL in the content': one({content: 'a\u0000b'}, 'nul'),
  'half of a surrogate pair in the content': raw(
    JSON.stringify(one({timestamp: T + 15}).body).replace('"hi"', '"\\ud800"'),
  ),
  'a tool without the id of its call': one({role: 'tool'}),
  'a tool with the id of its call': one({role: 'tool', tool_call_id: 'c', timestamp: T + 21}),
  'tool calls': one({role: 'assistant', tool_calls: [{id: 'c', function: {name: 'f', arguments: '{}'}}]}, 'tool calls'),
  'a tool call without a function': one({role: 'assistant', tool_calls: [{id: 'c'}]}),
  'tool call arguments as an object': one({
    role: 'assistant',
    tool_calls: [{id: 'c', function: {name: 'f', arguments: {}}}],
  }),
  'a message_id': one({message_id: 'x', timestamp: T + 30}),
}

export const READS: Record<string, Case> = {
  'what waits in a session': search({filters: {session_id: 'wall'}}),
  'a text item, read again': search({filters: {session_id: 'text item'}}),
  'two text items, read again': search({filters: {session_id: 'two text items'}}),
  'a NUL, read again': search({filters: {session_id: 'nul'}}),
  'tool calls, read again': search({filters: {session_id: 'tool calls'}}),
  'what waits in a session of seconds': search({filters: {session_id: 'seconds'}}),
  'what waits in a session, for somebody else': search({user_id: 'nobody', filters: {session_id: 'wall'}}),
  'what waits, for an agent': {
    path: '/api/v2/memory/search',
    body: {agent_id: 'a', app_id: 'contract', query: 'x', method: 'keyword', filters: {session_id: '9999'}},
  },
  'a session among other filters': search({filters: {session_id: '9999', timestamp: {gte: 0}}}),
  'a session below AND': search({filters: {AND: [{session_id: '9999'}]}}),
  'a session with an operator': search({filters: {session_id: {eq: '9999'}}}),
  'a query of signs': search({query: 'o\'b"x ( ) : * ^ ~', filters: {session_id: "o'b"}}),
  'an empty query': search({query: ''}),
  'a search for nobody': {path: '/api/v2/memory/search', body: {query: 'x', method: 'keyword'}},
  'a search for two': search({agent_id: 'b'}),
  'a search without a method': {path: '/api/v2/memory/search', body: {user_id: 'alice', query: 'x'}},
  'a hybrid search': search({method: 'hybrid'}),
  'a vector search': search({method: 'vector'}),
  'an agentic search': search({method: 'agentic'}),
  'an unknown method': search({method: 'x'}),
  'top_k 0': search({top_k: 0}),
  'top_k 101': search({top_k: 101}),
  'a search with an unknown key': search({foo: 1}),
  'a search for readable episodes': search({with_readable_episode: true}),
  'an unknown filter': search({filters: {foo: 1}}),
  'a reserved filter': search({filters: {app_id: 'x'}}),
  'filters as a string': search({filters: 'x'}),
  'null combinators beside a session': search({filters: {session_id: '9999', AND: null, OR: null}}),
  'filters as null': search({filters: null}),
  'a search in an app in capitals': search({app_id: 'APP'}),
  episodes: get(),
  profiles: get({memory_type: 'profile'}),
  'cases of a user': get({memory_type: 'agent_case'}),
  'episodes of an agent': {path: '/api/v2/memory/get', body: {agent_id: 'a', memory_type: 'episode'}},
  'cases of an agent': {path: '/api/v2/memory/get', body: {agent_id: 'a', memory_type: 'agent_case'}},
  'an unknown type of memory': get({memory_type: 'x'}),
  'page 0': get({page: 0}),
  'a page of 101': get({page_size: 101}),
  'a page far behind': get({page: 1_000_000}),
  'an unknown order': get({sort_by: 'x'}),
  'a get with an unknown key': get({foo: 1}),
  'a comparison of sessions': get({filters: {session_id: {gte: 'a'}}}),
  'a date as a filter': get({filters: {timestamp: {gte: '2024-01-01'}}}),
  'a word for a date': get({filters: {timestamp: 'x'}}),
  'an empty list of sessions': get({filters: {session_id: {in: []}}}),
  'a sender as a filter': get({filters: {sender_id: 'x'}}),
  'all but a sender': get({filters: {sender_id: {ne: 'x'}}}),
  'an unknown operator': get({filters: {session_id: {like: 'x'}}}),
  'no operator': get({filters: {session_id: {}}}),
  'a session as a number in a filter': get({filters: {session_id: 5}}),
  'a session as null in a filter': get({filters: {session_id: null}}),
  'AND of a string': get({filters: {AND: 'x'}}),
}

export const OTHERS: Record<string, Case> = {
  'a flush of nothing': flush({session_id: 'never'}),
  'a flush of no session': flush({}),
  'a flush with an unknown key': flush({session_id: 'never', foo: 1}),
  'a delete': {path: '/api/v2/memory/delete', body: {session_id: 'wall'}},
  'a path that is not there': {path: '/api/v2/nope', body: {}},
  'a path of the v1 Cloud': {path: '/api/v1/memories/group', body: {}},
  'a GET of the add': {path: '/api/v2/memory/add', method: 'GET'},
  'a slash behind the path': {path: '/api/v2/memory/add/', body: {}},
  'the health': {path: '/health'},
  'the health with a slash': {path: '/health/'},
  'a PUT of the health': {path: '/health', method: 'PUT'},
  'the tasks': {path: '/api/v2/tasks'},
  'the tasks of a status that is none': {path: '/api/v2/tasks?status=x'},
  'a task that is not there': {path: '/api/v2/tasks/nope'},
  'an asynchronous add': add({session_id: 'queue', async_mode: true}),
}
