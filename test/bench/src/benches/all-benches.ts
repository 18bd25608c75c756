import type {Bench} from './bench.js'
import {csv} from './csv.js'
import {delivery} from './delivery.js'
import {discord} from './discord.js'
import {huge} from './huge.js'
import {linear} from './linear.js'
import {memory} from './memory.js'
import {slack} from './slack.js'
import {staging} from './staging.js'
import {startup} from './startup.js'
import {telegram} from './telegram.js'

/** In the order in which they are reported. */
export const ALL_BENCHES: readonly Bench[] = [
  telegram,
  discord,
  slack,
  csv,
  memory,
  staging,
  delivery,
  linear,
  huge,
  startup,
]
