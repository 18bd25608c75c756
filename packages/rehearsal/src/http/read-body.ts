import {isUtf8} from 'node:buffer'
import type {IncomingMessage as HttpRequest} from 'node:http'
import {InvalidBody} from '../check/refusal.js'

/**
 * The whole body. `check` is told how long it is so far and throws when that is too long. Undefined when the client leaves
 * before the body has arrived: such a request has not happened.
 */
export function readBody(request: HttpRequest, check: (bytes: number) => void): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      try {
        check(bytes)
      } catch (error) {
        request.removeAllListeners('data')
        request.resume()
        reject(error)
        return
      }
      chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', () => resolve(undefined))
    request.on('close', () => resolve(undefined))
  })
}

/** Parses a JSON body as FastAPI does: a body of another type is not an object, an empty one is missing. */
export function parseJson(body: Buffer, contentType: string | undefined): unknown {
  if (body.length === 0) throw new InvalidBody('Field required')
  if (!isJson(contentType)) throw new InvalidBody('Input should be a valid dictionary or object to extract fields from')
  if (!isUtf8(body)) throw new InvalidBody('JSON decode error', [0])
  const text = body.toString('utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1]
    throw new InvalidBody('JSON decode error', [position === undefined ? text.length : Number(position)])
  }
}

function isJson(contentType: string | undefined): boolean {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)
}
