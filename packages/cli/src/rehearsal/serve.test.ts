import {startRehearsal} from '@everport/rehearsal'
import {expect, it} from 'vitest'
import {fakeTerminal} from '../config/terminal.test.fixture.js'
import {serve} from './serve.js'

it('says so when its port is taken', async () => {
  const other = await startRehearsal({mode: 'v1'})
  try {
    const port = Number(new URL(other.url).port)
    await expect(serve(fakeTerminal().terminal, {api: 'v1', key: undefined, port})).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: `--port: port ${port} is in use by another program.`,
    })
  } finally {
    await other.close()
  }
})
