import {type ServerBooks, serverBooks} from './server-books.js'

export interface HeldMessages {
  /** Wait for extraction. */
  waiting: string[]
  /** Are in cells that memories were made of, or should have been. */
  extracted: string[]
  /** Were set aside. */
  quarantined: string[]
}

/** Messages as `session ms sender text`, sorted, by what the server did with them. One that it holds twice is there twice. */
export async function heldMessages(root: string, app: string): Promise<HeldMessages> {
  const books = await serverBooks(root)
  return {
    waiting: buffered(books, app, 'memorize'),
    extracted: books.cells
      .filter((cell) => cell.app === app)
      .flatMap(({session, items}) => items.map(({at, sender, text}) => entry(session, at, sender, text)))
      .sort(),
    quarantined: buffered(books, app, 'quarantine'),
  }
}

export function entry(session: string, at: number, sender: string, text: string): string {
  return `${session} ${at} ${sender} ${text}`
}

function buffered(books: ServerBooks, app: string, track: string): string[] {
  return books.buffered
    .filter((row) => row.app === app && row.track === track)
    .map(({id, session, sender, text}) => entry(session, Number(/_(\d+)_\d+$/.exec(id)?.[1]), sender, text))
    .sort()
}
