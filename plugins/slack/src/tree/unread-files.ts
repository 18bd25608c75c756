import type {InputFile, SourceContext} from '@everport/plugin-kit'
import {counted} from '../counted.js'
import {CONVERSATION_FILE, isUpload, type Layout} from './layout.js'

/**
 * One form is read of a tree. Tells of files that hold a conversation in another form, or deeper than the others: of somebody's
 * exports in one folder, for example, or of dumps beside an export.
 */
export function warnAboutUnread(files: readonly InputFile[], layout: Layout, warn: SourceContext['warn']): void {
  const read = new Set(layout.form === 'days' ? [] : layout.files)
  const roots = layout.form === 'days' ? new Set(layout.workspaces.map(({prefix}) => prefix)) : undefined
  const unread = files.filter((file) => {
    const cut = file.path.lastIndexOf('/') + 1
    const [folder, base] = [file.path.slice(0, cut), file.path.slice(cut)]
    if (read.has(file) || !(CONVERSATION_FILE.test(base) || base.endsWith('.json.gz'))) return false
    // What lies in the folder of a conversation was uploaded there.
    return roots?.has(folder) ?? !(isUpload(folder) || /(?:^|\/)[CDG][A-Z0-9]{6,}\/$/.test(folder))
  })
  const [first] = unread
  if (first === undefined) return
  warn({
    code: 'unread-files',
    message: `${counted(unread.length, 'file')} that may hold a conversation in another form or place than the rest will not be read, such as ${first.path}: import them on their own.`,
    place: {file: first.path},
  })
}
