/** The door to the pieces of work. Each is loaded when it is begun: who converts an export needs no database and no HTTP, and shall not wait for them. */
import {late} from './late.js'

export type {ConvertReport, ConvertRequest} from '../convert/convert-export.js'
export type {RejectMessage, RejectRow} from '../rejects/reject-row.js'
export type {ServerCheck} from './check-server.js'
export type {AccountAnswer} from './choose-destination.js'
export * from './damage.js'
export * from './events.js'
export type {RejectsRequest} from './import-rejects.js'
export type {InspectedConversation, InspectedPerson, InspectReport} from './inspect-export.js'
export type {ListedPerson} from './list-people.js'
export * from './propose-merges.js'
export * from './report.js'
export type {ResumeRequest} from './resume-run.js'
export * from './run.js'
export type {UndoReport, UndoRequest} from './undo-run.js'
export type {VerifiedConversation, VerifyReport, VerifyRequest} from './verify-run.js'

export const checkServer = late(async () => (await import('./check-server.js')).checkServer)
export const convertExport = late(async () => (await import('../convert/convert-export.js')).convertExport)
export const importExport = late(async () => (await import('./import-export.js')).importExport)
export const importRejects = late(async () => (await import('./import-rejects.js')).importRejects)
export const inspectExport = late(async () => (await import('./inspect-export.js')).inspectExport)
export const listPeople = late(async () => (await import('./list-people.js')).listPeople)
export const listRuns = late(async () => (await import('./list-runs.js')).listRuns)
export const resumeRun = late(async () => (await import('./resume-run.js')).resumeRun)
export const undoRun = late(async () => (await import('./undo-run.js')).undoRun)
export const verifyRun = late(async () => (await import('./verify-run.js')).verifyRun)
