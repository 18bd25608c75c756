import {normalName} from './normal-name.js'

/**
 * What a column can be to a chat. `name` is the name of the sender, `own` marks rows of the person whose export it is, `event` tells
 * messages from other rows, `title` is the name of the conversation.
 */
export const FIELDS = [
  'time',
  'zone',
  'sender',
  'name',
  'role',
  'own',
  'text',
  'question',
  'answer',
  'transcript',
  'conversation',
  'title',
  'id',
  'reply',
  'attachments',
  'event',
] as const
export type Field = (typeof FIELDS)[number]

/**
 * Names of columns as they were found in exports, the surest first. Where one name can mean several things (`name`, `type`, `user`,
 * `channel`, `from`), it stands in each list and the values decide.
 */
const NAMES: Record<Field, string> = {
  time: `timestamp, datetime, message timestamp, message created at, message time, message date, created at, created date time,
    create time, sent at, send time, sent date, date sent, received at, timestamp ms, timestamp usec, asked at, absolute timestamp, timestamp utc, date and time, posted at, occurred at,
    created on, created, sent, ts, msgtime, unixtime, unix timestamp, epoch, time, date, when, date utc, time utc, Datum, Zeit,
    Zeitstempel, Uhrzeit, horodatage, heure, fecha, fecha y hora, hora, data, data e hora, дата, время, дата и время,
    时间, 日期, 发送时间, 時間, 日時, 送信日時, 날짜, 시간, started at, start date time, start time`,
  zone: 'time zone, tz, utc offset, zone, zeitzone, fuseau horaire, zona horaria, часовой пояс',
  sender: `author id, sender id, message author id, user id, from id, participant code, participant id, prolific id,
    author channel id, member id, agent id, visitor id, customer id, contact id, person id, uid, sender email, author email, message author email,
    from email, user email, email, email address, from user id, sender user id, sender profile url, sender phone, phone, phone number`,
  name: `sender name, author name, message author name, from name, user name, display name, real name, full name, user nickname, nickname, nick, screen name, your name, sender, author, from, speaker, user,
    agent name, name, operator, agent, member, participant, contact, Absender, Von, Autor, expéditeur, auteur, de, remitente, remetente, autor,
    отправитель, автор, от, 发送者, 发送人, 昵称, 发言人, 寄件者, 送信者, 投稿者, 보낸사람, talker`,
  role: `role, message role, author role, message author type, author type, sender type, sender role, speaker role, participant type, user type, speaker, party, side,
    channel party, direction, inbound, is bot, from, sender, user, author, message type, type`,
  own: 'direction, message direction, is sender, is from me, from me, sent by me, is mine, is outgoing, outgoing',
  text: `message, message text, message body, message content, message string, text, content, contents, body, msg, utterance, verbatim, your message, chat message, reply text,
    reply, comment, Nachricht, Nachrichtentext, mensaje, mensagem, texto, texte, messaggio, bericht, сообщение, текст, 内容, 消息, 消息内容, 訊息, 文本, メッセージ, 本文, 메시지, 내용`,
  question: `question, user msg, user message, user input, user query, user prompt, prompt, instruction, query, input, human, user, customer message, request`,
  answer: `answer, response, bot reply, bot response, bot message, assistant message, assistant response, ai response, model response, completion, output, assistant, bot, reply, agent response`,
  transcript:
    'chat transcript, transcript, conversation transcript, messages, conversation, conversations, chat, dialogue, dialog, turns, chat history, history',
  conversation: `conversation id, session id, chat id, thread id, dialogue id, dialog id, conversation source id, interaction id,
    ticket id, case id, issue id, call id, room id, channel id, group id, conversation, conversation key, thread, dialogue, session, chat, room, channel,
    room name, channel name, group name, chat name, group, participant session code, ticket, conversation name, conversation title, chat title, thread name`,
  title: `conversation name, conversation title, chat name, chat title, channel name, room name, group name, thread name, title, subject, topic, topic name, channel, Betreff, 群名`,
  id: `message id, msg id, msg svr id, message uuid, tweet id, uuid, guid, source id, verbatim id, id`,
  reply: `reply to, reply to id, reply to message id, reply to msg id, in reply to, in reply to id, in response to tweet id, in response to, parent id,
    parent message id, quoted message id, thread ts`,
  attachments:
    'attachments, attachment, media, media url, image url, file url, attachment url, files, file, images, photos, photo, videos, video, src, url',
  event: 'message type, msg type, event type, event, type name, type, kind, record type',
}

const RANKS = new Map<Field, Map<string, number>>(
  FIELDS.map((field) => [field, new Map(NAMES[field].split(',').map((name, rank) => [normalName(name), rank]))]),
)

const KNOWN: ReadonlySet<string> = new Set([...RANKS.values()].flatMap((ranks) => [...ranks.keys()]))

/** How surely the name means the field: 0 is surest, undefined means it does not. */
export function nameRank(name: string, field: Field): number | undefined {
  return RANKS.get(field)?.get(normalName(name))
}

/** Number of cells that are known names of columns. */
export function knownNames(cells: readonly string[]): number {
  return cells.filter((cell) => cell.length <= 40 && KNOWN.has(normalName(cell))).length
}
