import type {Notice} from '../source/source.js'
import type {RunReport} from './report.js'

/** What a run tells while it goes on. Plain data; a renderer decides what to show. */
export type RunEvent =
  /** The export is being read. `bytes` of `totalBytes` is a measure of progress only. */
  | {type: 'reading'; bytes: number; totalBytes: number; messages: number; skipped: number}
  | {type: 'notice'; notice: Notice}
  /** Reading is over; messages are being ordered, checked and cut into slices. */
  | {type: 'staging'; done: number; messages: number}
  /** Staged and planned: from here on the export is not needed any more. */
  | {type: 'planned'; report: RunReport}
  | {type: 'sending'; progress: SendProgress}
  /** Conversations compared with the server, or deleted from it. */
  | {type: 'checking' | 'deleting'; done: number; conversations: number}
  /** Request size or concurrency was changed by what the server does. */
  | {type: 'pace'; concurrency: number; maxMessages: number; why: string}
  /** Waiting before something is tried again; `seconds` from now. */
  | {type: 'waiting'; seconds: number; why: string}
  | {type: 'held'; conversation: string; name: string; why: string}
  | {type: 'rejected'; conversation: string; message: string; reason: string}
  /** The first Ctrl-C was heard: what is in flight is being finished. */
  | {type: 'stopping'; inFlight: number}
  | {type: 'finished'; report: RunReport}

export interface SendProgress {
  /** Messages. */
  sent: number
  total: number
  requests: number
  totalRequests: number
  flushes: number
  totalFlushes: number
  /** Requests accepted whose task the server has not finished. */
  settling: number
  inFlight: number
  /** Unix ms when sending began. */
  since: number
}
