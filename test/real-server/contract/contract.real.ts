import {type Rehearsal, startRehearsal} from '@everport/rehearsal'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type ModelStub, startModelStub} from '../model/model-stub.js'
import {ask} from '../server/ask.js'
import {type EverosServer, startEverosServer} from '../server/everos-server.js'
import {isBefore} from '../server/is-before.js'
import {BODIES, type Case, IDS, MESSAGES, OTHERS, READS} from './cases.js'
import {essence} from './compare-answers.js'
import {KNOWN_BEFORE_1_5, KNOWN_DIFFERENCES, SEEN_WITH} from './known-differences.js'

let model: ModelStub
let server: EverosServer
let rehearsal: Rehearsal
beforeAll(async () => {
  model = await startModelStub()
  server = await startEverosServer(model.url)
  rehearsal = await startRehearsal({mode: 'v2-self-hosted', version: server.version, memorize: 'agent'})
})
afterAll(async () => {
  await server?.remove()
  await model?.close()
  await rehearsal?.close()
})

const both = async ({path, body, ...options}: Case) => {
  const real = essence(await ask(server.url, path, body, options))
  return {real, ours: essence(await ask(rehearsal.url, path, body, options))}
}
const isKnown = (name: string) =>
  Object.hasOwn(KNOWN_DIFFERENCES, name) || (isBefore(server.version, 1, 5) && Object.hasOwn(KNOWN_BEFORE_1_5, name))

// In this order: the reads look at what the writes left.
describe.each(Object.entries({bodies: BODIES, ids: IDS, messages: MESSAGES, reads: READS, others: OTHERS}))(
  'the rehearsal server answers as everos does: %s',
  (_, cases) => {
    it.each(Object.entries(cases))('%s', async (name, request) => {
      const {real, ours} = await both(request)
      if (!isKnown(name)) expect(ours).toEqual(real)
      else if (server.version === SEEN_WITH)
        expect(ours, `mended: take "${name}" off the known differences`).not.toEqual(real)
    })
  },
)

it('every known difference belongs to a case', () => {
  const cases = {...BODIES, ...IDS, ...MESSAGES, ...READS, ...OTHERS}
  expect(
    Object.keys({...KNOWN_DIFFERENCES, ...KNOWN_BEFORE_1_5}).filter((name) => !Object.hasOwn(cases, name)),
  ).toEqual([])
})
