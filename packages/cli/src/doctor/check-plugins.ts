import {counted} from '@everport/plugin-kit/text'
import type {Sources} from '../sources/collect-sources.js'
import {type Judged, sound, unsound} from './check.js'

/** @param missing names of plugins that do not load at all */
export function checkPlugins({broken, installed}: Sources, missing: readonly string[]): Judged {
  const found = `${counted(installed.length, 'source')}: ${installed.map(({source}) => source.id).join(', ')}`
  const bad = [
    ...broken.map(({plugin, why}) => ({name: plugin.name, why})),
    ...missing.map((name) => ({name, why: 'it does not load'})),
  ]
  if (bad.length === 0) return sound('plugins', found)
  return unsound(
    'plugins',
    [found, ...bad.map(({name, why}) => `${name} does not work: ${why}`)].join('\n'),
    bad.map(({name}) => `everport plugins uninstall ${name}   removes it; or build or install it anew`),
  )
}
