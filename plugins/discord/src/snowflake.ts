/** Discord's first millisecond. An id is `(ms since then) << 22`, so ids of 64 bits: strings and BigInt only, a number loses the end. */
export const DISCORD_EPOCH = 1_420_070_400_000

const EPOCH = BigInt(DISCORD_EPOCH)
const SNOWFLAKE = /^\d{16,20}$/
const DAY = 86_400_000

export function isSnowflake(id: string): boolean {
  return SNOWFLAKE.test(id)
}

/** Unix ms of an id, or undefined when it cannot be a real one (hand-made ids, times before Discord or after tomorrow). */
export function snowflakeTime(id: string, now: number = Date.now()): number | undefined {
  if (!isSnowflake(id)) return undefined
  const at = Number((BigInt(id) >> 22n) + EPOCH)
  return at <= now + DAY ? at : undefined
}

/**
 * Where an id stands among ids of the same moment: its last 15 digits, which a number holds exactly. Undefined for ids that are
 * not numbers.
 */
export function snowflakeOrder(id: string): number | undefined {
  return /^\d{1,20}$/.test(id) ? Number(id.slice(-15)) : undefined
}
