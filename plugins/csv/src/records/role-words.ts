/**
 * Who speaks in a row with this role. `program`: a bot or model. `staff`: somebody who answers for a company; mostly a human, sometimes
 * not, so that only an option makes an assistant of it. `person`: the one who asks. `none`: no message between people.
 */
export type RoleClass = 'program' | 'staff' | 'person' | 'none'

const WORDS: Record<RoleClass, string> = {
  program:
    'assistant, bot, ai, ai assistant, model, gpt, chatgpt, llm, chatbot, chat bot, virtual agent, virtual assistant, automated agent, automated, assistant message, response, bot reply, bot response, bot message, machine',
  staff:
    'agent, admin, operator, support, outbound, human agent, live agent, representative, rep, staff, advisor, moderator, employee',
  person:
    'user, human, customer, visitor, lead, contact, end user, enduser, client, guest, consumer, chat message, user input, user message, inbound, person, caller, student, patient',
  none: 'system, system message, note, internal note, internal, private note, event, tool, tool call, tool result, function, function call, developer, assignment, assigned, open, opened, close, closed, reopened, snoozed, unsnoozed, user feedback, feedback, rating, server, status, notification, participant added, participant removed, conversation rating changed, private, whisper, 系统通知, 系统消息, 系統訊息',
}

const CLASSES = new Map<string, RoleClass>(
  (Object.keys(WORDS) as RoleClass[]).flatMap((group) => WORDS[group].split(',').map((word) => [plain(word), group])),
)

/** Undefined for a word that is no role: it is a name, or a role of the export's own making. */
export function roleClass(word: string): RoleClass | undefined {
  return CLASSES.get(plain(word))
}

/** True for a word that says who speaks; `system` and `note` only say what a row is. */
export function isSpeakerWord(word: string): boolean {
  const group = roleClass(word)
  return group !== undefined && group !== 'none'
}

/** Exporters that write the kind of a row where others write who speaks: `user_input` is the user. */
export function shownRole(word: string): string {
  const isKind = /message|input|reply|response/i.test(word)
  if (!isKind) return word.toLowerCase()
  return roleClass(word) === 'program' ? 'assistant' : 'user'
}

/** Comparable form of a role, a name or an id: `AUTOMATED_AGENT` and `automated agent` are the same. */
export function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.-]+/g, '')
}
