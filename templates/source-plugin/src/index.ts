import {CONTRACT, defineSource} from '@everport/plugin-kit'
import {sourceCommands, sourceHook} from '@everport/plugin-kit/commands'
import {z} from 'zod'
import {detect} from './detect.js'
import {read} from './read.js'

export const source = defineSource({
  contract: CONTRACT,
  id: 'pigeon',
  name: 'Pigeon',
  formats: ['a loft: people.json and rooms/*.jsonl'],
  options: z.strictObject({
    rooms: z.array(z.string()).optional().describe('only these rooms, by the names of their files'),
  }),
  losses: ['reactions', 'the content of attached files'],
  skips: {
    'bad-line': 'the line is not JSON, or no message',
    'bad-time': 'its time cannot be read, or has no zone',
    event: 'somebody joined, left or changed something',
  },
  detect,
  read,
})

export const COMMANDS = sourceCommands(source)
export const SOURCE_HOOK = sourceHook(source)
