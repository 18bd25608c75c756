import {DeliveryOptions} from '@everport/core/config'
import {isEverportError} from '@everport/core/errors'
import {flagsFromOptions, optionsFromFlags, RunOptions, stateFolder} from '@everport/plugin-kit/commands'
import {DetectingCommand} from '../detecting-command.js'

const SCHEMAS = {
  run: RunOptions.pick({stateDir: true, keyStdin: true}),
  delivery: DeliveryOptions.pick({
    api: true,
    baseUrl: true,
    insecureHttp: true,
    timeout: true,
    app: true,
    project: true,
  }),
}

export default class Doctor extends DetectingCommand {
  static override summary = 'Check that everything an import needs is there and works'
  static override description =
    'Looks at Node, the configuration, the state folder, the API key (which is never shown), the server and the plugins, and says what to do. The server is asked what waits in a conversation that nobody has; nothing is written there or here.'
  static override flags = {...flagsFromOptions(SCHEMAS.run), ...flagsFromOptions(SCHEMAS.delivery, {group: 'DELIVERY'})}
  static override examples = [
    '<%= config.bin %> doctor',
    '<%= config.bin %> doctor --api v2 --base-url http://127.0.0.1:8000',
  ]

  async run() {
    const [{checked, sound, unsound}, {checkNode}, {checkPlugins}, {checkState}, {doctorText}, {checkServer}] =
      await Promise.all([
        import('../doctor/check.js'),
        import('../doctor/check-node.js'),
        import('../doctor/check-plugins.js'),
        import('../doctor/check-state.js'),
        import('../doctor/doctor-text.js'),
        import('@everport/core/run'),
      ])
    const {options, trouble} = await this.#settings()
    const terminal = this.terminal({quiet: true, keyStdin: options.run.keyStdin})
    const configuration = await checked('settings', async () => {
      if (trouble) throw trouble
      const {profile, rc} = await this.configuration()
      if (rc === undefined) return sound('settings', 'no configuration file, which is fine')
      return sound('settings', profile === undefined ? rc.name : `${rc.name}, profile ${profile}`)
    })
    const key = await terminal.key()
    const {baseUrl} = options.delivery
    let keyMissing = false
    const server = await checked('server', async () => {
      const delivery = DeliveryOptions.parse(options.delivery)
      const {ms, name} = await checkServer(delivery, key, {signal: terminal.signal}).catch((error: unknown) => {
        keyMissing = isEverportError(error) && error.code === 'TARGET_KEY_MISSING'
        throw error
      })
      return sound('server', `${baseUrl} answers as ${name} (${ms} ms)`)
    })
    const checks = [
      checkNode(process.versions.node),
      configuration,
      await checked('state', () => checkState(stateFolder(options.run.stateDir))),
      keyMissing
        ? unsound('key', 'none is set', ['set EVEROS_API_KEY, or pipe the key in with --key-stdin'])
        : sound('key', key === undefined ? 'none is set, and this server may need none' : 'set'),
      keyMissing ? unsound('server', `${baseUrl} was not asked: that needs the key`, []) : server,
      await checked('plugins', async () => {
        const [{collectSources}, {missingPlugins}] = await Promise.all([
          import('../sources/collect-sources.js'),
          import('../start/missing-plugins.js'),
        ])
        return checkPlugins(await collectSources(this.config), await missingPlugins(this.config))
      }),
    ]
    terminal.print(doctorText(checks, terminal.paint.out))
    terminal.end(checks.find(({ok}) => !ok)?.exit ?? 'done')
    return {ok: checks.every(({ok}) => ok), checks: checks.map(({exit: _, ...check}) => check)}
  }

  /** A configuration that does not fit is one of the things to tell of; the rest is then looked at without it. */
  async #settings() {
    try {
      const {options} = await this.read<object, typeof SCHEMAS>(SCHEMAS)
      return {options, trouble: undefined}
    } catch (error) {
      if (!isEverportError(error) || !error.code.startsWith('CONFIG_')) throw error
      // Thrown again when the mistake stands on the command line.
      return {options: optionsFromFlags(SCHEMAS, this.parsedFlags, process.env), trouble: error}
    }
  }
}
