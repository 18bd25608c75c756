import {basename, extname} from 'node:path'
import {EverportError} from '../errors/everport-error.js'
import type {Place} from '../model/record.js'
import {findRc, type RcFile, type RcFileSystem} from './find-rc.js'
import {RC_PROPERTY} from './rc-places.js'

/** A configuration that was read and not checked yet. */
export interface Rc extends Omit<RcFile, 'content'> {
  values: Readonly<Record<string, unknown>>
}

/**
 * Finds and reads the configuration of a project: the nearest file from `from` up to `stopAt`. JSON and YAML are only read;
 * a JavaScript file is run.
 * @throws EverportError `CONFIG_INVALID`
 */
export async function loadRc({
  from,
  fs,
  stopAt,
}: {
  from: string
  stopAt: string
  fs?: RcFileSystem
}): Promise<Rc | undefined> {
  const found = findRc(from, stopAt, fs)
  if (!found) return undefined
  const {content, ...file} = found
  const values = plain(await contentOf(found))
  if (!isRecord(values)) {
    throw new EverportError('CONFIG_INVALID', `The configuration ${file.name} must hold settings by their names.`, {
      place: {file: file.name},
    })
  }
  return {...file, values}
}

async function contentOf({content, name, path}: RcFile): Promise<unknown> {
  const form = extname(basename(path).replace(/^\./, ''))
  const script = /^\.[cm]?js$/.test(form)
  // What is empty, or all comment, has nothing to say.
  if (!script && content.trim() === '') return {}
  // Loaded when there is something to read.
  const {defaultLoaders} = await import('cosmiconfig')
  const load = form === '' ? defaultLoaders.noExt : defaultLoaders[form as '.json' | '.yaml' | '.yml' | '.js']
  try {
    const loaded: unknown = await load(path, content)
    if (basename(path) === 'package.json') return (loaded as Record<string, unknown>)[RC_PROPERTY]
    return script ? loaded : (loaded ?? {})
  } catch (error) {
    throw unreadable(error, name, script)
  }
}

/** Only the reason and the place: the parsers would also show lines of the file, which may hold a secret. */
function unreadable(error: unknown, name: string, script: boolean): EverportError {
  const {message = String(error), mark, reason} = error as {message?: string; reason?: string; mark?: {line: number}}
  const line = mark ? mark.line + 1 : Number(/\bline (\d+)\b/.exec(message)?.[1] ?? Number.NaN)
  const place: Place = {file: name, ...(Number.isNaN(line) ? {} : {line})}
  if (script) {
    return new EverportError(
      'CONFIG_INVALID',
      `The configuration ${name} fails when it is run: ${firstLine(message)}`,
      {
        place: {file: name},
        cause: error,
      },
    )
  }
  const why = reason ?? firstLine(message.replace(/^JSON Error in .*\n/, ''))
  return new EverportError('CONFIG_INVALID', `The configuration ${name} cannot be read: ${why}`, {place})
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

/** YAML makes a Date of an unquoted 2024-01-31; settings want what was written. */
function plain(value: unknown): unknown {
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return value.toISOString().replace(/T00:00:00\.000Z$/, '')
  if (Array.isArray(value)) return value.map(plain)
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)])) : value
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
