import type {DeliveryOptions} from '../config/import-options.js'

/** Messages and estimated tokens between two flushes. */
export interface SliceLimits {
  messages: number
  tokens: number
}

/**
 * v1 makes one memory cell of all that waits (docs/everos.md 3) and shows only the oldest hundred waiting messages: within that, what was
 * stored can be read back.
 */
export const V1_SLICES: SliceLimits = {messages: 100, tokens: 48_000}

/** v2 cuts a session blindly at 499 messages or 65,536 tokens (docs/everos.md 2.7): slices stay below both. */
export const V2_SLICES: SliceLimits = {messages: 400, tokens: 48_000}

/**
 * A self-hosted server in the mode `agent` cuts blindly as soon as 50 messages or 8,192 tokens wait, whatever its settings say (docs/everos.md
 * 2.7). The tokens leave the same share for a wrong estimate as those of v2.
 */
export const AGENT_SLICES: SliceLimits = {messages: 49, tokens: 6000}

/** A server does not tell its mode (docs/everos.md 2.5): what the person says counts, and without that the server's own default. */
export const selfHostedSlices = (mode: DeliveryOptions['memorizeMode']): SliceLimits =>
  mode === 'chat' ? V2_SLICES : AGENT_SLICES

/** What a plan goes by that asks no server: a v2 server elsewhere than at EverMind is somebody's own. */
export function expectedSlices({
  api,
  baseUrl,
  memorizeMode,
}: Pick<DeliveryOptions, 'api' | 'baseUrl' | 'memorizeMode'>): SliceLimits {
  if (api === 'v1') return V1_SLICES
  return /(^|\.)evermind\.ai$/.test(new URL(baseUrl).hostname) ? V2_SLICES : selfHostedSlices(memorizeMode)
}
