import type {RefusedFormat} from './sniff.js'

const ADVICE = 'export the channels again with DiscordChatExporter as JSON (-f Json)'

/** What to tell about a format that is known and cannot be read, as a clause. */
export const REFUSALS: Readonly<Record<RefusedFormat, string>> = {
  text: `a text export (TXT) of DiscordChatExporter, in which a message cannot be told from a line that looks like one: ${ADVICE}`,
  html: `an HTML export of DiscordChatExporter, which is made for looking at: ${ADVICE}`,
  database: `a database of Discord History Tracker (.dht), which is not read: ${ADVICE}`,
  api: `a raw dump of the Discord API, which is not read: ${ADVICE}`,
}
