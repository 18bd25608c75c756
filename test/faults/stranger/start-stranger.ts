import {type HostedManner, randomHostedManner, selfHostedContract} from './self-hosted.js'
import {serveContract} from './serve-contract.js'
import {serverTime} from './server-time.js'
import {openShelf} from './shelf.js'
import {type StrangerCase, serversChance} from './stranger-case.js'
import {seededTrouble} from './trouble.js'
import {randomV1Manner, v1Contract} from './v1.js'
import {cloudContract, randomCloudManner} from './v2-cloud.js'

export const STRANGERS_KEY = 'secret-key'

/** A server of the case's kind with manners of its own, and what it holds. */
export async function startStranger(given: StrangerCase) {
  const {kind, speed, latency, rate, gate, trouble} = given
  const time = serverTime(speed)
  const chance = serversChance(given)
  const shelf = openShelf(time)
  const refusing = given.refuses && {refuses: given.refuses}
  const contract = kind.startsWith('v1')
    ? v1Contract(shelf, time, chance, {...randomV1Manner(chance), ...given.manner, ...refusing})
    : kind === 'v2 Cloud'
      ? cloudContract(shelf, time, chance, {...randomCloudManner(chance), ...refusing})
      : selfHostedContract(shelf, time, chance, {
          ...randomHostedManner(chance, kind.slice('self-hosted '.length) as HostedManner['version']),
          ...refusing,
        })
  const server = await serveContract({
    ...{contract, time, chance, latency},
    ...(!kind.startsWith('self-hosted') && {key: STRANGERS_KEY}),
    ...(rate !== undefined && {rate}),
    ...(gate !== undefined && {gate}),
    ...(trouble.share > 0 && {trouble: seededTrouble(chance, trouble)}),
  })
  return {...server, shelf, time}
}

export type Stranger = Awaited<ReturnType<typeof startStranger>>
