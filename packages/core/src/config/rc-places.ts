const FORMS = ['', '.json', '.yaml', '.yml', '.js', '.cjs', '.mjs']
const RC_NAMES = FORMS.map((form) => `everportrc${form}`)
const CONFIG_NAMES = ['.js', '.mjs', '.cjs'].map((form) => `everport.config${form}`)

/** Where a folder may hold the configuration, in the order in which they are looked for: the first that is there counts. */
export const RC_PLACES: readonly string[] = [
  'package.json',
  ...RC_NAMES.map((name) => `.${name}`),
  ...CONFIG_NAMES,
  ...RC_NAMES.flatMap((name) => [`.config/${name}`, `.config/.${name}`]),
  ...CONFIG_NAMES.map((name) => `.config/${name}`),
]

/** The key of package.json under which the configuration may stand. */
export const RC_PROPERTY = 'everport'
