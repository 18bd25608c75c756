import {cutPoints} from './cut-points.js'
import type {PromptKind} from './prompt-kind.js'

const MOST_WORDS = 4000

/**
 * The same answer to the same prompt, always. Boundaries are flat JSON: everalgo-boundary up to 0.2 (everos 1.5) looks for the first braces
 * without braces inside, so one object with the keys of all answers, nested ones among them, is not understood.
 */
export function answerPrompt(kind: PromptKind, prompt: string): string {
  switch (kind) {
    case 'boundaries':
      return JSON.stringify({reasoning: 'stub', boundaries: cutPoints(prompt), should_wait: false})
    case 'episode':
      return JSON.stringify({title: 'Episode', content: said(prompt), summary: 'An episode', user_language: 'English'})
    case 'facts':
      return JSON.stringify({atomic_facts: {time: 'Jan 1, 2024', atomic_fact: ['Somebody said something.']}})
    case 'other':
      return '{}'
  }
}

/**
 * What was said, so that a search for its words finds the episode. Without braces: everalgo-user-memory 0.4 counts them without looking
 * whether they stand in a string, and makes no episode of an answer that quotes a lone one.
 */
function said(prompt: string): string {
  const [conversation] = prompt.split('Custom instructions') as [string]
  const lines = [...conversation.matchAll(/^ *"content": (.*)$/gm)].map(([, text]) => text)
  return lines.join(' ').replace(/[{}]/g, '').trim().slice(0, MOST_WORDS) || 'Nothing that could be read.'
}
