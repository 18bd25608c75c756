/** What text is resolved against: who and what the ids in it are called. */
export interface Names {
  /** Display name of a user or bot id; undefined when the export does not tell. */
  person(id: string): string | undefined
  /** Name of a channel id, without `#`. */
  channel(id: string): string | undefined
  /** A label seen beside an unknown id (`<@U9|bob>`): the only name some people have. */
  heard?(id: string, label: string): void
}

export type EmojiStyle = 'unicode' | 'as-written'
