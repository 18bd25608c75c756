import type {ExportToRead} from '../run/run.js'

/** The export's own name without its ending, so that importing a renamed copy of a local-id export shows another namespace in the plan. */
export function defaultNamespace({tree}: ExportToRead): string {
  const name = tree.name.replace(/\.(zip|json|csv|tsv|txt|gz|html?)$/i, '').replace(/[^A-Za-z0-9_.+-]+/g, '-')
  return name.replace(/^[-.]+|[-.]+$/g, '').slice(0, 64) || 'export'
}
