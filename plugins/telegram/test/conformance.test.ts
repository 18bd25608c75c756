import {describeSource, generatedTree} from '@everport/plugin-kit/testing'
import {telegram} from '../src/index.js'
import {entry, line, page} from './page.js'
import {account, chat, group, message, service} from './result-json.js'

const CLUB = group([
  message(1, {reactions: [{type: 'emoji', count: 1, emoji: 'hedgehog'}]}),
  message(2, {reply_to_message_id: 1, text: ['see ', {type: 'bold', text: 'this'}]}),
  service(3, 'pin_message', {message_id: 1}),
  message(4, {from: 'Ada', from_id: 'user1000001', photo: 'photos/1.jpg', edited_unixtime: '1704067300'}),
])

describeSource(telegram, {
  fixtures: [
    {'result.json': JSON.stringify(CLUB, null, 1), 'photos/1.jpg': 'pixels'},
    {'result.json': JSON.stringify(account([CLUB, chat([message(7), message(8)])]))},
  ],
  lost: {reactions: 'hedgehog', 'contents of media files, and the names of videos': 'pixels'},
  generate: (count) =>
    generatedTree({
      *'result.json'() {
        yield '{\n "name": "Club",\n "type": "private_supergroup",\n "id": 2222222222,\n "messages": [\n'
        for (let id = 1; id <= count; id++) yield `${id === 1 ? '' : ',\n'}${JSON.stringify(message(id))}`
        yield '\n ]\n}'
      },
    }),
})

describeSource(telegram, {
  fixtures: [
    {
      'messages.html': page([
        line(-1, '1 July 2023'),
        entry({id: 1, text: 'a'}),
        entry({id: 2, joined: true, text: 'b'}),
      ]),
      'messages2.html': page([entry({id: 3, from: 'Bob ', text: 'c'})]),
    },
    {
      'chats/chat_001/messages.html': page([entry({id: 1, text: 'a'})], 'Bob '),
      'chats/chat_002/messages.html': page([entry({id: 2, text: 'b'})], 'Club '),
    },
  ],
  options: {timezone: 'Europe/Berlin'},
  generate: (count) =>
    generatedTree({
      *'messages.html'() {
        const [before, after] = page(['@@']).split('@@')
        yield before!
        for (let id = 1; id <= count; id++) yield entry({id, text: `message ${id}`})
        yield after!
      },
    }),
})
