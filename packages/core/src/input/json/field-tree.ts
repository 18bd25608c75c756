/** Wanted fields by key; where only some fields of a value are wanted, those, else undefined. */
export type FieldTree = ReadonlyMap<string, FieldTree | undefined>

/** `['id', 'author.id', 'author.name']` -> `id`, and `id` and `name` of `author`. What is also wanted whole is whole. */
export function fieldTree(fields: readonly string[]): FieldTree {
  const tree = new Map<string, FieldTree | undefined>()
  for (const key of new Set(fields.map((field) => field.split('.', 1)[0]!))) {
    const inner = fields.filter((field) => field.startsWith(`${key}.`)).map((field) => field.slice(key.length + 1))
    tree.set(key, fields.includes(key) ? undefined : fieldTree(inner))
  }
  return tree
}

/** The object with only the wanted fields; any other value as it is. */
export function keepFields(value: unknown, fields: FieldTree): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const kept: Record<string, unknown> = {}
  for (const [key, inner] of fields) {
    if (!Object.hasOwn(value, key)) continue
    const member = (value as Record<string, unknown>)[key]
    if (inner === undefined) setField(kept, key, member)
    else
      setField(
        kept,
        key,
        Array.isArray(member) ? member.map((one) => keepFields(one, inner)) : keepFields(member, inner),
      )
  }
  return kept
}

export function setField(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value
  // an assignment would change the prototype
  else Object.defineProperty(object, key, {value, writable: true, enumerable: true, configurable: true})
}
