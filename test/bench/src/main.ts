// pnpm bench: see README.md beside the sources.

import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {readArguments} from './arguments.js'
import {ALL_BENCHES} from './benches/all-benches.js'
import {BENCH, CACHE, ROOT} from './programs/places.js'
import {markdown} from './report/markdown.js'
import {withSection} from './report/readme-section.js'
import {merged, readResults, writeResults} from './report/result-file.js'
import {runBenches} from './run-benches.js'

const USAGE = `pnpm bench [NAME...] [--quick] [--size 50MB|5GB] [--rounds N] [--json FILE] [--keep] [--readme] [--no-install]
pnpm bench --clean      removes what earlier runs made and installed (${CACHE})

${ALL_BENCHES.map(({name, about}) => `  ${name.padEnd(10)} ${about}`).join('\n')}
`

async function main(words: string[]): Promise<void> {
  const {names, scale, json, keep, readme, clean, help, install} = readArguments(words)
  if (help) return print(USAGE)
  if (clean) return rmSync(CACHE, {recursive: true, force: true})
  if (!existsSync(join(ROOT, 'packages', 'cli', 'dist')))
    throw new Error('everport is not built: run `pnpm build` first.')
  const tell = (line: string) => void process.stderr.write(`${line}\n`)
  const results = await runBenches({names, scale, cache: CACHE, install, tell})
  const out = join(BENCH, 'out')
  mkdirSync(out, {recursive: true})
  const file = json === undefined ? join(out, 'results.json') : resolve(process.env.INIT_CWD ?? '.', json)
  const order = ALL_BENCHES.map(({name}) => name)
  const report = keep ? merged(readResults(file), results, order) : results
  writeResults(file, report)
  writeFileSync(join(out, 'results.md'), `# Bench\n\n${markdown(report)}\n`)
  if (readme) {
    const path = join(ROOT, 'README.md')
    writeFileSync(path, withSection(readFileSync(path, 'utf8'), markdown(report, '###')))
  }
  print(`${markdown(report)}\n`)
}

function print(text: string): void {
  process.stdout.write(text)
}

// A plain end, so that what runs now is ended as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
