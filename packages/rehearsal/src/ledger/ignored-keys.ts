import {type Fields, isFields} from '../check/fields.js'

/** Keys that the API takes without reading them: the client believes something that is not so. Each once per request. */
export function ignoredKeys(
  body: Fields,
  known: ReadonlySet<string>,
  knownOfMessage: ReadonlySet<string>,
): readonly string[] {
  const ignored = Object.keys(body).filter((key) => !known.has(key))
  const messages = Array.isArray(body.messages) ? body.messages : []
  const ofMessages = new Set<string>()
  for (const message of messages) {
    if (!isFields(message)) continue
    for (const key in message) if (!knownOfMessage.has(key)) ofMessages.add(`messages[].${key}`)
  }
  return [...ignored, ...ofMessages]
}
