/** The objects of what should be a list of objects; imitators write other things there. */
export function listOf<T>(values: readonly T[] | null | undefined): NonNullable<T>[] {
  if (!Array.isArray(values) || values.length === 0) return []
  return values.filter((value) => typeof value === 'object' && value !== null)
}
