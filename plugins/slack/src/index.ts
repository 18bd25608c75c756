import {CONTRACT, defineSource} from '@everport/plugin-kit'
import {sourceCommands, sourceHook} from '@everport/plugin-kit/commands'
import {SUBTYPE_SKIPS} from './message/subtypes.js'
import {slackOptions} from './options.js'

/** Slack: the official exports, and what the common tools make of a workspace. */
export const slack = defineSource({
  contract: CONTRACT,
  id: 'slack',
  name: 'Slack',
  formats: [
    'official export (zip or folder), also of an Enterprise Grid organisation',
    'slackdump export, dump and archive (chunks)',
    'slack-archive and slackarchive.io dumps',
    "one channel's folder, or a single day file",
    'logs of the event stream (JSON lines)',
  ],
  options: slackOptions,
  losses: [
    'reactions',
    'pins, bookmarks and channel settings',
    'the bytes of files (their names and links are kept)',
    'bold, italic and colours of messages that exist only as blocks',
    'edit history',
    'buttons, menus and other controls of apps',
  ],
  skips: {
    ...SUBTYPE_SKIPS,
    deleted: 'deleted, as a later record of the export says',
    hidden: 'an event that Slack does not show',
    'no-author': 'nobody is named as its author',
    'no-conversation': 'an event that names no conversation',
    'no-time': 'its time (ts) is missing or no time',
    'not-a-message': 'an item that is no message',
    unreadable: 'damaged in the file',
    'unknown-kind': 'of a kind that is not known, without an author or a text',
  },
  damage: ['no-time'],
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

export const COMMANDS = sourceCommands(slack)
export const SOURCE_HOOK = sourceHook(slack)
