import {EverportError} from '@everport/core/errors'

/** What a new plugin is called, in all the places where it is. */
export interface PluginNames {
  /** `^[a-z][a-z0-9-]*$` */
  id: string
  /** As people write it. */
  name: string
  /** Of the npm package. */
  package: string
  /** The folder to make. */
  dir: string
}

/** Those that somebody has decided on. */
export type GivenNames = {[Key in keyof PluginNames]?: string | undefined}

const ID = /^[a-z][a-z0-9-]*$/
/** It goes into strings of TypeScript and JSON and into Markdown, and needs quoting in none. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,&+()-]*$/u
const PACKAGE = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/

/** The names that follow from one word: `my-chat`, `My Chat`. */
export function suggestNames(word: string, given: GivenNames = {}): PluginNames {
  const id = given.id ?? idFrom(word)
  return {
    id,
    name: given.name ?? (ID.test(word) ? titleFrom(word) : word.trim()),
    package: given.package ?? `everport-plugin-${id}`,
    dir: given.dir ?? `./${id}`,
  }
}

/**
 * @param taken ids of installed sources
 * @throws EverportError `CONFIG_INVALID` with all problems at once
 */
export function checkNames({id, name, package: packageName}: PluginNames, taken: readonly string[]): void {
  const problems: string[] = []
  if (!ID.test(id))
    problems.push(`--id: ${JSON.stringify(id)} must be lower-case letters, digits and hyphens, a letter first.`)
  if (taken.includes(id)) problems.push(`--id: there is a source ${id} already, and an id belongs to one.`)
  if (!NAME.test(name))
    problems.push(`--name: ${JSON.stringify(name)} must be letters, digits, spaces and . , & + ( ) -`)
  if (packageName.length > 214 || !PACKAGE.test(packageName))
    problems.push(`--package: ${JSON.stringify(packageName)} is no name that npm takes.`)
  if (problems.length > 0) throw new EverportError('CONFIG_INVALID', problems.join('\n'))
}

function idFrom(word: string): string {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '')
}

function titleFrom(id: string): string {
  return id
    .split('-')
    .filter((part) => part !== '')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join(' ')
}
