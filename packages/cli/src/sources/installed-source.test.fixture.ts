import {CONTRACT, type Detection, type Source} from '@everport/core/source'
import {z} from 'zod'

/** A source that yields nothing. */
export function chatSource(
  id: string,
  {contract = CONTRACT, detection = {confidence: 'no', why: ''}}: {contract?: number; detection?: Detection} = {},
): Source {
  return {
    contract,
    id,
    name: id.toUpperCase(),
    formats: [`${id} files`],
    options: z.strictObject({}),
    losses: ['reactions', 'pins'],
    skips: {},
    detect: async () => detection,
    async *read() {},
  }
}
