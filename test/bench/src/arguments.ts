import {parseArgs} from 'node:util'
import {ALL_BENCHES} from './benches/all-benches.js'
import {FULL, QUICK, type Scale, TINY, withSize} from './scale.js'

export interface Arguments {
  names: string[]
  scale: Scale
  json: string | undefined
  /** What was measured before stays, but for what is measured now. */
  keep: boolean
  readme: boolean
  clean: boolean
  help: boolean
  install: boolean
}

const UNITS: Record<string, number> = {kb: 1e3, mb: 1e6, gb: 1e9}

/** @throws Error with a sentence for the one who typed it. */
export function readArguments(words: string[]): Arguments {
  const {values, positionals} = parseArgs({
    args: words.filter((word) => word !== '--'),
    allowPositionals: true,
    options: {
      quick: {type: 'boolean', default: false},
      tiny: {type: 'boolean', default: false},
      size: {type: 'string'},
      rounds: {type: 'string'},
      json: {type: 'string'},
      keep: {type: 'boolean', default: false},
      readme: {type: 'boolean', default: false},
      install: {type: 'boolean', default: true},
      clean: {type: 'boolean', default: false},
      help: {type: 'boolean', short: 'h', default: false},
    },
    allowNegative: true,
  } as Parameters<typeof parseArgs>[0]) as unknown as {values: Values; positionals: string[]}
  const known = ALL_BENCHES.map(({name}) => name)
  const strange = positionals.find((name) => !known.includes(name))
  if (strange !== undefined) throw new Error(`There is no bench "${strange}". There are: ${known.join(', ')}.`)
  let scale = values.tiny ? TINY : values.quick ? QUICK : FULL
  if (values.size !== undefined) scale = withSize(scale, bytesOf(values.size))
  if (values.rounds !== undefined) scale = {...scale, rounds: Math.max(1, Number.parseInt(values.rounds, 10) || 1)}
  const {json, keep, readme, clean, help, install} = values
  return {names: positionals, scale, json, keep, readme, clean, help, install}
}

interface Values {
  quick: boolean
  tiny: boolean
  keep: boolean
  readme: boolean
  install: boolean
  clean: boolean
  help: boolean
  size?: string
  rounds?: string
  json?: string
}

function bytesOf(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([kmg]b)$/i.exec(text) ?? []
  if (amount === undefined) throw new Error(`"${text}" is no size: write 50MB or 5GB.`)
  return Number(amount) * UNITS[unit!.toLowerCase()]!
}
