import type {InputFile} from '@everport/plugin-kit'
import {counted} from '../counted.js'
import type {Layout, Workspace} from './layout.js'

/** One clause about a layout: "users.json and 16 folders of day files (official export)". */
export function describeLayout(layout: Layout, files: readonly InputFile[]): string {
  switch (layout.form) {
    case 'days':
      return describeDays(layout.workspaces, files)
    case 'conversations':
      return `${counted(layout.files.length, 'file')} of one conversation each (slackdump dump or slack-archive)`
    case 'chunks':
      return `${counted(layout.files.length, 'gzip file')} of chunks (slackdump archive)`
    case 'log':
      return `${counted(layout.files.length, 'file')} of Slack events, one a line`
  }
}

function describeDays(workspaces: readonly Workspace[], files: readonly InputFile[]): string {
  const folders = workspaces.reduce((sum, workspace) => sum + workspace.folders.size, 0)
  const teams = workspaces.filter(({prefix}) => /(?:^|\/)teams\/[^/]+\/$/.test(prefix)).length
  const [first] = workspaces
  if (teams > 0)
    return `${counted(teams, 'workspace')} under teams/ and ${counted(folders, 'folder')} of day files (Enterprise Grid export)`
  if (folders === 1 && first?.folders.has(''))
    return `${counted(first.folders.get('')?.length ?? 0, 'day file')} of one conversation`
  const index = indexName(workspaces)
  const maker = makerOf(workspaces, files)
  const days =
    folders === 0 ? 'no day files (an export without messages)' : `${counted(folders, 'folder')} of day files`
  return `${index === undefined ? '' : `${index} and `}${days}${maker === undefined ? '' : ` (${maker} export)`}`
}

function indexName(workspaces: readonly Workspace[]): string | undefined {
  const indexes = workspaces[0]?.indexes ?? {}
  const name = (['users', 'org_users', 'channels', 'groups', 'dms', 'mpims'] as const).find((key) => indexes[key])
  return name && `${name}.json`
}

/** Only Slack itself writes the log of integrations; only slackdump stores uploads. */
function makerOf(workspaces: readonly Workspace[], files: readonly InputFile[]): string | undefined {
  const roots = new Set(workspaces.map(({prefix}) => `${prefix}integration_logs.json`))
  if (files.some(({path}) => roots.has(path))) return 'official'
  return files.some(({path}) => /(?:^|\/)(?:__uploads|attachments)\/[^/]/.test(path)) ? 'slackdump' : undefined
}
