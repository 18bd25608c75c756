import {sourceCommands} from '@everport/plugin-kit/commands'
import type {Command} from '@oclif/core'
import {expect, it} from 'vitest'
import Autocomplete from './commands/autocomplete.js'
import ConfigInit from './commands/config/init.js'
import ConfigSchema from './commands/config/schema.js'
import ConfigShow from './commands/config/show.js'
import Convert from './commands/convert/index.js'
import Doctor from './commands/doctor.js'
import Import from './commands/import/index.js'
import Inspect from './commands/inspect/index.js'
import New from './commands/new.js'
import People from './commands/people.js'
import Rehearse from './commands/rehearse.js'
import Resume from './commands/resume.js'
import ListSources from './commands/sources.js'
import Status from './commands/status.js'
import Undo from './commands/undo.js'
import Verify from './commands/verify.js'
import {chatSource} from './sources/installed-source.test.fixture.js'

const COMMANDS: Record<string, Command.Class> = {
  autocomplete: Autocomplete,
  'config:init': ConfigInit,
  'config:schema': ConfigSchema,
  'config:show': ConfigShow,
  convert: Convert,
  doctor: Doctor,
  import: Import,
  inspect: Inspect,
  new: New,
  people: People,
  rehearse: Rehearse,
  resume: Resume,
  sources: ListSources,
  status: Status,
  undo: Undo,
  verify: Verify,
  ...sourceCommands(chatSource('chat')),
}

/** `import PATH: --api=v1|v2 …`, one line for each command: what scripts of other people lean on. */
function surface(id: string, {aliases, args, flags = {}}: Command.Class): string {
  const names = Object.entries(flags).map(([name, flag]) => {
    const values = flag.type === 'option' ? `=${flag.options?.join('|') ?? (flag.multiple ? '…' : '')}` : ''
    return `--${flag.type === 'boolean' && flag.allowNo ? '[no-]' : ''}${name}${values}${flag.char ? ` -${flag.char}` : ''}`
  })
  const words = Object.entries(args)
    .filter(([, arg]) => !arg.hidden)
    .map(([name, arg]) => (arg.required ? name.toUpperCase() : `[${name.toUpperCase()}]`))
  return [
    [id.replace(':', ' '), ...words].join(' '),
    ...aliases.map((alias) => `  alias ${alias}`),
    ...names.sort().map((name) => `  ${name}`),
  ].join('\n')
}

it('the commands, arguments and flags are those that people know', async () => {
  const text = Object.entries(COMMANDS)
    .map(([id, command]) => surface(id, command))
    .join('\n\n')
  await expect(`${text}\n`).toMatchFileSnapshot('./surface.snapshot.txt')
})

it('every command has a summary, and every flag but --json an environment name', () => {
  for (const command of Object.values(COMMANDS)) {
    expect(command.summary).toBeTruthy()
    for (const flag of Object.values(command.flags ?? {})) expect(flag.env).toMatch(/^EVERPORT_[A-Z_]+$/)
  }
})
