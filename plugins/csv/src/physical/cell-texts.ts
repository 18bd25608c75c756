import {latin1Text, readText} from '@everport/plugin-kit'

/** Four times what most exports have of conversations, or of people. */
const SLOTS = 2048
/** Longer cells, in bytes, hardly repeat. */
const LONGEST = 32
/** Cells of a column after which it is settled whether they repeat. */
const TRIAL = 512

/**
 * The texts of cells. Rows name the same few conversations and people over and over: the string that was made for the same bytes last costs
 * less than a new one, and so does every comparison and look-up of it later.
 */
export class CellTexts {
  readonly #columns: RecentCells[] = []

  /**
   * @param column in the file, from 0
   * @param isAscii all bytes of the cell are
   * @param doubled the quote of which there are two for one in the cell, else empty
   */
  read(column: number, bytes: Buffer, start: number, end: number, isAscii: boolean, doubled: string): string {
    if (start === end) return ''
    if (end - start > LONGEST) return textOf(bytes, start, end, isAscii, doubled)
    this.#columns[column] ??= new RecentCells()
    return (this.#columns[column] as RecentCells).read(bytes, start, end, isAscii, doubled)
  }
}

class RecentCells {
  readonly #texts: string[] = []
  readonly #lengths = new Uint8Array(SLOTS)
  readonly #bytes = new Uint8Array(SLOTS * LONGEST)
  #tried = 0
  #found = 0
  #isUseful = true

  /** @param end at most `LONGEST` bytes behind the start */
  read(bytes: Buffer, start: number, end: number, isAscii: boolean, doubled: string): string {
    if (!this.#isUseful) return textOf(bytes, start, end, isAscii, doubled)
    const slot = slotOf(bytes, start, end)
    if (++this.#tried === TRIAL) this.#judge()
    if (this.#lengths[slot] === end - start && this.#holds(slot, bytes, start, end)) {
      this.#found += 1
      return this.#texts[slot] as string
    }
    const text = textOf(bytes, start, end, isAscii, doubled)
    this.#texts[slot] = text
    this.#lengths[slot] = end - start
    for (let at = start; at < end; at += 1) this.#bytes[slot * LONGEST + at - start] = bytes[at] as number
    return text
  }

  #judge(): void {
    this.#isUseful = this.#found * 2 > TRIAL
    this.#tried = 0
    this.#found = 0
  }

  #holds(slot: number, bytes: Uint8Array, start: number, end: number): boolean {
    const offset = slot * LONGEST - start
    for (let at = start; at < end; at += 1) if (this.#bytes[offset + at] !== bytes[at]) return false
    return true
  }
}

function textOf(bytes: Buffer, start: number, end: number, isAscii: boolean, doubled: string): string {
  const text = isAscii ? latin1Text(bytes, start, end) : readText(bytes, start, end)
  return doubled === '' ? text : withoutDoubles(text, doubled)
}

/** Of all bytes: names are numbered at their end, `room-17`, and in their middle, `room 17, north`. */
function slotOf(bytes: Uint8Array, start: number, end: number): number {
  let mixed = end - start
  for (let at = start; at < end; at += 1) mixed = (mixed * 31 + (bytes[at] as number)) | 0
  return (mixed ^ (mixed >>> 13)) & (SLOTS - 1)
}

/** Each `""` becomes `"`. Takes half the time of `replaceAll`. */
function withoutDoubles(cell: string, mark: string): string {
  const double = mark + mark
  let text = ''
  let from = 0
  for (let at = cell.indexOf(double); at !== -1; at = cell.indexOf(double, from)) {
    text += cell.slice(from, at + 1)
    from = at + 2
  }
  return text + cell.slice(from)
}
