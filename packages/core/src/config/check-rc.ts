import type {z} from 'zod'
import {EverportError} from '../errors/everport-error.js'
import type {Rc} from './load-rc.js'
import {inFileOrder, pathText, type RcProblem, rcProblems} from './rc-problems.js'
import {rcJsonSchema} from './rc-schema.js'
import {secretsIn} from './rc-secrets.js'

const SECRET = 'a secret must not stand in a file that is shared; it belongs into the environment (EVEROS_API_KEY)'

/**
 * @param schema of `rcSchema`
 * @param secrets secrets that are known, such as the key in the environment
 * @throws EverportError with all problems at once: `CONFIG_SECRET` when one of them is a secret, else `CONFIG_INVALID`
 */
export function checkRc({name, values}: Rc, schema: z.ZodObject, secrets: readonly string[]): void {
  const hidden = secretsIn(values, secrets).map((path): RcProblem => ({path, sentence: SECRET}))
  const result = schema.safeParse(values)
  const problems = result.success ? [] : rcProblems(result.error.issues, values, rcJsonSchema(schema))
  // Of a secret only that is said: the rest could show it.
  const isHidden = ({path}: RcProblem) =>
    hidden.some(
      (secret) => path.every((part, i) => part === secret.path[i]) || pathText(secret.path) === pathText(path),
    )
  const order = inFileOrder(values)
  const lines = [...hidden, ...problems.filter((problem) => !isHidden(problem))]
    .sort((a, b) => order(a.path, b.path))
    .map(({path, sentence}) => `${[name, pathText(path)].filter((part) => part !== '').join(': ')}: ${sentence}`)
  if (lines.length === 0) return
  const message =
    lines.length === 1
      ? `${lines[0]}`
      : `${lines.length} settings do not fit:\n${lines.map((line) => `  ${line}`).join('\n')}`
  throw hidden.length > 0
    ? new EverportError('CONFIG_SECRET', message, {
        hints: [
          'set EVEROS_API_KEY in the environment, or pipe the key in with --key-stdin',
          'take the secret out of the file; if the file was shared, consider the secret as known and have it replaced',
        ],
      })
    : new EverportError('CONFIG_INVALID', message, {hints: ['everport config schema   has every setting']})
}
