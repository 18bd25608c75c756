import {inputError} from '@everport/plugin-kit'
import type {ConversationChoice, ConversationLabel} from './conversation-choice.js'
import type {FoundExports} from './find-exports.js'
import {scanChats} from './json/chat-headers.js'
import {bareChatId, chatNature} from './peer-id.js'
import {asNumber, asText} from './raw.js'

interface Candidate extends ConversationLabel {
  messages: number
}

/**
 * A name that several chats of an account have does not choose between them. Costs a pass over the file, and only when the
 * options name conversations and the file holds more than one.
 * @throws InputError `INPUT_AMBIGUOUS` with the candidates, their ids and sizes
 */
export async function refuseAmbiguousNames({json}: FoundExports, choice: ConversationChoice): Promise<void> {
  if (!choice.isByName) return
  for (const {file, recognised} of json) {
    if (recognised.form !== 'account') continue
    const {chats} = await scanChats(file)
    const candidates = [...chats.values()].flatMap(({name, type, id, isPacked, messages}): Candidate[] => {
      const number = asNumber(id)
      if (number === undefined) return []
      const nature = chatNature(type)
      const bare = bareChatId(number, nature.peer, isPacked)
      return [
        {
          id: `${nature.peer}${bare}`,
          bareId: String(bare),
          name: nature.name ?? asText(name),
          kind: nature.chosen,
          messages,
        },
      ]
    })
    const [first] = choice.ambiguous(candidates)
    if (!first) continue
    const [name, named] = first
    throw inputError('INPUT_AMBIGUOUS', `${named.length} chats of ${file.path} are called ${JSON.stringify(name)}.`, {
      hints: [
        'Name the one you mean by its id:',
        ...named.map(({id, messages}) => `${id} (${messages} ${messages === 1 ? 'message' : 'messages'})`),
      ],
      place: {file: file.path},
    })
  }
}
