/** Keys at which a text of digits stands for a number, each with the key that says the same in another way. */
export type DigitFields = Readonly<Record<string, string>>

/** Seconds have 10. Of so few digits a number can be multiplied by 1000 and is still exact. */
export const MOST_DIGITS = 12

const DIGITS = new RegExp(`^(?:0|[1-9]\\d{0,${MOST_DIGITS - 1}})$`)

/** Makes numbers of such texts, and then leaves out what says the same. Only then: of any other value nobody knows yet whether it is of use. */
export function readDigits(object: Record<string, unknown>, fields: DigitFields): void {
  for (const [key, other] of Object.entries(fields)) {
    const value = object[key]
    if (typeof value !== 'string' || !DIGITS.test(value)) continue
    object[key] = Number(value)
    delete object[other]
  }
}
