import {checkRc, ImportOptions, loadRc, type RcFileSystem, rcSchema} from '@everport/core/config'
import {memoryTree} from '@everport/core/input'
import type {ExportToRead} from '@everport/core/run'
import {CONTRACT, defineSource, type Source} from '@everport/core/source'
import {memfs} from 'memfs'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {RC_PARTS} from '../flags/rc-parts.js'
import {runPeople} from './run-people.js'
import {fakeTerminal} from './terminal.test.fixture.js'

const NOON = Date.UTC(2024, 2, 1, 12)

/** A source of people who each write one message. */
function exportOf(id: string, people: {id: string; name: string; email?: string; bot?: boolean}[]): ExportToRead {
  const source = defineSource({
    contract: CONTRACT,
    id,
    name: id,
    formats: [],
    options: z.strictObject({}),
    losses: [],
    skips: {},
    detect: async () => ({confidence: 'certain', why: ''}),
    async *read() {
      yield [
        {type: 'conversation', id: 'room', kind: 'group'},
        ...people.map((one) => ({type: 'person' as const, ...one})),
        ...people.map((one, i) => ({
          type: 'message' as const,
          conversation: 'room',
          id: `m${i}`,
          sender: one.id,
          at: NOON + i,
          text: 'hello',
        })),
      ]
    },
  })
  return {tree: memoryTree({'x.json': id}), path: `./${id}`, source: source as unknown as Source, sourceOptions: {}}
}

const CHAT = () =>
  exportOf('chat', [
    {id: 'U1', name: 'Ann Lee', email: 'ann@example.com'},
    {id: 'U2', name: '=HYPERLINK("x"), Bob', bot: true},
  ])
const MAIL = () => exportOf('mail', [{id: '7', name: 'ann:\nlee', email: 'ANN@example.com'}])

async function people(format: 'table' | 'csv' | 'rc', options: Partial<ImportOptions> = {}) {
  const {terminal, told} = fakeTerminal({typed: ['people', './chat', '--with', './my mail']})
  const report = await runPeople(terminal, {
    open: [async () => CHAT(), async () => MAIL()],
    options: ImportOptions.parse(options),
    format,
  })
  return {report, text: told.out.join('\n')}
}

describe('people', () => {
  it('of several exports are a table with proposals that nothing applies', async () => {
    const {report, text} = await people('table')
    expect(text.split('\n')).toEqual([
      '3 people',
      '  Ann Lee               1  2024-03-01 – 2024-03-01       ann@example.com  chat-U1',
      '  =HYPERLINK("x"), Bob  1  2024-03-01 – 2024-03-01  bot                   chat-U2',
      '  ann: lee              1  2024-03-01 – 2024-03-01       ANN@example.com  mail-7',
      '',
      'Perhaps one person, by the e-mail ann@example.com',
      '  Ann Lee   1  ann@example.com  chat-U1',
      '  ann: lee  1  ANN@example.com  mail-7',
      '',
      'Nothing is merged unless the configuration says so, under identities.',
      '',
      'Next',
      "  everport people ./chat --with './my mail' --format rc",
      '    writes identities to edit, with the proposals as comments',
    ])
    expect(report.people.map(({id}) => id)).toEqual(['chat-U1', 'chat-U2', 'mail-7'])
  })

  it('are CSV that a spreadsheet does not run', async () => {
    const {text} = await people('csv')
    expect(text).toBe(
      [
        'source,native,id,name,bot,email,handle,messages,first,last',
        'chat,chat-U1,chat-U1,Ann Lee,false,ann@example.com,,1,2024-03-01T12:00:00.000Z,2024-03-01T12:00:00.000Z',
        'chat,chat-U2,chat-U2,"\'=HYPERLINK(""x""), Bob",true,,,1,2024-03-01T12:00:00.001Z,2024-03-01T12:00:00.001Z',
        'mail,mail-7,mail-7,"ann:\nlee",false,ANN@example.com,,1,2024-03-01T12:00:00.000Z,2024-03-01T12:00:00.000Z',
      ].join('\n'),
    )
  })
})

describe('people as a part of the configuration', () => {
  const read = async (yaml: string) => {
    const fs = memfs({'/p/.everportrc.yaml': yaml}).fs as unknown as RcFileSystem
    const rc = (await loadRc({from: '/p', stopAt: '/p', fs}))!
    checkRc(rc, rcSchema({...RC_PARTS, sources: {}}), [])
    return rc.values.identities
  }

  it('change nothing as they are written', async () => {
    const {text} = await people('rc')
    expect(await read(text)).toEqual([
      {id: 'chat-U1', name: 'Ann Lee', is: ['chat-U1']},
      {id: 'chat-U2', name: '=HYPERLINK("x"), Bob', is: ['chat-U2']},
      {id: 'mail-7', name: 'ann:\nlee', is: ['mail-7']},
    ])
  })

  it('have proposals as comments, which are right when the # is taken away', async () => {
    const {text} = await people('rc')
    const proposed = text.slice(text.indexOf('  # Perhaps')).replace(/^ {2}# (?!Perhaps)/gm, '  ')
    expect(await read(`identities:\n${proposed}`)).toEqual([
      {id: 'chat-U1', name: 'Ann Lee', is: ['chat-U1', 'mail-7']},
    ])
  })

  it('keep the identities that there are, those of other exports included', async () => {
    const identities = [{id: 'ann', name: 'Ann', is: ['chat-U1', 'old-3']}]
    const {text} = await people('rc', {identities})
    expect(await read(text)).toEqual(expect.arrayContaining(identities))
    expect(text).toContain('  #   is: ["chat-U1", "old-3", "mail-7"]')
  })

  it('are an empty list when there is nobody', async () => {
    const {terminal, told} = fakeTerminal()
    await runPeople(terminal, {open: [], options: ImportOptions.parse({}), format: 'rc'})
    expect(await read(told.out.join('\n'))).toEqual([])
  })
})
