import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {RunReport} from '@everport/core/run'

const CLI = fileURLToPath(new URL('../../../packages/cli/bin/run.js', import.meta.url))

export interface Ran<Report> {
  code: number | null
  /** The object of `--json`. */
  report: Report
  stderr: string
}

/** A project of its own, in an empty folder, in which everport runs as built. */
export interface Project {
  everport<Report = RunReport>(...args: string[]): Running<Report>
  remove(): void
}

export interface Running<Report> {
  done: Promise<Ran<Report>>
  /** Ctrl-C. */
  interrupt(): void
}

export function openProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'everport-project-'))
  return {
    everport<Report>(...args: string[]): Running<Report> {
      // Settings of whoever runs the tests must not reach the command.
      const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^EVER(PORT|OS|_OS)_/.test(name)))
      const child = spawn(process.execPath, [CLI, ...args, '--json'], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let stdout = ''
      let stderr = ''
      child.stdout.on('data', (part: Buffer) => {
        stdout += part.toString()
      })
      child.stderr.on('data', (part: Buffer) => {
        stderr += part.toString()
      })
      return {
        done: new Promise((resolve, reject) =>
          child.on('close', (code) => {
            if (stdout === '')
              reject(new Error(`everport ${args[0]} printed nothing and ended with ${code}: ${stderr}`))
            else resolve({code, report: JSON.parse(stdout) as Report, stderr})
          }),
        ),
        interrupt: () => void child.kill('SIGINT'),
      }
    },
    remove: () => rmSync(folder, {recursive: true, force: true}),
  }
}
