import type {ExitClass} from '@everport/core/errors'
import type {Paint} from '../text/paint.js'

/** What a piece of work knows of the command that runs it. */
export interface Terminal {
  /** Aborts at the first Ctrl-C. */
  readonly signal: AbortSignal
  /** How this program is called here, for the commands that it proposes to type: `everport`. */
  readonly bin: string
  /** The words that were typed after that, e.g. `['import', 'slack', './export.zip']`. */
  readonly typed: readonly string[]
  /** `live` redraws on a terminal, `lines` writes a line now and then, `silent` shows no progress. */
  readonly progress: 'live' | 'lines' | 'silent'
  /** True when there is a person to ask. */
  readonly interactive: boolean
  /** For what goes to standard output, and to standard error. */
  readonly paint: {out: Paint; err: Paint}
  /** Only when `interactive`. */
  ask(question: string): Promise<boolean>
  /** Text for standard output; nothing with `--json`. */
  print(text: string): void
  /** Text for standard error; nothing with `--json`. */
  note(text: string): void
  /** Something a person should know before the result: shown on standard error, or part of the JSON. */
  warn(message: string): void
  /** The API key, or undefined. */
  key(): Promise<string | undefined>
  /** How the process will end when all goes on as it stands; `done` unless told. */
  end(as: ExitClass): void
}
