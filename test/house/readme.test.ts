import {existsSync, readFileSync} from 'node:fs'
import {EXIT} from '@everport/core/errors'
import {describe, expect, it} from 'vitest'

const root = new URL('../../', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')

describe('README', () => {
  it('lists the exit codes as the program has them', () => {
    const table = [...readme.matchAll(/^\| (\d+) *\| (.+?) *\|$/gm)].map(([, code, meaning]) => [
      Number(code),
      meaning!.replaceAll('`everport resume` ', 'resume '),
    ])
    expect(table).toEqual(Object.values(EXIT).map(({code, meaning}) => [code, meaning]))
  })

  it('leads nowhere that does not exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path!)
    expect(links.filter((path) => !existsSync(new URL(path, root)))).toEqual([])
  })

  it('names the commands of the root package', () => {
    const {scripts} = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      scripts: Record<string, string>
    }
    for (const [, name] of readme.matchAll(/^npx -y pnpm@10\.34\.9 (\w+)/gm)) expect(scripts).toHaveProperty(name!)
  })
})
