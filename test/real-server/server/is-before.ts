/** Whether a version like `1.5.1` or `1.5.0rc1` is older than `major.minor`. */
export function isBefore(version: string, major: number, minor: number): boolean {
  const [has = 0, hasMinor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  return has < major || (has === major && hasMinor < minor)
}
