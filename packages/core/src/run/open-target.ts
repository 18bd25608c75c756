import {createHmac} from 'node:crypto'
import type {DeliveryOptions} from '../config/import-options.js'
import {realTiming} from '../deliver/timing.js'
import {EverportError} from '../errors/everport-error.js'
import {everosV1} from '../target/everos-v1.js'
import {everosV2} from '../target/everos-v2.js'
import {isLoopback} from '../target/http.js'
import type {Target} from '../target/target.js'
import type {RunContext} from './run.js'

/**
 * The target that the options name. Only for v2 the server is asked something: which edition it is.
 * @throws EverportError `TARGET_KEY_MISSING` for a server that is not this machine, `TARGET_INSECURE`, `TARGET_UNREACHABLE`.
 */
export async function openTarget(
  options: DeliveryOptions,
  key: string | undefined,
  {signal, timing = realTiming}: Pick<RunContext, 'signal' | 'timing'>,
): Promise<Target> {
  if (key === undefined && !isLoopback(new URL(options.baseUrl).hostname)) {
    throw new EverportError('TARGET_KEY_MISSING', `No API key is set for ${options.baseUrl}.`, {
      hints: [
        'Set EVEROS_API_KEY in the environment, or pipe the key in with --key-stdin.',
        'To try everport without a key: everport rehearse PATH',
      ],
    })
  }
  const http = {
    baseUrl: options.baseUrl,
    key,
    timeoutMs: options.timeout * 1000,
    connections: options.concurrency,
    insecureHttp: options.insecureHttp,
  }
  if (options.api === 'v1') return everosV1(http)
  const {app, project, memorizeMode} = options
  return everosV2({...http, app, project, memorizeMode, sleep: (ms) => timing.sleep(ms, signal)})
}

/**
 * Tells accounts apart without storing anything of the key: a keyed hash, cut to 32 bits, with salt that is made once per
 * state file. Empty when there is no key.
 */
export function accountOf(key: string | undefined, salt: string): string {
  return key === undefined ? '' : createHmac('sha256', salt).update(key).digest('hex').slice(0, 8)
}

/** The partition inside an account: v1 has none. */
export function scopeOf({api, app, project}: Pick<DeliveryOptions, 'api' | 'app' | 'project'>): string {
  return api === 'v1' ? '' : `${app}/${project}`
}
