/** Keys at which a text of digits stands for a number, each with the key that says the same in another way. */
export type DigitFields = Readonly<Record<string, string>>

/** More digits may be more than a double can hold. */
export const SAFE_DIGITS = 15

const NUMBER = new RegExp(`^(?:0|[1-9]\\d{0,${SAFE_DIGITS - 1}})$`)

/** Makes numbers of such texts, and leaves out what says the same as a number that is there. */
export function readDigits(object: Record<string, unknown>, fields: DigitFields): void {
  for (const [key, other] of Object.entries(fields)) {
    const value = object[key]
    if (typeof value === 'string' && NUMBER.test(value)) object[key] = Number(value)
    if (typeof object[key] === 'number') delete object[other]
  }
}
