/** No export comes near: the largest seen hold some 100,000 day files. */
export const ENTRY_LIMIT = 1_000_000
