const LINE = /^\[(\d+)\] \[(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)[^\]]*\] /gm
const LONG_SILENCE = 4 * 3_600_000

/**
 * Where a model that obeys its prompt cuts: after each message that is the last of its day (UTC), and before silences of more than four
 * hours. Lines are `[3] [2025-03-03 09:12:30] Maya: text`, numbered from 1; the examples further down in the prompt begin at 1 again.
 */
export function cutPoints(prompt: string): number[] {
  const messages: {number: number; day: string; at: number}[] = []
  for (const [, number, day, time] of prompt.matchAll(LINE)) {
    if (Number(number) <= (messages.at(-1)?.number ?? 0)) break
    messages.push({number: Number(number), day: day!, at: Date.parse(`${day}T${time}Z`)})
  }
  return messages.flatMap((message, index) => {
    const next = messages[index + 1]
    if (next === undefined || (next.day === message.day && next.at - message.at <= LONG_SILENCE)) return []
    return [message.number]
  })
}
