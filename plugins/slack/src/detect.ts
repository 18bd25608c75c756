import type {Detection, InputTree} from '@everport/plugin-kit'
import {recognise} from './tree/recognise.js'

/** Looks at paths, and at most at the first 64 KB of five files. */
export async function detect(tree: InputTree): Promise<Detection> {
  const found = await recognise(tree)
  if (found.layout !== undefined) return {confidence: found.sure ? 'certain' : 'likely', why: found.why}
  return {confidence: 'no', why: found.why, ...(found.refused ? {refused: true} : {})}
}
