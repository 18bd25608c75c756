import {describe, expect, it} from 'vitest'
import type {Attachment} from '../model/record.js'
import {content} from './content.js'

const PDF: Attachment = {kind: 'file', name: 'plan.pdf'}

describe('content', () => {
  it.each<[string, string, Attachment[] | undefined, boolean, string]>([
    ['text alone', ' hello ', undefined, true, 'hello'],
    ['text and a file', 'see', [PDF], true, 'see\n[file: plan.pdf]'],
    ['a file alone', '', [PDF], true, '[file: plan.pdf]'],
    ['an attachment without a name', '', [{kind: 'image', name: ''}], true, '[image]'],
    [
      'a public address',
      '',
      [{kind: 'link', name: 'Docs', uri: 'https://a.example/x'}],
      true,
      '[link: Docs https://a.example/x]',
    ],
    ['a path inside the export is not an address', '', [{...PDF, uri: 'files/plan.pdf'}], true, '[file: plan.pdf]'],
    ['attachments not wanted', 'see', [PDF], false, 'see'],
    ['nothing but an unwanted attachment', '', [PDF], false, ''],
    ['NUL', 'a\u0000b', undefined, true, 'ab'],
    ['a lone surrogate', 'a\ud800b', undefined, true, 'a\ufffdb'],
    ['white space only', ' \n\t', undefined, true, ''],
  ])('%s', (_name, text, attachments, mention, expected) => {
    expect(content(text, attachments, mention)).toBe(expected)
  })
})
