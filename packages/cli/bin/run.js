#!/usr/bin/env node
import {existsSync} from 'node:fs'
import module from 'node:module'
import {fileURLToPath} from 'node:url'
import v8 from 'node:v8'

const leave = (sentence) => {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

if (Number(process.versions.node.split('.')[0]) < 20)
  leave(`everport needs Node 20 or newer; this is ${process.version}.`)
if (!existsSync(new URL('../dist/commands', import.meta.url)))
  leave('everport is not built yet: run `npx -y pnpm@10.34.9 start` once')

// oclif prints an unexpected error with its stack; what escapes even that deserves a sentence as well.
process.on('uncaughtException', (error) => {
  process.stderr.write(`everport met something that it did not expect: ${error.message}\n`)
  if (/^(1|true|yes|y|on)$/i.test(process.env.EVERPORT_DEBUG ?? '')) process.stderr.write(`${error.stack}\n`)
  else process.stderr.write('Run it again with EVERPORT_DEBUG=1 and report what that shows.\n')
  process.exit(1)
})

// Flat memory is a promise: on a large machine V8 would rather let garbage grow to some hundred megabytes. An import keeps a database beside it
// and waits for a server anyway; a conversion has room for more garbage, and takes 40 % less time with it.
v8.setFlagsFromString(`--heap-growing-percent=${process.argv[2] === 'convert' ? 40 : 15}`)
// Records live for a batch, and then die all at once. V8 takes those that it happens to see alive for long-lived and puts all later ones where only the
// great collections find them: a fifth of the processor time of a large table, when it happens.
v8.setFlagsFromString('--no-allocation-site-pretenuring')

// Where Node can (22.1 and later), modules are kept compiled.
module.enableCompileCache?.()
const {start} = await import('../dist/start/start.js')
await start(fileURLToPath(new URL('..', import.meta.url)))
