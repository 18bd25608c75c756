import type {InputFile, InputTree, RefusedEntry} from './input-tree.js'
import {pathOrder} from './path-order.js'

/** What one look at a container finds, in any order and with doubles; paths already in NFC. */
export interface Listing {
  files: InputFile[]
  refused: RefusedEntry[]
}

export interface TreeFacts {
  form: InputTree['form']
  name: string
  parentName: string | undefined
}

/** A tree over a listing that is made once, when first asked for. Of two files with one path the first listed stays. */
export function listedTree(facts: TreeFacts, list: () => Promise<Listing>, close?: () => void): InputTree {
  let listed: Promise<{files: InputFile[]; byPath: Map<string, InputFile>; refused: RefusedEntry[]}> | undefined
  const once = () => {
    listed ??= list().then(arrange)
    return listed
  }
  return {
    ...facts,
    files: async () => (await once()).files,
    file: async (path) => (await once()).byPath.get(path.normalize('NFC')),
    refused: async () => (await once()).refused,
    close: async () => close?.(),
  }
}

function arrange({files, refused}: Listing) {
  const byPath = new Map<string, InputFile>()
  const doubles: RefusedEntry[] = []
  for (const file of files) {
    if (byPath.has(file.path)) doubles.push({path: file.path, reason: 'duplicate'})
    else byPath.set(file.path, file)
  }
  return {
    files: [...byPath.values()].sort((a, b) => pathOrder(a.path, b.path)),
    byPath,
    refused: [...refused, ...doubles].sort((a, b) => pathOrder(a.path, b.path)),
  }
}
