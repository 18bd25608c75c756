import {KINDS} from '../data/kinds.js'
import {everportConvert} from '../programs/everport.js'
import {pythonPeer} from '../programs/python.js'
import {made} from './bench.js'
import {convertBench} from './convert-bench.js'

export const slack = convertBench(
  'slack',
  'a Slack workspace: a zip with a file for each channel and day',
  (context) => [
    {
      title: 'Slack workspace, zip',
      input: made(context, KINDS.slack, {bytes: context.scale.slack}),
      ours: everportConvert('slack'),
      memoryGoal: 200e6,
      peers: [{program: pythonPeer('Python zipfile and json', 'slack_zipfile.py'), goal: 2}],
    },
  ],
)
