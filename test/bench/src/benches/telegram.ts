import {KINDS} from '../data/kinds.js'
import {ceiling} from '../programs/ceiling.js'
import {everportConvert} from '../programs/everport.js'
import {npmPeer} from '../programs/npm-peer.js'
import {ijsonPeer, pythonPeer} from '../programs/python.js'
import {made} from './bench.js'
import {convertBench} from './convert-bench.js'

const INDENTS = {record: 5, array: 4}

export const telegram = convertBench('telegram', 'a Telegram account: one huge result.json', (context) => [
  {
    title: 'Telegram account',
    input: made(context, KINDS.telegram, {bytes: context.scale.telegram}),
    ours: everportConvert('telegram'),
    memoryGoal: 200e6,
    peers: [
      {program: ceiling('latin1', INDENTS), goal: 0.6},
      {program: ceiling('utf8', INDENTS)},
      {program: ijsonPeer('telegram_ijson.py', context.install), goal: 1.8},
    ],
  },
  {
    title: 'Telegram account, of a size that every program can hold',
    input: made(context, KINDS.telegram, {bytes: context.scale.telegramHeld}),
    ours: everportConvert('telegram'),
    peers: [
      {program: pythonPeer('Python json.load', 'telegram_json_load.py'), goal: 8},
      {program: npmPeer('stream-json', 'telegram_stream_json.mjs', context.install), goal: 6},
    ],
  },
])
