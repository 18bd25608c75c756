import {counted} from './figures.js'
import {fromHere} from './from-here.js'
import type {Paint} from './paint.js'

/** Where what did not arrive is listed. Nothing when no file lists it. */
export function rejectsText(
  {rejectsFile, unread, rejected = 0}: {rejectsFile?: string; unread: number; rejected?: number},
  paint: Paint,
): string[] {
  if (rejectsFile === undefined) return []
  const parts = [
    ...(rejected > 0 ? [`${counted(rejected, 'message')} refused`] : []),
    ...(unread > 0 ? [`${counted(unread, 'message')} that could not be read`] : []),
  ]
  const what = parts.length === 0 ? 'messages that EverOS cannot take' : parts.join(' and ')
  return [`  ${fromHere(rejectsFile)}`, paint.faint(`    ${what}: where each stands, and why`)]
}
