import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import type {Interfaces} from '@oclif/core'
import {flagsFromOptions} from './flags-from-options.js'
import {LookOptions, RunOptions} from './run-options.js'

/** The schemas behind `IMPORT_FLAGS`, for `BaseCommand.read`. */
export const IMPORT_SCHEMAS = {import: ImportOptions, delivery: DeliveryOptions, run: RunOptions} as const

/** Flags of every command that reads an export and sends it. */
export const IMPORT_FLAGS: Interfaces.FlagInput = {
  ...flagsFromOptions(RunOptions),
  ...flagsFromOptions(ImportOptions, {group: 'IMPORT'}),
  ...flagsFromOptions(DeliveryOptions, {group: 'DELIVERY'}),
}

export const LOOK_SCHEMAS = {import: ImportOptions, run: LookOptions} as const

/** Flags of every command that reads an export and sends nothing. */
export const LOOK_FLAGS: Interfaces.FlagInput = {
  ...flagsFromOptions(LookOptions),
  ...flagsFromOptions(ImportOptions, {group: 'IMPORT'}),
}
