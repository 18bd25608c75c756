export const seconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} s`
export const milliseconds = (value: number) => `${Math.round(value * 1000)} ms`
export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`
export const times = (ratio: number) => `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`
export const percent = (share: number) => `${(share * 100).toFixed(1)} %`
export const count = (value: number) => Math.round(value).toLocaleString('en')

/** 1.5 GB, 50 MB, 300 kB. */
export function size(bytes: number): string {
  if (bytes >= 1e9) return `${Number((bytes / 1e9).toFixed(1))} GB`
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e3)} kB`
}
