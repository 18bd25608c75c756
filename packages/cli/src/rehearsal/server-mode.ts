import type {Mode} from '@everport/rehearsal'

export function serverMode(api: 'v1' | 'v2'): Mode {
  return api === 'v1' ? 'v1' : 'v2-cloud'
}
