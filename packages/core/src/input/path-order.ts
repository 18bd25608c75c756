/** Order of paths by their UTF-8 bytes, for `sort`: the same on every machine and in every locale. */
export function pathOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return byteRank(x) - byteRank(y)
  }
  return a.length - b.length
}

/** UTF-16 puts the surrogates below U+E000, UTF-8 puts what they stand for above U+FFFF. */
function byteRank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
