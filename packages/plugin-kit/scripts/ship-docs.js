// Puts the pages for those who write a source into the package, for `prepack`; `postpack` takes them away.
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

const place = (path) => fileURLToPath(new URL(path, import.meta.url))

rmSync(place('../docs'), {recursive: true, force: true})
mkdirSync(place('../docs'))
for (const page of ['adding-a-source.md', 'source-contract.md']) {
  const text = readFileSync(place(`../../../docs/${page}`), 'utf8')
  // Where the core is installed beside the kit; its declarations have the comments of its sources.
  const links = text.replace(/\]\(\.\.\/packages\/core\/src\/([^)]+)\.ts\)/g, '](../../core/dist/$1.d.ts)')
  writeFileSync(place(`../docs/${page}`), links)
}
