/** `max-messages` -> `EVERPORT_MAX_MESSAGES`, first; then the names that EverOS itself gave to the same thing. */
export function environmentNames(flag: string): [string, ...string[]] {
  return [`EVERPORT_${flag.toUpperCase().replaceAll('-', '_')}`, ...(FOREIGN[flag] ?? [])]
}

/** The cookbook says EVEROS_BASE_URL, the v1 SDK reads EVER_OS_BASE_URL. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {'base-url': ['EVEROS_BASE_URL', 'EVER_OS_BASE_URL']}
