import type {InputTree} from '@everport/core/input'
import type {Detection} from '@everport/core/source'
import {chooseSource} from './choose-source.js'
import type {InstalledSource} from './collect-sources.js'

/**
 * Asks all sources what they think of an input.
 * @param warn told of a source that fails to look at it
 * @throws EverportError `INPUT_AMBIGUOUS`, `INPUT_UNRECOGNISED`
 */
export async function detectSource(
  tree: InputTree,
  path: string,
  installed: readonly InstalledSource[],
  {reading, warn}: {reading(id: string): string; warn(message: string): void},
): Promise<InstalledSource & {why: string}> {
  const claims = await Promise.all(
    installed.map(async ({plugin, source}) => ({
      id: source.id,
      name: source.name,
      detection: await source.detect(tree).catch((error: unknown): Detection => {
        warn(`${plugin.name} failed to look at ${path}: ${error instanceof Error ? error.message : String(error)}`)
        return {confidence: 'no', why: ''}
      }),
    })),
  )
  const {detection, id} = chooseSource(claims, path, reading)
  return {...installed.find(({source}) => source.id === id)!, why: detection.why}
}
