/**
 * What the messages that wait for extraction tell about one add. A server takes an add whole. What waits becomes memories from the
 * front, and the last message never does before a flush (docs/everos.md 2.7: cuts lie between messages, and the rest after the last cut
 * waits on). So where the end of an add waits, all of it was taken; where nothing of it waits, nothing was.
 */
export function shownPart(count: number, waits: (index: number) => boolean): 'end' | 'none' | 'part' {
  let first = count
  while (first > 0 && waits(first - 1)) first -= 1
  for (let i = 0; i < first; i++) if (waits(i)) return 'part'
  return first === count ? 'none' : 'end'
}
