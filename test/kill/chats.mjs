/** Three conversations with enough messages for several requests and slices. */
export function killChats() {
  const records = []
  for (const [id, count] of [
    ['alpha', 45],
    ['beta', 130],
    ['gamma', 3],
  ]) {
    records.push({type: 'conversation', id, name: id, kind: 'group'})
    for (let i = 0; i < count; i++) {
      records.push({
        type: 'message',
        conversation: id,
        id: `m${i}`,
        sender: i % 2 ? 'ann' : 'bob',
        at: 1_709_294_400_000 + i * 60_000,
        text: `${id} ${i}`,
      })
    }
  }
  return records
}
