import {generatedTree} from '@everport/plugin-kit/testing'

/** A loft with one room of so many messages, written while it is read. */
export const manyMessages = (count: number) =>
  generatedTree({
    'people.json': () => ['[{"id": "p0", "name": "Ann"}]'],
    *'rooms/large.jsonl'() {
      yield '{"title": "Large", "kind": "room", "members": []}\n'
      for (let id = 1; id <= count; id++) {
        const at = new Date(Date.UTC(2024, 0, 1) + id * 1000).toISOString()
        yield `${JSON.stringify({id, from: `p${id % 7}`, at, text: `Message number ${id} of many.`})}\n`
      }
    },
  })
