import {describe, expect, it} from 'vitest'
import {type CompletedCommand, completeLine} from './complete-line.js'

const flags: CompletedCommand['flags'] = {
  api: {type: 'option', options: ['v1', 'v2']},
  assistants: {type: 'option', multiple: true},
  flush: {type: 'boolean', allowNo: true},
  json: {type: 'boolean'},
  out: {type: 'option'},
  profile: {type: 'option'},
  secret: {type: 'boolean', hidden: true},
}
const path = {path: {}}
const COMMANDS: CompletedCommand[] = [
  {id: 'import', flags, args: {...path, more: {}}},
  {id: 'import:chat', flags: {...flags, rooms: {type: 'option', multiple: true}}, args: path},
  {id: 'import:choir', flags, args: path},
  {id: 'rehearse', flags, args: {...path, more: {}}},
  {id: 'config:init', flags},
  {id: 'config:show', flags},
  {id: 'complete', flags, hidden: true},
]
const complete = (line: string) => completeLine(line.split(' '), COMMANDS, async () => ['archive', 'team'])

describe('completion', () => {
  it.each<[string, string[], boolean]>([
    ['', ['config', 'import', 'rehearse'], false],
    ['co', ['config'], false],
    ['config ', ['init', 'show'], false],
    ['import ', ['chat', 'choir'], true],
    ['import cha', ['chat'], true],
    ['import chat ', [], true],
    ['rehearse ch', ['chat', 'choir'], true],
    ['rehearse chat ', [], true],
    ['nothing ', [], false],
    ['import chat ./x.zip --r', ['--rooms'], false],
    ['import ./x.zip --', ['--api', '--assistants', '--flush', '--json', '--no-flush', '--out', '--profile'], false],
    ['import --json ./x.zip --j', [], false],
    ['import --no-flush --f', [], false],
    ['import --assistants U1 --as', ['--assistants'], false],
    ['import --api ', ['v1', 'v2'], false],
    ['import chat --api=v', ['v1', 'v2'], false],
    ['import chat --api = v2', ['v2'], false],
    ['import chat --api =', ['v1', 'v2'], false],
    ['import --profile t', ['team'], false],
    ['import --out ', [], true],
    ['import --json ch', ['chat', 'choir'], true],
    ['--', [], false],
  ])('of %j offers %j', async (line, words, files) => {
    expect(await complete(line)).toEqual({words, files})
  })
})
