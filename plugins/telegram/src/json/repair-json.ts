import {repairBareIds} from './repair-bare-ids.js'
import {repairHexEscapes} from './repair-hex-escapes.js'

/** The bytes of a result.json with the writer's known mistakes put right (export_output_json.cpp of Telegram Desktop), for the parser. Broken UTF-8 is the parser's to replace. */
export function repairJson(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return repairBareIds(repairHexEscapes(chunks))
}
