// CSV has no message type: the lines that Discord writes itself are known by the exact English text that the exporter gives them.
const SYSTEM = new RegExp(
  `^(?:${[
    'Joined the server\\.',
    'Pinned a message\\.',
    'Started a thread\\.',
    'Started a call that lasted [\\d,.]+ minutes?\\.',
    'Added (?:.{1,100} to the group|a recipient)\\.',
    'Removed (?:.{1,100} from the group|a recipient)\\.',
    'Left the group\\.',
    'Changed the channel (?:name(?:: .{1,200}|\\.)|icon\\.)',
  ].join('|')})$`,
)

export function isSystemRow(content: string): boolean {
  return SYSTEM.test(content.trim())
}
