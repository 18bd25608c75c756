import {createHash} from 'node:crypto'
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {basename} from 'node:path'
import {readTarball} from './read-tarball.js'

/** A registry on loopback that has a few tarballs, as npm asks for them. */
export async function startRegistry(tarballs: readonly string[]): Promise<{url: string; close(): Promise<void>}> {
  const server = createServer(({url = '/'}, response) => {
    const asked = decodeURIComponent(url.slice(1))
    const bytes = files.get(asked)
    const document = documents.get(asked)
    if (bytes) response.end(bytes)
    else if (document) response.setHeader('content-type', 'application/json').end(JSON.stringify(document))
    else response.writeHead(404).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const files = new Map(tarballs.map((path) => [basename(path), readFileSync(path)]))
  const documents = new Map(
    tarballs.map((path) => {
      const manifest = JSON.parse(readTarball(path).get('package.json')!) as {name: string; version: string}
      const {name, version} = manifest
      const shasum = createHash('sha1').update(readFileSync(path)).digest('hex')
      const dist = {tarball: `${url}${basename(path)}`, shasum}
      return [name, {name, 'dist-tags': {latest: version}, versions: {[version]: {...manifest, dist}}}]
    }),
  )
  return {
    url,
    close: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  }
}
