import {styleText} from 'node:util'

/** The few ways in which text may stand out. */
export interface Paint {
  strong(text: string): string
  faint(text: string): string
  good(text: string): string
  bad(text: string): string
}

const plain = (text: string) => text

export const PLAIN: Paint = {strong: plain, faint: plain, good: plain, bad: plain}

const COLOURED: Paint = {
  strong: (text) => styleText('bold', text),
  faint: (text) => styleText('dim', text),
  good: (text) => styleText('green', text),
  bad: (text) => styleText('red', text),
}

/** Colours on a terminal only, and not when NO_COLOR or TERM=dumb asks for none. */
export function paintFor(stream: {isTTY?: boolean}, env: Readonly<Record<string, string | undefined>>): Paint {
  return stream.isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? COLOURED : PLAIN
}
