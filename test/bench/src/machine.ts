import {cpus, totalmem} from 'node:os'

/** What it ran on, in half a sentence. */
export function machine(): string {
  const [first, ...others] = cpus()
  return `${others.length + 1} × ${first?.model.trim() || process.arch}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`
}
