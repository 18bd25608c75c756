/**
 * Where the rehearsal server answers otherwise than everos, on purpose or until it is mended: by the name of the case, what everos does. A
 * test says when one of them is gone.
 */
export const KNOWN_DIFFERENCES: Record<string, string> = {}

/** The same, of versions before 1.5: they were seen with 1.4.2, and what 1.5 has and they lack. */
export const KNOWN_BEFORE_1_5: Record<string, string> = {}

/** The server version that these were seen with. */
export const SEEN_WITH = '1.5.1'
