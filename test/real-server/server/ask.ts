export interface Asked {
  status: number
  headers: Headers
  /** Parsed JSON, or the text that is none. */
  body: unknown
}

/** One call on a connection of its own: everos closes a kept one without notice after each 500, which would break the next call. */
export async function ask(
  url: string,
  path: string,
  body?: unknown,
  {method = body === undefined ? 'GET' : 'POST', type = 'application/json' as string | undefined} = {},
): Promise<Asked> {
  const raw = body === undefined ? null : typeof body === 'string' ? Buffer.from(body) : JSON.stringify(body)
  const answer = await fetch(url + path, {
    method,
    body: raw,
    redirect: 'manual',
    headers: {connection: 'close', ...(type !== undefined && body !== undefined && {'content-type': type})},
  })
  const text = await answer.text()
  let parsed: unknown = text
  try {
    parsed = JSON.parse(text)
  } catch {
    // A page, or nothing.
  }
  return {status: answer.status, headers: answer.headers, body: parsed}
}
