import type {InputFile} from '@everport/plugin-kit'
import {parseExportName} from './export-name.js'
import {idText} from './id-text.js'
import type {Plan} from './plan.js'

/**
 * People export a channel in several formats into one folder. The JSON says most: files of other formats that stand for the same
 * channel (by the id in the name, or by the name) are taken out and told about.
 */
export function withoutDoubles(plan: Plan): {plan: Plan; doubles: InputFile[]} {
  const ids = new Set(plan.json.map(({header}) => idText(header.channel?.id)))
  const stems = new Set(plan.json.map(({file}) => parseExportName(file.path).stem))
  const doubles: InputFile[] = []
  const isOwn = ({file}: {file: InputFile}) => {
    const {id, stem} = parseExportName(file.path)
    const isDouble = (id !== undefined && ids.has(id)) || stems.has(stem)
    if (isDouble) doubles.push(file)
    return !isDouble
  }
  return {plan: {...plan, csv: plan.csv.filter(isOwn), refused: plan.refused.filter(isOwn)}, doubles}
}
