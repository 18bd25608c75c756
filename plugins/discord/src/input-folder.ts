import type {InputTree} from '@everport/plugin-kit'

/** What the folder of files at the top of the input is called: itself, without `.zip`, or the folder around a single file. */
export function inputFolder({form, name, parentName}: Pick<InputTree, 'form' | 'name' | 'parentName'>): string {
  return form === 'file' ? (parentName ?? name) : name.replace(/\.zip$/i, '')
}
