import {describeSource, generatedTree} from '@everport/plugin-kit/testing'
import {discord} from '../src/index.js'
import {BOB, exporterJson, message, ROBOT, THREAD} from './exporter-json.js'

const FIRST = message({content: 'who has **seeds**?', reactions: [{emoji: {name: 'hedgehog'}, count: 1}]})
const REPLY = message({author: BOB, type: 'Reply', reference: {messageId: FIRST.id}})

describeSource(discord, {
  fixtures: [
    {
      'My Server - general [1543572361285083187].json': exporterJson({
        messages: [FIRST, REPLY, message({author: ROBOT})],
      }),
      'My Server - general - Cool Thread [1543572368977428611].json': exporterJson({
        channel: THREAD,
        messages: [message(), message({type: 'ChannelPinnedMessage'})],
      }),
    },
  ],
  lost: {reactions: 'hedgehog'},
  generate: (count) =>
    generatedTree({
      *'general.json'() {
        const [before, after] = exporterJson({messages: [{}]}).split('{}')
        yield before!
        for (let n = 1; n <= count; n++) yield `${n === 1 ? '' : ','}${JSON.stringify(message())}`
        yield after!
      },
    }),
})

const CSV = `AuthorID,Author,Date,Content,Attachments,Reactions
"111111111111111111","Ann","2024-01-01T00:00:00.0000000+00:00","hello","",""
"222222222222222222","Bob","2024-01-01T00:01:00.0000000+00:00","hi","",""
`

describeSource(discord, {
  fixtures: [{'My Server - Text Channels - general [1543572361285083187].csv': CSV}],
  skip: [{promise: 20, reason: 'a CSV that is cut in the last columns of a row is a shorter CSV'}],
})

const sent = (id: string) => `[{"ID": ${id}, "Timestamp": "2021-10-13 15:35:46", "Contents": "hi", "Attachments": ""}]`

describeSource(discord, {
  fixtures: [
    {
      'Account/user.json': '{"id": "111111111111111111", "username": "me", "global_name": "Me"}',
      'Messages/index.json': '{"444444444444444441": "general in S", "444444444444444442": null}',
      'Messages/c444444444444444441/channel.json': '{"id": "444444444444444441", "type": "GUILD_TEXT"}',
      'Messages/c444444444444444441/messages.json': sent('897870239797215243'),
      'Messages/c444444444444444442/channel.json': '{"id": "444444444444444442", "type": "DM"}',
      'Messages/c444444444444444442/messages.json': sent('897870239797215244'),
    },
  ],
})

const row = (id: string) => `ID,Timestamp,Contents,Attachments\n${id},2021-10-13 15:35:46,hi,\n`

describeSource(discord, {
  fixtures: [
    {
      'Account/user.json': '{"id": "111111111111111111", "username": "me", "global_name": "Me"}',
      'Messages/index.json': '{"444444444444444441": "general in S", "444444444444444442": null}',
      'Messages/c444444444444444441/channel.json': '{"id": "444444444444444441", "type": "GUILD_TEXT"}',
      'Messages/c444444444444444441/messages.csv': row('897870239797215243'),
      'Messages/c444444444444444442/channel.json': '{"id": "444444444444444442", "type": "DM"}',
      'Messages/c444444444444444442/messages.csv': row('897870239797215244'),
    },
  ],
})

const said = (author: string, second: number) =>
  `[{"author":"${author}","category":"R","parent":"","content":"a","created_at":"2020-09-14T11:29:${second}+00:00","attachments":null}]`

describeSource(discord, {
  fixtures: [{'general/2020-09-14.json': said('ann', 42), 'plans/2020-09-14.json': said('bob', 43)}],
})

describeSource(discord, {
  fixtures: [
    {
      'dht.txt':
        '{"meta":{"users":{"111":{"name":"me","tag":"0001"}},"userindex":["111"],"servers":[{"name":"S","type":"SERVER"}],"channels":{"9001":{"server":0,"name":"general"}}},"data":{"9001":{"1045178587575242772":{"u":0,"t":1669225743900,"m":"hi"},"1045178587575242773":{"u":0,"t":1669225743901,"m":"ho"}}}}',
    },
  ],
})
