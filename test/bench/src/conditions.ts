import {cpus, loadavg, totalmem} from 'node:os'
import type {Conditions} from './report/result.js'

export function conditionsNow(): Conditions {
  const processors = cpus()
  const model = processors[0]?.model.trim() || process.arch
  const machine = `${processors.length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`
  return {date: new Date().toISOString().slice(0, 10), machine, load: loadavg()[0]!}
}
