import {type InputTree, inputError, readJson, type SourceContext, type SourceRecord} from '@everport/plugin-kit'
import {createChannelChoice} from './conversation/channel-choice.js'
import type {Reading} from './conversation/conversation-reader.js'
import {type Conversation, choosableNames} from './conversation/conversations.js'
import {type IndexEntry, readIndexEntries} from './conversation/index-entries.js'
import {counted} from './counted.js'
import {asObject, asText} from './loose.js'
import type {SlackOptions} from './options.js'
import {createPeople, namesFor} from './people/people.js'
import {guessOwner} from './people/whose-export.js'
import {gathered} from './readers/gathered.js'
import {readChunks} from './readers/read-chunks.js'
import {readDays} from './readers/read-days.js'
import {listDumps, readDump} from './readers/read-dumps.js'
import {readLog} from './readers/read-log.js'
import {listConversations, readUsers} from './readers/read-workspaces.js'
import {createUnknownKinds} from './readers/unknown-kinds.js'
import type {Layout, Workspace} from './tree/layout.js'
import {recognise} from './tree/recognise.js'
import {rootName} from './tree/root-name.js'
import {storedFiles} from './tree/stored-files.js'
import {warnAboutUnread} from './tree/unread-files.js'

const NO_USERS = {
  code: 'no-users',
  message:
    'There is no users.json: people are called by what their messages tell, else by their ids. Point at the whole export to have their names.',
}

type Batches = AsyncGenerator<readonly SourceRecord[]>

/**
 * Reads a Slack export of any layout.
 * @throws InputError when nothing of it can be read: it is not Slack's, encrypted, a text export or a database.
 */
export async function* read(tree: InputTree, options: SlackOptions, context: SourceContext): Batches {
  const found = await recognise(tree)
  if (found.layout === undefined)
    throw inputError(
      found.encrypted ? 'INPUT_ENCRYPTED' : 'INPUT_UNRECOGNISED',
      `${tree.name} cannot be read: ${found.why}`,
    )
  const files = await tree.files()
  warnAboutUnread(files, found.layout, context.warn)
  const stored = storedFiles(files)
  const channels = new Map<string, string>()
  const people = createPeople()
  const reading: Reading = {
    options,
    context,
    people,
    channels,
    names: namesFor(people, channels),
    owner: undefined,
    stored: (id) => stored.get(id),
    onUnknownKind: createUnknownKinds(context.warn),
  }
  yield* readLayout(found.layout, rootName(tree, found.layout), reading)
}

async function* readLayout(layout: Layout, name: string, reading: Reading): Batches {
  const {options, context, people} = reading
  const choice = createChannelChoice(options)
  let leftOut = 0
  const onLeftOut = () => {
    leftOut += 1
  }
  if (layout.form === 'chunks') yield* gathered(readChunks(layout.files, reading, choice, onLeftOut), context.signal)
  else if (layout.form === 'log') yield* gathered(readLog(layout.files, reading, choice, onLeftOut), context.signal)
  else {
    const {entries, conversations} =
      layout.form === 'days'
        ? await listConversations(layout, name, people, context.warn)
        : await listFiles(layout, reading)
    for (const entry of entries) if (entry.name !== undefined) reading.channels.set(entry.id, entry.name)
    reading.owner ??= guessOwner(entries, people, context.warn)
    const readOne = layout.form === 'days' ? readDays : readDump
    for (const conversation of conversations) {
      if (context.signal.aborted) return
      const names = choosableNames(conversation, people, reading.owner)
      if (!choice.takes({kind: conversation.kind, names})) onLeftOut()
      else yield* gathered(readOne(conversation, reading), context.signal)
    }
  }
  if (context.signal.aborted) return
  yield people.drain()
  if (people.size === 0) context.warn(NO_USERS)
  warnAboutChoice(leftOut, choice.unmatched(), context.warn)
}

async function listFiles(
  layout: Extract<Layout, {form: 'conversations'}>,
  reading: Reading,
): Promise<{entries: IndexEntry[]; conversations: Conversation[]}> {
  const {warn} = reading.context
  const entries: IndexEntry[] = []
  for (const indexes of layout.indexes) {
    await readUsers(indexes, reading.people, warn)
    entries.push(...(await readIndexEntries(indexes, warn)))
  }
  // Several dumps may be of several people: then nobody's DMs are told by the other side.
  const [first, ...others] = layout.indexes
  if (first !== undefined && others.length === 0) reading.owner = await ownerOfWorkspace(first)
  return {entries, conversations: await listDumps(layout.files, entries, warn)}
}

/** slackdump notes whose session it used. */
async function ownerOfWorkspace({workspace}: Workspace['indexes']): Promise<string | undefined> {
  if (workspace === undefined) return undefined
  const info = await readJson(workspace).catch(() => undefined)
  return asText(asObject(info)?.user_id)
}

function warnAboutChoice(leftOut: number, unmatched: readonly string[], warn: SourceContext['warn']): void {
  if (leftOut > 0)
    warn({
      code: 'left-out-by-choice',
      message: `Left out by choice (channels, exclude, kinds): ${counted(leftOut, 'conversation')}, of which nothing was read.`,
    })
  if (unmatched.length > 0)
    warn({
      code: 'unmatched-pattern',
      message: `No conversation is called ${unmatched.join(', ')}: check the spelling, or put * around a part of the name.`,
    })
}
