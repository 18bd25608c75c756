const SIGNATURES: ReadonlyArray<{kind: string; at: number; bytes: string}> = [
  {kind: '7z', at: 0, bytes: '7z\xbc\xaf\x27\x1c'},
  {kind: 'RAR', at: 0, bytes: 'Rar!\x1a\x07'},
  {kind: 'xz', at: 0, bytes: '\xfd7zXZ\0'},
  {kind: 'bzip2', at: 4, bytes: '1AY&SY'},
  {kind: 'Zstandard', at: 0, bytes: '\x28\xb5\x2f\xfd'},
  {kind: 'tar', at: 257, bytes: 'ustar'},
]

/** How much of the file `foreignArchive` needs. */
export const ARCHIVE_HEAD = 262

/** The kind of archive that a file is and that is not read here, so that the person can be told to unpack it. */
export function foreignArchive(name: string, head: Uint8Array): string | undefined {
  if (/\.(tgz|tar\.gz)$/i.test(name)) return 'tar'
  const start = Buffer.from(head).toString('latin1')
  return SIGNATURES.find(({at, bytes}) => start.startsWith(bytes, at))?.kind
}
