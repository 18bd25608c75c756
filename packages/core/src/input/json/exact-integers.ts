/**
 * JSON text in which whole numbers that a double cannot hold are strings of their digits. Text that is not JSON stays
 * not JSON. A reviver would come too late: it gets the rounded number, and its text only from Node 21 on.
 */
export function quoteLongIntegers(text: string): string {
  if (!/\d{16}/.test(text)) return text
  let quoted = ''
  let copied = 0
  for (let at = 0; at < text.length; ) {
    const char = text[at]!
    if (char === '"') at = stringEnd(text, at + 1)
    else if (char !== '-' && (char < '0' || char > '9')) at++
    else {
      const end = numberEnd(text, at + 1)
      const number = text.slice(at, end)
      if (isLongInteger(number)) {
        quoted += `${text.slice(copied, at)}"${number}"`
        copied = end
      }
      at = end
    }
  }
  return quoted + text.slice(copied)
}

/** True for a JSON integer that loses digits as a double. */
function isLongInteger(number: string): boolean {
  return /^-?[1-9]\d{15,}$/.test(number) && !Number.isSafeInteger(Number(number))
}

function stringEnd(text: string, start: number): number {
  let at = start
  for (;;) {
    const end = text.indexOf('"', at)
    if (end < 0) return text.length
    let slashes = end
    while (text[slashes - 1] === '\\' && slashes > start) slashes--
    if ((end - slashes) % 2 === 0) return end + 1
    at = end + 1
  }
}

function numberEnd(text: string, start: number): number {
  const tail = /[^\d.eE+-]/g
  tail.lastIndex = start
  return tail.exec(text)?.index ?? text.length
}
