import {cacheFolder} from './cache-folder.mjs'
import {fetchTokenizer} from './fetch-tokenizer.mjs'
import {findPython} from './find-python.mjs'
import {installVenv} from './install-venv.mjs'

/** What users run. `EVERPORT_REAL_EVEROS` names another version of the server, or `latest`. */
const PINNED = {server: '1.5.1', v1Client: '0.4.0', v2Client: '1.2.0'}

/** Makes what is not there yet, and gives the environment that the tests find it by. @throws Unavailable */
export async function prepare() {
  const cache = cacheFolder()
  const python = await findPython()
  const venv = (name, version) => installVenv({cache, python, name, version})
  return {
    EVERPORT_REAL_SERVER_BIN: await venv('everos', process.env.EVERPORT_REAL_EVEROS || PINNED.server),
    EVERPORT_REAL_V1_CLIENT_BIN: await venv('everos', PINNED.v1Client),
    EVERPORT_REAL_V2_CLIENT_BIN: await venv('everos-cloud', process.env.EVERPORT_REAL_EVEROS_CLOUD || PINNED.v2Client),
    TIKTOKEN_CACHE_DIR: await fetchTokenizer(cache),
  }
}
