// Makes garden-club.zip from the folder garden-club: `node samples/zip-garden-club.mjs`. The same folder gives the same bytes
// (fixed dates, sorted paths). Like Slack's own zips it holds UTF-8 names without the flag that says so.
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {crc32, deflateRawSync} from 'node:zlib'

/** 2025-04-14 00:00, in the DOS format. */
const DATE = ((2025 - 1980) << 9) | (4 << 5) | 14
const folder = fileURLToPath(new URL('garden-club/', import.meta.url))

const paths = readdirSync(folder, {recursive: true, withFileTypes: true})
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''))
  .sort()

const locals = []
const central = []
let offset = 0
for (const path of paths) {
  const content = readFileSync(folder + path)
  const packed = deflateRawSync(content, {level: 9})
  const name = Buffer.from(path.normalize('NFC'))
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(8, 4)
  facts.writeUInt16LE(DATE, 8)
  facts.writeUInt32LE(crc32(content), 10)
  facts.writeUInt32LE(packed.length, 14)
  facts.writeUInt32LE(content.length, 18)
  facts.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name, packed])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  central.push(Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 3]), facts, rest, name)
  locals.push(local)
  offset += local.length
}
const directory = Buffer.concat(central)
const end = Buffer.alloc(22)
end.write('PK\x05\x06', 'latin1')
end.writeUInt16LE(paths.length, 8)
end.writeUInt16LE(paths.length, 10)
end.writeUInt32LE(directory.length, 12)
end.writeUInt32LE(offset, 16)
writeFileSync(new URL('garden-club.zip', import.meta.url), Buffer.concat([...locals, directory, end]))
