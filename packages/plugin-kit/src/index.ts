/** What a source plugin imports to read an export. Commands stand at `@everport/plugin-kit/commands`, tests at `/testing`. */
export * from '@everport/core/errors'
export * from '@everport/core/input'
export * from '@everport/core/model'
export * from '@everport/core/source'
