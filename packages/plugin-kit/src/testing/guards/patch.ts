import {syncBuiltinESMExports} from 'node:module'

/** A function of a module or object that is replaced for a while. */
export interface Patch {
  /** E.g. `fs.writeFileSync`. */
  name: string
  holder: object
  key: string
  /** Given the arguments of a call: true when the call is one that must not happen. Default: always. */
  isOffence?(args: readonly unknown[]): boolean
  /** What an offending call does instead of its work. Default: it throws. */
  instead?: 'throw' | 'return-true'
}

/**
 * Runs something with functions replaced by ones that note the call and do not do it.
 * @returns the names of the functions that were called
 */
export async function withPatches(patches: readonly Patch[], act: () => Promise<unknown>): Promise<string[]> {
  const called: string[] = []
  const undo: Array<() => void> = []
  for (const {holder, instead = 'throw', isOffence = () => true, key, name} of patches) {
    const before = Object.getOwnPropertyDescriptor(holder, key)
    const original: unknown = Reflect.get(holder, key)
    // Not every Node has every function.
    if (typeof original !== 'function') continue
    const replaced = function (this: unknown, ...args: unknown[]): unknown {
      if (!isOffence(args)) return Reflect.apply(original, this, args)
      called.push(name)
      if (instead === 'return-true') return true
      throw new Error(`${name} was called while an export was being read`)
    }
    const {configurable = true, enumerable = true} = before ?? {}
    Object.defineProperty(holder, key, {configurable, enumerable, writable: true, value: replaced})
    undo.push(() => {
      if (before) Object.defineProperty(holder, key, before)
      else Reflect.deleteProperty(holder, key)
    })
  }
  // Imports by name see a builtin's replaced function only after this.
  syncBuiltinESMExports()
  try {
    await act()
  } finally {
    for (const restore of undo.reverse()) restore()
    syncBuiltinESMExports()
  }
  return called
}
