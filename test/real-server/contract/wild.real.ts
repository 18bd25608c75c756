import {type Rehearsal, startRehearsal} from '@everport/rehearsal'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {type ModelStub, startModelStub} from '../model/model-stub.js'
import {ask} from '../server/ask.js'
import {indexed, ownedEpisodes} from '../server/episodes.js'
import {type EverosServer, startEverosServer} from '../server/everos-server.js'
import {essence} from './compare-answers.js'
import {WILD_SENDERS, WILD_SESSIONS, wildRequests} from './wild-requests.js'

const {EVERPORT_REAL_SEED: seed = '1', EVERPORT_REAL_REQUESTS: count = '250'} = process.env
const MOST_TOLD = 10

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

it(`${count} wild requests (seed ${seed}) are answered alike`, async () => {
  const differences: unknown[] = []
  const compare = async (name: unknown, answer: (url: string) => Promise<unknown>) => {
    const [real, ours] = await Promise.all([answer(server.url), answer(rehearsal.url)])
    try {
      expect(ours).toEqual(real)
    } catch {
      differences.push({name, real, ours})
    }
  }
  for (const [index, {path, body}] of wildRequests(Number(seed), Number(count)).entries())
    await compare({index, path, body}, async (url) => essence(await ask(url, path, body)))
  for (const {session_id, ...scope} of WILD_SESSIONS)
    await compare({waiting: session_id, ...scope}, async (url) =>
      essence(
        await ask(url, '/api/v2/memory/search', {
          ...{user_id: 'nobody', query: 'x', method: 'keyword', filters: {session_id}},
          ...scope,
        }),
      ),
    )
  await indexed(server.url)
  for (const {session_id, app_id = 'default', project_id = 'default'} of WILD_SESSIONS)
    if (session_id === WILD_SESSIONS[0]?.session_id)
      await compare({episodes: app_id, project_id}, (url) => ownedEpisodes(url, WILD_SENDERS, app_id, project_id))
  expect(differences.length, JSON.stringify(differences.slice(0, MOST_TOLD), null, 1)).toBe(0)
})
