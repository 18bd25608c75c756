const GROUP_STARTS = /\B(?=(?:\d{3})+$)/g

/** A whole number, `1382` -> `1,382`. Not by `Intl`, whose first use costs every command ten milliseconds. */
export function figure(n: number): string {
  return String(n).replace(GROUP_STARTS, ',')
}

/** `1 message`, `1,382 messages`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${figure(n)} ${n === 1 ? one : many}`
}

/** `0.4 s`, `42 s`, `3 min 5 s`, `2 h 4 min`. */
export function duration(ms: number): string {
  return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : wholeSeconds(ms / 1000)
}

/** For guesses, which must not look exact: `1 s`, `42 s`, `3 min 5 s`, `2 h 4 min`. */
export function wholeSeconds(exact: number): string {
  const seconds = Math.max(1, Math.round(exact))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

/** `1.4 MB`, decimal units. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`
  const [unit, size] = n < 1e6 ? ['kB', 1e3] : n < 1e9 ? ['MB', 1e6] : ['GB', 1e9]
  return `${(n / size).toFixed(n / size < 10 ? 1 : 0)} ${unit}`
}

/** `2016-01-31`, UTC. */
export function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** `2016-01-31 09:00`, UTC. */
export function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
