/** What the documented way ends in: without finding the encoding by its name, which costs short texts more than making them. */
interface Slicing {
  latin1Slice?(start: number, end: number): string
}

const {latin1Slice} = Buffer.prototype as Slicing

/** The text of bytes that are a character each: of ASCII, above all. */
export const latin1Text: (bytes: Buffer, start: number, end: number) => string = latin1Slice
  ? (bytes, start, end) => latin1Slice.call(bytes, start, end)
  : (bytes, start, end) => bytes.toString('latin1', start, end)
