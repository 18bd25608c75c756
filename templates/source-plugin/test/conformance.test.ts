import {join} from 'node:path'
import {describeSource} from '@everport/plugin-kit/testing'
import {source} from '../src/index.js'
import {manyMessages} from './many-messages.js'

describeSource(source, {
  fixtures: [join(import.meta.dirname, 'fixtures/loft')],
  generate: manyMessages,
  lost: {reactions: 'coo-coo', 'the content of attached files': 'tomato, bean'},
})
