import {EXIT, type ExitClass} from '@everport/core/errors'
import type {Source} from '@everport/core/source'
import {Command, Errors, Flags, type Interfaces, ux} from '@oclif/core'
import {bareFlags} from '../flags/bare-flags.js'
import {type OptionsOf, optionsFromFlags, type Schemas} from '../flags/options-from-flags.js'
import {isConfigurable, NO_SETTINGS, type Settings} from '../flags/settings.js'
import {paintFor} from '../text/paint.js'
import type {Terminal} from '../work/terminal.js'
import {readApiKey, refuseKeyOnCommandLine} from './api-key.js'
import {ask} from './ask.js'
import {binName, withBinName} from './bin-name.js'
import {errorText} from './error-text.js'
import {type ExplainedError, explainError} from './explain-error.js'
import {type Interruption, listenForInterruption} from './interruption.js'
import type {Configuration} from './read-configuration.js'

const TRUE = /^(1|true|yes|y|on)$/i

/**
 * What all commands share: `--json`, errors as sentences with the exit code of their class, Ctrl-C, the API key.
 * A command reads its line with `read`, hands `terminal()` to the work, and returns the object for `--json`.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true
  static override baseFlags: Interfaces.FlagInput = {
    profile: Flags.string({
      summary: 'take these settings of the configuration before its others',
      env: 'EVERPORT_PROFILE',
      helpGroup: 'GLOBAL',
      helpValue: '<name>',
    }),
    debug: Flags.boolean({
      summary: 'show where an unexpected error came from',
      env: 'EVERPORT_DEBUG',
      helpGroup: 'GLOBAL',
    }),
  }

  /** Flags as oclif parsed them, once `read` was called. */
  protected parsedFlags: Readonly<Record<string, unknown>> = {}
  /** What the configuration says, once `read` was called for options that it may hold. */
  protected settings: Settings = NO_SETTINGS
  readonly #warnings: string[] = []
  #interruption: Interruption | undefined
  #key: string | undefined

  abstract override run(): Promise<object>

  /**
   * The arguments, and the options of some schemas from flags, environment and configuration.
   * @param source id of the source whose options the schema `source` has
   * @throws EverportError `CONFIG_INVALID` with all problems at once, `CONFIG_SECRET`
   */
  protected async read<Arguments extends object, S extends Schemas>(
    schemas: S,
    source?: string,
  ): Promise<{args: Arguments; options: OptionsOf<S>}> {
    const {args: known, baseFlags = {}, enableJsonFlag, flags = {}, strict} = this.ctor
    // oclif would remark on a line that is refused before it is parsed.
    this.parsed = true
    refuseKeyOnCommandLine(this.argv, flags)
    const {args, flags: parsed} = await this.parse({
      args: known,
      flags: bareFlags(flags),
      baseFlags: bareFlags(baseFlags),
      enableJsonFlag,
      strict,
    })
    this.parsedFlags = parsed
    if (Object.keys(schemas).some(isConfigurable)) this.settings = (await this.configuration()).settings
    return {args: args as Arguments, options: optionsFromFlags(schemas, parsed, process.env, this.settings, source)}
  }

  /**
   * The configuration of the project this was called in, checked.
   * @throws EverportError `CONFIG_INVALID`, `CONFIG_SECRET`
   */
  protected async configuration(): Promise<Configuration> {
    const {readConfiguration} = await import('./read-configuration.js')
    const {profile = process.env.EVERPORT_PROFILE?.trim() || undefined} = this.parsedFlags
    return readConfiguration(this.config, {profile: profile as string | undefined, env: process.env})
  }

  /** A source's own options, where the command has no flags for them. */
  protected sourceOptions({id, options}: Source): Record<string, unknown> {
    return optionsFromFlags({source: options}, {}, process.env, this.settings, id).source
  }

  /** From here on Ctrl-C stops the work in good order instead of ending the process. */
  protected terminal(run: {quiet: boolean; yes?: boolean; keyStdin?: boolean}): Terminal {
    this.#interruption ??= listenForInterruption()
    const {signal} = this.#interruption
    const silent = run.quiet || this.jsonEnabled()
    const live = process.stderr.isTTY === true && process.env.TERM !== 'dumb' && !process.env.CI
    return {
      signal,
      bin: binName(this.config.bin, process.env),
      typed: [...(this.id ?? '').split(':'), ...this.argv],
      progress: silent ? 'silent' : live ? 'live' : 'lines',
      interactive:
        !this.jsonEnabled() && run.yes !== true && process.stdin.isTTY === true && process.stderr.isTTY === true,
      paint: {out: paintFor(process.stdout, process.env), err: paintFor(process.stderr, process.env)},
      ask: (question) => ask(question, signal),
      print: (text) => this.log(text),
      note: (text) => this.logToStderr(text),
      warn: (message) => void this.warn(message),
      key: async () => {
        this.#key ??= await readApiKey(run.keyStdin === true, process.env, process.stdin)
        return this.#key
      },
      end: (as: ExitClass) => {
        process.exitCode = EXIT[as].code
      },
    }
  }

  /** Also `EVERPORT_JSON=1`. */
  override jsonEnabled(): boolean {
    return super.jsonEnabled() || (this.ctor.enableJsonFlag && TRUE.test(process.env.EVERPORT_JSON ?? ''))
  }

  /** Collected for `--json`, where oclif would drop it. */
  override warn(input: Error | string): Error | string {
    const message = this.#hideKey(typeof input === 'string' ? input : input.message)
    this.#warnings.push(message)
    this.logToStderr(`${paintFor(process.stderr, process.env).strong('Note:')} ${message}`)
    return input
  }

  /** Printed as it is: oclif takes it apart to colour it, which costs a long list seconds and half a gigabyte. */
  override logJson(json: unknown): void {
    ux.stdout(JSON.stringify(json, null, 2))
  }

  override toSuccessJson(result: unknown): unknown {
    return this.#warnings.length === 0 ? result : {...(result as object), warnings: this.#warnings}
  }

  /** Always of this small shape: oclif would print all that hangs on the error, the command line with its secrets included. */
  override toErrorJson(error: unknown): unknown {
    const {code, hints, message, place} = this.#explain(error)
    const shown = {code, message, hints, ...(place ? {place} : {})}
    return {error: shown, ...(this.#warnings.length === 0 ? {} : {warnings: this.#warnings})}
  }

  protected override async catch(error: Error): Promise<void> {
    if (error instanceof Errors.ExitError) throw error
    const explained = this.#explain(error)
    process.exitCode = explained.exit
    if (this.jsonEnabled()) this.logJson(this.toErrorJson(error))
    else this.logToStderr(errorText(explained, paintFor(process.stderr, process.env)))
    if (this.#debugging() && error.stack) process.stderr.write(`${this.#hideKey(error.stack)}\n`)
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    this.#interruption?.dispose()
    await super.finally(error)
  }

  /** With commands as they are typed here, and without the key. */
  #explain(error: unknown): ExplainedError {
    const {bin, commandIDs} = this.config
    const name = binName(bin, process.env)
    const commands = new Set(commandIDs.map((id) => id.split(':')[0] ?? ''))
    const told = (text: string) => this.#hideKey(withBinName(text, bin, name, commands))
    const explained = explainError(error)
    return {...explained, message: told(explained.message), hints: explained.hints.map(told)}
  }

  #debugging(): boolean {
    return this.argv.includes('--debug') || TRUE.test(process.env.EVERPORT_DEBUG ?? '')
  }

  #hideKey(text: string): string {
    const key = this.#key ?? process.env.EVEROS_API_KEY?.trim()
    return key && key.length >= 6 ? text.replaceAll(key, '***') : text
  }
}
