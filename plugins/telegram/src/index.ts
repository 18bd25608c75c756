import {CONTRACT, defineSource} from '@everport/plugin-kit'
import {sourceCommands, sourceHook} from '@everport/plugin-kit/commands'
import {detect} from './detect.js'
import {TelegramOptions} from './options.js'
import {SKIPS} from './skips.js'

/** Chats as Telegram Desktop exports them: `result.json` of a chat or a whole account, or pages of HTML. */
export const telegram = defineSource({
  contract: CONTRACT,
  id: 'telegram',
  name: 'Telegram',
  formats: ['JSON of one chat', 'JSON of an account', 'HTML of one chat or an account'],
  options: TelegramOptions,
  losses: [
    'formatting other than links and code blocks',
    'reactions',
    'buttons of bots',
    'the bot a message was sent with',
    'the original date of forwards',
    'stories, profile music, contacts and sessions',
    'contents of media files, and the names of videos',
    'with HTML: ids of people, edit times, the language of code blocks, and the emoji of stickers that are shown',
  ],
  skips: SKIPS,
  damage: ['undated'],
  detect,
  async *read(tree, options, context) {
    // Loaded when needed: this module is loaded by every run of the command line.
    const {read} = await import('./read.js')
    yield* read(tree, options, context)
  },
})

export const COMMANDS = sourceCommands(telegram)
export const SOURCE_HOOK = sourceHook(telegram)
