import {isFields} from '../check/fields.js'
import type {Route} from './route.js'

/**
 * Upload signing answers 200 with a business code (SDK1 object_*.py): 2018 a wrong body, 1007 more than 50 objects, 1002 a wrong
 * type, 1009 a fileId twice. A right body gets 20001: the rehearsal has nowhere to upload to.
 */
export function objectSignRoute(): Route {
  return {
    method: 'POST',
    path: '/api/v1/object/sign',
    kind: 'other',
    prepare: (call) => ({
      commit() {
        const [status, error] = problem(call.body)
        return {status: 200, body: {status, error, request_id: call.requestId, result: null}}
      },
    }),
  }
}

function problem(body: unknown): [number, string] {
  const objects = isFields(body) ? body.objectList : undefined
  if (!Array.isArray(objects) || objects.length === 0) return [2018, 'objectList is required']
  if (objects.length > 50) return [1007, 'too many objects']
  const seen = new Set<unknown>()
  for (const item of objects) {
    if (!isFields(item) || typeof item.fileId !== 'string' || typeof item.fileName !== 'string')
      return [2018, 'fileId and fileName are required']
    if (!['image', 'file', 'video'].includes(String(item.fileType))) return [1002, 'unsupported fileType']
    if (seen.has(item.fileId)) return [1009, 'duplicate fileId']
    seen.add(item.fileId)
  }
  return [20001, 'the rehearsal server has no object storage']
}
