import {readFileSync} from 'node:fs'
import {CONTRACT} from '@everport/core/source'
import {describe, expect, it} from 'vitest'
import {PROMISES} from './promises/index.js'

const page = readFileSync(new URL('../../../../docs/source-contract.md', import.meta.url), 'utf8')

describe('docs/source-contract.md', () => {
  it('has the promises that are tested, by number and in their words', () => {
    const headings = [...page.replaceAll('\\', '').matchAll(/^### (\d+)\. It (.+)$/gm)]
    expect(headings.map(([, number, title]) => [Number(number), title])).toEqual(
      PROMISES.map(({number, title}) => [number, title]),
    )
  })

  it('is about the contract that this kit speaks', () => {
    expect(page).toContain(`**version ${CONTRACT}**`)
  })

  it('links to files that exist', () => {
    for (const [, path] of page.matchAll(/\]\((\.\.[^)#]+)\)/g))
      expect(readFileSync(new URL(path!, new URL('../../../../docs/', import.meta.url)), 'utf8')).not.toBe('')
  })
})
