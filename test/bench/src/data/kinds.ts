import {writeCsvTable} from './csv-table.js'
import {writeDiscordChannels} from './discord-channels.js'
import type {ExportKind} from './export-kind.js'
import {writeSlackWorkspace} from './slack-workspace.js'
import {writeTelegramAccount} from './telegram-account.js'

/** The exports that can be made. A change of what they write needs a higher version: made files are kept by it. */
export const KINDS = {
  telegram: {id: 'telegram', version: 2, write: writeTelegramAccount},
  discord: {id: 'discord', version: 1, write: writeDiscordChannels},
  slack: {id: 'slack', version: 2, write: writeSlackWorkspace},
  csv: {id: 'csv', version: 1, write: (folder, size, seed) => writeCsvTable(folder, size, seed, {})},
  shuffled: {
    id: 'csv-shuffled',
    version: 1,
    write: (folder, size, seed) => writeCsvTable(folder, size, seed, {shuffled: true}),
  },
  delivery: {
    id: 'csv-200',
    version: 1,
    write: (folder, size, seed) => writeCsvTable(folder, size, seed, {conversations: 200, steady: true}),
  },
} satisfies Record<string, ExportKind>
