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

const coloured = (style: 'bold' | 'dim' | 'green' | 'red') => (text: string) =>
  text === '' ? '' : styleText(style, text)

const COLOURED: Paint = {
  strong: coloured('bold'),
  faint: coloured('dim'),
  good: coloured('green'),
  bad: coloured('red'),
}

/** Colours on a terminal only, and not when NO_COLOR or TERM=dumb asks for none. */
export function paintFor(stream: {isTTY?: boolean}, env: Readonly<Record<string, string | undefined>>): Paint {
  return stream.isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? COLOURED : PLAIN
}
