import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'
import type {Patch} from './patch.js'

/** All ways out of the process: sockets, name look-ups, other programs. */
export function networkPatches(): Patch[] {
  const of = (name: string, holder: object, keys: readonly string[]): Patch[] =>
    keys.map((key) => ({name: `${name}.${key}`, holder, key}))
  return [
    ...of('globalThis', globalThis, ['fetch', 'WebSocket', 'EventSource']),
    ...of('net', net, ['connect', 'createConnection', 'createServer']),
    ...of('net.Socket.prototype', net.Socket.prototype, ['connect']),
    ...of('tls', tls, ['connect']),
    ...of('http', http, ['request', 'get', 'createServer']),
    ...of('https', https, ['request', 'get', 'createServer']),
    ...of('http2', http2, ['connect']),
    ...of('dgram', dgram, ['createSocket']),
    ...of('dns', dns, ['lookup', 'resolve', 'resolve4', 'resolve6']),
    ...of('dns.promises', dns.promises, ['lookup', 'resolve', 'resolve4', 'resolve6']),
    ...of('child_process', childProcess, [
      'spawn',
      'spawnSync',
      'exec',
      'execSync',
      'execFile',
      'execFileSync',
      'fork',
    ]),
  ]
}
