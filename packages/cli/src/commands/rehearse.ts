import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import {EverportError} from '@everport/core/errors'
import {flagsFromOptions, LookOptions} from '@everport/plugin-kit/commands'
import {Args} from '@oclif/core'
import {DETECTED_ARGS, type DetectedArgs, DetectingCommand} from '../detecting-command.js'
import {ServeOptions} from '../rehearsal/serve-options.js'

/** Where it is sent to is not a question here. */
const Delivery = DeliveryOptions.omit({baseUrl: true, insecureHttp: true})
const SCHEMAS = {run: LookOptions, serve: ServeOptions, import: ImportOptions, delivery: Delivery}

export default class Rehearse extends DetectingCommand {
  static override summary = 'Import an export into a local server that is as strict as EverOS: no key, no network'
  static override description =
    'The server is told everything that EverOS would be told, refuses what EverOS refuses, and extracts no memory. Afterwards its own count is compared with the books. Nothing is kept.'
  static override args = {
    ...DETECTED_ARGS,
    path: Args.string({ignoreStdin: true, description: 'the export: a folder, a zip or a file; not with --serve'}),
  }
  static override usage = ['rehearse [SOURCE] PATH [FLAGS]', 'rehearse --serve [--port <n>]']
  static override flags = {
    ...flagsFromOptions(LookOptions),
    ...flagsFromOptions(ServeOptions, {group: 'SERVER'}),
    ...flagsFromOptions(ImportOptions, {group: 'IMPORT'}),
    ...flagsFromOptions(Delivery, {group: 'DELIVERY'}),
  }
  static override examples = [
    '<%= config.bin %> rehearse ./export.zip',
    '<%= config.bin %> rehearse --serve --port 8765',
  ]

  async run() {
    const {args, options} = await this.read<DetectedArgs, typeof SCHEMAS>(SCHEMAS)
    const terminal = this.terminal(options.run)
    if (options.serve.serve) {
      const {serve} = await import('../rehearsal/serve.js')
      return serve(terminal, {api: options.delivery.api, port: options.serve.port, key: await terminal.key()})
    }
    if (args.path === undefined) {
      throw new EverportError('CONFIG_INVALID', 'rehearse needs the path of an export, or --serve.', {
        hints: [`${terminal.bin} rehearse PATH`, `${terminal.bin} rehearse --serve   runs the server alone`],
      })
    }
    const {rehearse} = await import('../rehearsal/rehearse.js')
    return rehearse(terminal, {
      open: () => this.openDetected(terminal, args),
      options: options.import,
      delivery: options.delivery,
    })
  }
}
