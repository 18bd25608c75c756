/** What the server asks its model for. `other`: background work (profiles, cases, skills), which no request waits for. */
export type PromptKind = 'boundaries' | 'episode' | 'facts' | 'other'

/** Told apart by the keys of the answer that the prompt describes (everalgo-boundary, everalgo-user-memory prompts/en). */
export function promptKind(prompt: string): PromptKind {
  if (prompt.includes('should_wait')) return 'boundaries'
  if (prompt.includes('atomic_fact')) return 'facts'
  if (prompt.includes('"title"') && prompt.includes('"content"')) return 'episode'
  return 'other'
}
