import type {InputFile, SourceContext} from '@everport/plugin-kit'
import {counted} from './counted.js'
import type {Plan} from './plan.js'
import {REFUSALS} from './refusals.js'

// Written beside the channels by other tools, or by Discord; they hold no messages.
const SILENT = /(?:^|\/)(?:channel_info|guild_info|index|readme|user|guild|package|manifest)\.[a-z]+$/i

/** Tells about every file that looks as if it could hold messages and is not read. */
export function reportPlan(plan: Plan, doubles: readonly InputFile[], {warn}: SourceContext): void {
  for (const {file, as} of plan.refused) {
    warn({code: 'refused-format', message: `This is ${REFUSALS[as]}.`, place: {file: file.path}})
  }
  for (const {file, why} of plan.damaged) {
    warn({code: 'unreadable-file', message: `${why} It was left out.`, place: {file: file.path}})
  }
  for (const file of plan.media) {
    const message = 'This file is named like an attachment and was left out. If it is a channel of yours, rename it.'
    warn({code: 'left-out-attachment', message, place: {file: file.path}})
  }
  notice('other-format', doubles, (files) => `${files} of channels that are also there as JSON: the JSON is read.`)
  notice('empty-file', plan.empty, (files) => `${files} of 0 bytes: nothing was exported into them.`)
  const foreign = plan.foreign.filter(({path}) => !SILENT.test(path))
  notice('foreign-file', foreign, (files) => `${files} that no exporter of Discord writes, left out.`)

  function notice(code: string, files: readonly InputFile[], message: (files: string) => string): void {
    const [first] = files
    if (first !== undefined) warn({code, message: message(counted(files.length, 'file')), place: {file: first.path}})
  }
}
