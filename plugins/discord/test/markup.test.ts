import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {renderMarkup} from '../src/markup.js'
import {ANN, BOB, message} from './exporter-json.js'
import {readMessage, readMessages, texts} from './read-files.js'

const NAMES = {
  user: (id: string) => ({1: 'Ann Lee'})[id],
  role: (id: string) => ({5: 'Member'})[id],
  channel: (id: string) => ({9: 'general'})[id],
}

describe('renderMarkup', () => {
  it.each([
    ['#42 a user', 'hi <@1> and <@!1>', 'hi @Ann Lee and @Ann Lee'],
    ['#44 a user nobody knows stays visible', '<@77>!', '@77!'],
    ['a role', '<@&5>, <@&6>', '@Member, @role-6'],
    ['a channel', 'see <#9> or <#10>', 'see #general or #10'],
    [
      '#45 rendered mentions pass',
      '@Unknown @Ann Lee #deleted-channel @deleted-role #voice [voice]',
      '@Unknown @Ann Lee #deleted-channel @deleted-role #voice [voice]',
    ],
    ['#46 emoji', '<a:wave:1> <:blob_2:333>', ':wave: :blob_2:'],
    ['#47 an instant', '<t:1700000000:R> <t:1700000000>', '2023-11-14T22:13:20Z 2023-11-14T22:13:20Z'],
    ['#47 a day', '<t:1700000000:D> <t:1700000000:d>', '2023-11-14 2023-11-14'],
    ['#47 an instant before 1970', '<t:-1:f>', '1969-12-31T23:59:59Z'],
    ['#47 an impossible instant stays raw', '<t:99999999999999:F>', '<t:99999999999999:F>'],
    ['a command', '</cmd sub:123>', '/cmd sub'],
    ['a navigation mark', '<id:customize> <id:linked-roles>', '#customize #linked-roles'],
    ['a link without preview', 'see <https://example.org/a?b=1>.', 'see https://example.org/a?b=1.'],
    ['a masked link', '[label](<https://x.y>) <@1>', '[label](<https://x.y>) @Ann Lee'],
    ['everyone', '@everyone @here', '@everyone @here'],
    ['spoilers', '||<@1> did it||', '||@Ann Lee did it||'],
    ['#48 a code block', '```\n<@1>\n``` <@1>', '```\n<@1>\n``` @Ann Lee'],
    ['#48 code in a line', 'use `<@1>` or ``a ` <@1>``', 'use `<@1>` or ``a ` <@1>``'],
    ['#48 a backtick alone is no code', 'a ` b <@1>', 'a ` b @Ann Lee'],
    ['an escaped mention', '\\<@1>', '\\<@1>'],
    ['an escaped backtick opens no code', '\\`<@1>` <@1>', '\\`@Ann Lee` @Ann Lee'],
    ['a comparison', 'a < b > c <3', 'a < b > c <3'],
    ['Markdown', '**b** __u__ ~~s~~ > q\n-# small\n# h', '**b** __u__ ~~s~~ > q\n-# small\n# h'],
  ])('%s', (_, raw, text) => {
    expect(renderMarkup(raw, NAMES)).toBe(text)
  })

  it('leaves text without angle brackets alone, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('<')),
        (text) => renderMarkup(text, NAMES) === text,
      ),
    )
  })

  it('takes time that grows with the text only', () => {
    const text = `${'`'.repeat(20_000)}${'<@'.repeat(20_000)}${'<t:'.repeat(20_000)}`
    expect(renderMarkup(text, NAMES)).toHaveLength(text.length)
  })
})

describe('names in a message', () => {
  it('#42 come from its own mentions first', async () => {
    const read = await readMessage(message({content: `<@${BOB.id}>`, mentions: [BOB]}))
    expect(read.text).toBe('@Bob')
  })

  it('#43 come from anybody who spoke before', async () => {
    const {messages} = await readMessages([message({author: BOB}), message({content: `ask <@${BOB.id}>`})])
    expect(messages[1]!.text).toBe('ask @Bob')
  })

  it('#44 are the id when nothing tells', async () => {
    expect((await readMessage(message({content: '<@987>'}))).text).toBe('@987')
  })

  it('come from the roles and channels of the export', async () => {
    const author = {...ANN, roles: [{id: '5', name: 'Member'}]}
    const {messages} = await readMessages([message({author}), message({content: '<@&5> in <#1543572361285083187>'})])
    expect(texts(messages)[1]).toBe('@Member in #general')
  })

  it('#65 of people who are only replied to are not added to the text', async () => {
    const reference = {type: 'Default', messageId: '1', channelId: '1543572361285083187', guildId: null}
    expect((await readMessage(message({type: 'Reply', content: 'yes', mentions: [BOB], reference}))).text).toBe('yes')
  })
})
