type Place = 'EVERPORT_REAL_SERVER_BIN' | 'EVERPORT_REAL_V1_CLIENT_BIN' | 'EVERPORT_REAL_V2_CLIENT_BIN'

/** The folder of programs that run.mjs prepared. */
export function installed(place: Place): string {
  const folder = process.env[place]
  if (folder === undefined) throw new Error(`${place} is not set: start these tests with pnpm test:real`)
  return folder
}
