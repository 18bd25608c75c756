import {type InputFile, inputError, isEverportError, readJson, type SourceRecord} from '@everport/plugin-kit'
import {counted} from '../counted.js'
import {idText} from '../id-text.js'
import type {RawPackageChannel} from '../raw.js'
import type {Reading} from '../reading.js'
import {packageChannelLabel, readLabel, recipientIds} from './channel-name.js'
import type {DataPackage, PackageChannel} from './find-packages.js'
import {namedOwner, type Owner, readOwner} from './owner.js'
import {readMessages} from './read-messages.js'

/** Reads a data package: the messages that its owner wrote, in every conversation that it lists. */
export async function* readPackage(found: DataPackage, reading: Reading): AsyncGenerator<SourceRecord[]> {
  const {context, people, filter, channels} = reading
  const owner = await ownerOf(found.account, found.folder, reading)
  const labels = ((found.index && (await readSmall(found.index, reading))) ?? {}) as Record<string, unknown>
  for (const [id, label] of Object.entries(labels)) {
    const {name} = readLabel(label)
    if (name !== undefined && !channels.has(id)) channels.set(id, name)
  }
  context.warn({
    code: 'own-messages-only',
    message: `A data package holds only what its owner (${owner.name}) wrote: the other side of every conversation is missing. DiscordChatExporter can export both sides.`,
    place: {file: found.index?.path ?? found.folder},
  })
  yield [people.meet(owner)].filter((person) => person !== undefined)

  let silent = 0
  for (const channel of [...found.channels, ...(await identified(found, reading))]) {
    if (context.signal.aborted) return
    if (channel.messages === undefined) silent++
    else yield* readChannel(channel, channel.messages, labels[channel.id], owner, reading)
    for (const {path} of channel.doubles) {
      const message = `The channel ${channel.id} is there twice; ${channel.messages?.path} is read.`
      context.warn({code: 'double-file', message, place: {file: path}})
    }
  }
  if (silent > 0)
    context.warn({
      code: 'no-messages-file',
      message: `${counted(silent, 'channel')} of the package without a file of messages, left out.`,
    })

  async function* readChannel(
    {id, channel, format}: PackageChannel,
    file: InputFile,
    label: unknown,
    from: Owner,
    {names}: Reading,
  ): AsyncGenerator<SourceRecord[]> {
    const raw = ((channel && (await readSmall(channel, reading))) ?? {}) as RawPackageChannel
    const said = packageChannelLabel(id, raw, label, names.user, from.id)
    if (!filter.accepts(said)) return
    if (channel === undefined) {
      const message =
        'No channel.json lies beside these messages: their conversation has its id from the folder, and its name and kind from index.json as far as that tells.'
      context.warn({code: 'no-channel-file', message, place: {file: file.path}})
    }
    const known = recipientIds(raw)
    const name = said.guild === undefined ? said.name : `${said.guild} / ${said.name}`
    yield [
      {
        type: 'conversation',
        id,
        kind: said.form === 'direct' ? 'direct' : 'group',
        ...(name !== undefined && {name}),
        ...(known.length > 0 && {people: known}),
      },
    ]
    yield* readMessages({file, format, conversation: id, owner: from}, reading)
  }
}

/** Renamed folders whose `channel.json` tells the channel's id; the others are told about. */
async function identified({channels, renamed}: DataPackage, reading: Reading): Promise<PackageChannel[]> {
  const known = new Set(channels.map(({id}) => id))
  const found: PackageChannel[] = []
  for (const {channel, messages} of renamed) {
    const id = idText(((channel && (await readSmall(channel, reading))) as RawPackageChannel | undefined)?.id)
    const problem = !/^\d{15,20}$/.test(id)
      ? 'The folder is not called after its channel (c123...), and no channel.json in it tells the id'
      : known.has(id) && `The folder is not called after its channel, and the channel ${id} is there under its own name`
    if (problem) {
      const message = `${problem}: its messages were left out. Give the folder the name that it had in the package.`
      reading.context.warn({code: 'unknown-folder', message, place: {file: messages.path}})
      continue
    }
    known.add(id)
    found.push({id, channel, messages, format: messages.path.endsWith('.csv') ? 'csv' : 'json', doubles: []})
  }
  return found
}

/**
 * @throws InputError `INPUT_NEEDS_OPTION` when neither the package nor the user says whose it is: a sender is never guessed
 */
export async function ownerOf(account: InputFile | undefined, folder: string, reading: Reading): Promise<Owner> {
  const owner = account && (await readOwner(account, reading))
  if (owner !== undefined) return owner
  if (reading.options.owner !== undefined) return namedOwner(reading.options.owner)
  throw inputError(
    'INPUT_NEEDS_OPTION',
    'The data package does not say whose it is: its account folder (user.json) is missing.',
    {
      hints: ['Give the whole package as you got it, or your user id: --owner 123456789012345678'],
      place: {file: folder},
    },
  )
}

async function readSmall(file: InputFile, {context}: Reading): Promise<unknown> {
  try {
    return await readJson(file)
  } catch (error) {
    if (!isEverportError(error)) throw error
    context.warn({
      code: 'unreadable-file',
      message: `${error.message} What it names stays unnamed.`,
      place: error.place ?? {file: file.path},
    })
    return undefined
  }
}
