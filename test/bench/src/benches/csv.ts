import {KINDS} from '../data/kinds.js'
import {everportConvert} from '../programs/everport.js'
import {npmPeer} from '../programs/npm-peer.js'
import {pythonPeer} from '../programs/python.js'
import {made} from './bench.js'
import {convertBench} from './convert-bench.js'

export const csv = convertBench(
  'csv',
  'a table with quoted fields of several lines, in order and shuffled',
  (context) => {
    const reader = pythonPeer('Python csv.reader', 'csv_reader.py')
    return [
      {
        title: 'CSV table',
        input: made(context, KINDS.csv, {bytes: context.scale.csv}),
        ours: everportConvert('csv'),
        memoryGoal: 200e6,
        peers: [{program: reader, goal: 4}, {program: npmPeer('csv-parse', 'csv_parse.mjs', context.install)}],
      },
      {
        title: 'CSV table, rows shuffled (everport puts them in order, the other does not)',
        input: made(context, KINDS.shuffled, {bytes: context.scale.csv}),
        ours: everportConvert('csv'),
        memoryGoal: 200e6,
        peers: [{program: reader}],
      },
    ]
  },
)
