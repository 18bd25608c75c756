import {KINDS} from '../data/kinds.js'
import {ceiling} from '../programs/ceiling.js'
import {everportConvert} from '../programs/everport.js'
import {npmPeer} from '../programs/npm-peer.js'
import {ijsonPeer, pythonPeer} from '../programs/python.js'
import {made} from './bench.js'
import {convertBench} from './convert-bench.js'

const INDENTS = {record: 4, array: 2}

export const discord = convertBench('discord', 'channels as DiscordChatExporter writes them', (context) => [
  {
    title: 'Discord channels',
    input: made(context, KINDS.discord, {bytes: context.scale.discord}),
    ours: everportConvert('discord'),
    memoryGoal: 200e6,
    peers: [
      {program: ceiling('latin1', INDENTS), goal: 0.6},
      {program: ceiling('utf8', INDENTS)},
      {program: ijsonPeer('discord_ijson.py', context.install), goal: 1.8},
      {program: pythonPeer('Python json.load', 'discord_json_load.py'), goal: 8},
      {program: npmPeer('stream-json', 'discord_stream_json.mjs', context.install), goal: 6},
    ],
  },
])
