import {deflateRawSync} from 'node:zlib'
import {crc32} from '../zip/crc32.js'

/**
 * A file of a zip, with the oddities that archives in the wild have. Everything but `path` and `content` is optional.
 */
export interface ZipInput {
  /** As bytes: the name is written as it stands. */
  path: string | Uint8Array
  content: string | Uint8Array
  /** Not compressed. Default false. */
  stored?: boolean
  /** Says that the name is UTF-8. Default: when it is not ASCII. */
  utf8?: boolean
  /** Content of the Info-ZIP unicode path field. */
  unicodePath?: string
  /** Sizes and checksum stand behind the data, as writers to a pipe do it. */
  descriptor?: boolean
  /** Sizes and offset in the zip64 field. */
  zip64?: boolean
  encrypted?: boolean
  /** A symbolic link made on Unix. */
  link?: boolean
  /** What the archive says, true or not. */
  claims?: {method?: number; crc?: number; size?: number; packedSize?: number; offset?: number}
}

export interface ZipOptions {
  /** Bytes in front of the archive which its offsets do not count. */
  prefix?: Uint8Array
  comment?: string
  /** A zip64 end record, as archives over 4 GB have. */
  zip64?: boolean
}

/** A zip archive for tests: of plain files, or of entries with oddities. */
export function writeZip(
  files: Readonly<Record<string, string | Uint8Array>> | readonly ZipInput[],
  options: ZipOptions = {},
): Uint8Array {
  const inputs: readonly ZipInput[] = Array.isArray(files)
    ? files
    : Object.entries(files as Record<string, string | Uint8Array>).map(([path, content]) => ({path, content}))
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const input of inputs) {
    const {local, central} = writeEntry(input, offset)
    locals.push(local)
    centrals.push(central)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = writeEnd(inputs.length, directory.length, offset, options)
  return Buffer.concat([options.prefix ?? Buffer.alloc(0), ...locals, directory, end])
}

function writeEntry(input: ZipInput, start: number): {local: Buffer; central: Buffer} {
  const name = Buffer.from(input.path as string)
  const content = Buffer.from(input.content as string)
  const packed = input.stored ? content : deflateRawSync(content)
  const {
    method = input.stored ? 0 : 8,
    crc = crc32(content),
    size = content.length,
    packedSize = packed.length,
    offset = start,
  } = input.claims ?? {}
  const utf8 = input.utf8 ?? (typeof input.path === 'string' && name.some((byte) => byte > 0x7f))
  const flags = (input.encrypted ? 1 : 0) | (input.descriptor ? 8 : 0) | (utf8 ? 0x800 : 0)
  const unicode = input.unicodePath === undefined ? Buffer.alloc(0) : unicodeField(name, input.unicodePath)
  const wide = input.zip64 ? field(0x0001, u64(size), u64(packedSize), u64(offset)) : Buffer.alloc(0)
  const narrow = (value: number) => u32(input.zip64 ? 0xffffffff : value)

  const shared = [u16(20), u16(flags), u16(method), u32(0)]
  const localSums = input.descriptor ? [u32(0), u32(0), u32(0)] : [u32(crc), narrow(packedSize), narrow(size)]
  const localExtra = Buffer.concat([unicode, input.zip64 ? field(0x0001, u64(size), u64(packedSize)) : Buffer.alloc(0)])
  const descriptor = input.descriptor ? [u32(0x08074b50), u32(crc), u32(packedSize), u32(size)] : []
  const local = [u32(0x04034b50), ...shared, ...localSums, u16(name.length), u16(localExtra.length), name, localExtra]

  const extra = Buffer.concat([unicode, wide])
  const attributes = (input.link ? 0xa1ff : 0x81a4) * 0x10000
  const central = [
    ...[u32(0x02014b50), u16(0x0314), ...shared, u32(crc), narrow(packedSize), narrow(size)],
    ...[u16(name.length), u16(extra.length), u16(0), u16(0), u16(0), u32(attributes), narrow(offset), name, extra],
  ]
  return {local: Buffer.concat([...local, packed, ...descriptor]), central: Buffer.concat(central)}
}

function writeEnd(count: number, size: number, offset: number, {comment = '', zip64, prefix}: ZipOptions): Buffer {
  const text = Buffer.from(comment)
  const record = zip64
    ? [
        ...[u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0), u64(count), u64(count), u64(size), u64(offset)],
        ...[u32(0x07064b50), u32(0), u64(offset + size + (prefix?.length ?? 0)), u32(1)],
      ]
    : []
  const narrow = zip64
    ? [u16(0xffff), u16(0xffff), u32(0xffffffff), u32(0xffffffff)]
    : [u16(count % 0x10000), u16(count % 0x10000), u32(size), u32(offset)]
  return Buffer.concat([...record, u32(0x06054b50), u16(0), u16(0), ...narrow, u16(text.length), text])
}

function unicodeField(rawName: Buffer, path: string): Buffer {
  return field(0x7075, Buffer.from([1]), u32(crc32(rawName)), Buffer.from(path))
}

function field(id: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([u16(id), u16(content.length), content])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
