/** What completion knows of a command; its manifest says as much. */
export interface CompletedCommand {
  /** `import:slack` */
  id: string
  hidden?: boolean
  flags: Readonly<Record<string, CompletedFlag>>
  args?: Readonly<Record<string, unknown>>
}

interface CompletedFlag {
  type: 'boolean' | 'option'
  options?: readonly string[]
  multiple?: boolean
  allowNo?: boolean
  hidden?: boolean
}

export interface Completion {
  /** Words that fit what is typed of the last one, sorted. */
  words: string[]
  /** Names of files fit as well. */
  files: boolean
}

/** Flags whose values are files or folders. */
const FILE_FLAGS = new Set(['out', 'dir', 'with', 'state-dir'])

/**
 * What may stand in the place of the last word.
 * @param typed the words after the name of the program; the last one is being typed and may be empty
 * @param profiles names of the profiles of this project; asked for only when one is wanted
 */
export async function completeLine(
  typed: readonly string[],
  commands: readonly CompletedCommand[],
  profiles: () => Promise<readonly string[]>,
): Promise<Completion> {
  // bash makes three words of `--api=v1`.
  const words = typed.flatMap((word, i) => (word === '=' && i < typed.length - 1 ? [] : [word.replace(/^=$/, '')]))
  const [last, flag] = lastOf(words)
  const before = words.slice(0, -1)
  const shown = commands.filter(({hidden}) => !hidden)
  const command = commandOf(before, shown)
  const asked = flag === undefined ? undefined : command?.flags[flag]
  if (asked?.type === 'option') {
    const values = flag === 'profile' ? await profiles() : (asked.options ?? [])
    return {words: fitting(values, last), files: FILE_FLAGS.has(flag!)}
  }
  if (last.startsWith('-')) return {words: fitting(flagsOf(command, before), last), files: false}
  const plain = before.filter((word) => !word.startsWith('-'))
  const next = shown.flatMap(({id}) => nextWord(id.split(':'), plain))
  const takesPath = Object.hasOwn(command?.args ?? {}, 'path')
  return {words: fitting([...next, ...sourcesFor(command, plain, shown)], last), files: takesPath}
}

/** The last word, and the flag that it is a value of: `--api v`, `--api=v`. */
function lastOf(words: readonly string[]): [word: string, flag: string | undefined] {
  const last = words.at(-1) ?? ''
  const joined = /^--([^=]+)=(.*)$/s.exec(last)
  if (joined) return [joined[2]!, joined[1]]
  const flag = /^--([^=]+)$/.exec(words.at(-2) ?? '')?.[1]
  return [last, last.startsWith('-') ? undefined : flag]
}

/** The longest command that the words begin with. */
function commandOf(words: readonly string[], commands: readonly CompletedCommand[]): CompletedCommand | undefined {
  const plain = words.filter((word) => !word.startsWith('-'))
  for (let length = plain.length; length > 0; length--) {
    const found = commands.find(({id}) => id === plain.slice(0, length).join(':'))
    if (found) return found
  }
  return undefined
}

function nextWord(id: readonly string[], typed: readonly string[]): string[] {
  return id.length > typed.length && typed.every((word, i) => word === id[i]) ? [id[typed.length]!] : []
}

/** `rehearse slack ./x.zip`: commands that find out the source by themselves take it by name, too. */
function sourcesFor(
  command: CompletedCommand | undefined,
  typed: readonly string[],
  commands: readonly CompletedCommand[],
): string[] {
  if (!Object.hasOwn(command?.args ?? {}, 'more') || typed.join(':') !== command?.id) return []
  return commands.flatMap(({id}) => /^import:([^:]+)$/.exec(id)?.[1] ?? [])
}

function flagsOf(command: CompletedCommand | undefined, before: readonly string[]): string[] {
  const typed = new Set(before.map((word) => word.replace(/=.*$/s, '')))
  return Object.entries(command?.flags ?? {})
    .filter(([, {hidden}]) => !hidden)
    .flatMap(([name, {allowNo, multiple}]) => {
      const names = allowNo ? [`--${name}`, `--no-${name}`] : [`--${name}`]
      return multiple || !names.some((one) => typed.has(one)) ? names : []
    })
}

function fitting(words: readonly string[], start: string): string[] {
  return [...new Set(words)].filter((word) => word.startsWith(start)).sort()
}
