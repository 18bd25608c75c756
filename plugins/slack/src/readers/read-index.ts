import {type InputFile, type Notice, selectJson} from '@everport/plugin-kit'
import {asObject, asText} from '../loose.js'
import {reasonOf, unreadableFile} from './items.js'

type Raw = Readonly<Record<string, unknown>>

/**
 * The objects of users.json, channels.json and their like: an array, or an object keyed by id (slack-archive, slackarchive.io). Read in
 * parts: an organisation's users.json runs to a hundred megabytes, and only `fields` are wanted.
 */
export async function* readIndex(
  file: InputFile | undefined,
  fields: readonly string[],
  warn: (notice: Notice) => void,
): AsyncGenerator<Raw> {
  if (file === undefined) return
  try {
    for await (const matches of selectJson(file.chunks(), [
      {path: '[]', fields},
      {path: '*', fields},
    ])) {
      for (const match of matches) {
        if (match.error !== undefined) warn(unreadableFile(file, match.message))
        else {
          const object = asObject(match.value)
          const key = match.path[0]
          if (object !== undefined) yield asText(object.id) || typeof key !== 'string' ? object : {...object, id: key}
        }
      }
    }
  } catch (error) {
    warn(unreadableFile(file, reasonOf(error)))
  }
}
