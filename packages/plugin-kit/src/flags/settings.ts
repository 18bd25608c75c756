import {type RcLayer, valuesAt} from '@everport/core/config'
import type {RcValues} from './option-values.js'

/** What the configuration of a project says, found by the name of a schema as `BaseCommand.read` is given it. */
export interface Settings {
  /**
   * @param schema `import`, `delivery`, `run`, `convert` or `source`; of any other name the configuration knows nothing
   * @param source id of the source, for `source`
   */
  valuesFor(schema: string, source?: string): readonly RcValues[]
}

export const NO_SETTINGS: Settings = {valuesFor: () => []}

/** True when a schema of this name has settings in a configuration. */
export function isConfigurable(schema: string): boolean {
  return keysOf(schema, '') !== undefined
}

/** @param resolvePath makes a path of the configuration absolute */
export function settingsFrom(layers: readonly RcLayer[], resolvePath: (path: string) => string): Settings {
  return {
    valuesFor(schema, source) {
      const keys = keysOf(schema, source)
      if (keys === undefined) return []
      return layers.map(({origin, values, where}) => ({
        origin,
        values: withPaths(valuesAt(values, keys), schema, resolvePath),
        place: (key) => `${[...keys, key].join('.')} in ${where}`,
      }))
    },
  }
}

function keysOf(schema: string, source: string | undefined): readonly string[] | undefined {
  if (schema === 'import' || schema === 'delivery' || schema === 'run') return []
  if (schema === 'convert') return ['convert']
  return schema === 'source' && source !== undefined ? ['sources', source] : undefined
}

function withPaths(
  values: Readonly<Record<string, unknown>>,
  schema: string,
  resolvePath: (path: string) => string,
): Readonly<Record<string, unknown>> {
  const {stateDir} = values
  return schema === 'run' && typeof stateDir === 'string' ? {...values, stateDir: resolvePath(stateDir)} : values
}
