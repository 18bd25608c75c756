/** Builders of result.json files, in the shape that Telegram Desktop writes. */

export const SELF = 1000001
export const BOB = 1000002

export type Raw = Record<string, unknown>

/** An ordinary message of Bob's; 2024-01-01T00:00:00Z plus its id in seconds. */
export function message(id: number, fields: Raw = {}): Raw {
  return {
    id,
    type: 'message',
    date: '2024-01-01T01:00:00',
    date_unixtime: String(1_704_067_200 + Math.abs(id % 1_000_000)),
    from: 'Bob Sample',
    from_id: `user${BOB}`,
    text: `text ${id}`,
    ...fields,
  }
}

export function service(id: number, action: string, fields: Raw = {}): Raw {
  const {from, from_id, ...rest} = message(id)
  return {...rest, type: 'service', actor: from, actor_id: from_id, action, text: '', text_entities: [], ...fields}
}

/** A message as versions before mid-2022 wrote it: local time only. */
export function oldMessage(id: number, date: string, fields: Raw = {}): Raw {
  const {date_unixtime, ...rest} = message(id, {date, ...fields})
  return rest
}

/** `undefined` takes a key away. */
export function chat(messages: unknown[], header: Raw = {}): Raw {
  return {name: 'Bob', type: 'personal_chat', id: BOB, ...header, messages}
}

export function group(messages: unknown[], header: Raw = {}): Raw {
  return chat(messages, {name: 'Club', type: 'private_supergroup', id: 2222222222, ...header})
}

export function account(chats: Raw[], extra: Raw = {}): Raw {
  return {
    about: 'Here is the data you requested. Remember: Telegram is ad free.',
    personal_information: {user_id: SELF, first_name: 'Ada', last_name: 'Example'},
    chats: {about: 'This page lists all chats from this export.', list: chats},
    ...extra,
  }
}
