/** The server version that these were seen with. */
export const SEEN_WITH = '1.5.1'

/** Where the rehearsal server answers otherwise than everos, by the name of the case, and how. A test says when one of them is mended. */
export const KNOWN_DIFFERENCES: Record<string, string> = {}
