import {CONTRACT, defineSource} from '@everport/plugin-kit'
import {sourceCommands, sourceHook} from '@everport/plugin-kit/commands'
import {OPTIONS} from './options.js'
import {SKIPS} from './skips.js'

export const discord = defineSource({
  contract: CONTRACT,
  id: 'discord',
  name: 'Discord',
  formats: [
    'DiscordChatExporter JSON (2.18 to 2.48)',
    'DiscordChatExporter CSV',
    "Discord's own data package (your messages only)",
    'Discord History Tracker text archive',
    'archives with a JSON file for each day',
  ],
  options: OPTIONS,
  losses: [
    'reactions',
    'files themselves (their names are kept)',
    'edit history',
    'roles and colours',
    'pins',
    'link previews',
    'names of threads joined to their channel',
  ],
  skips: SKIPS,
  damage: ['bad-date', 'damaged-id', 'date-order', 'no-time'],
  // Loaded when needed: this module is loaded by every run of the command line.
  async detect(tree) {
    const {detect} = await import('./detect.js')
    return detect(tree)
  },
  async *read(tree, options, context) {
    const {read} = await import('./read.js')
    yield* read(tree, options, context)
  },
})

export const COMMANDS = sourceCommands(discord)
export const SOURCE_HOOK = sourceHook(discord)
