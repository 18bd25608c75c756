/** Whether `version` is at least `least`, number by number. */
export function isAtLeast(version: string, least: string): boolean {
  const have = numbers(version)
  const want = numbers(least)
  for (const [index, number] of want.entries()) {
    const other = have[index] ?? 0
    if (other !== number) return other > number
  }
  return true
}

function numbers(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0)
}
