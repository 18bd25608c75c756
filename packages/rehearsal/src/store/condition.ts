/** A piece of SQL with its values, to be joined with others. */
export interface Condition {
  sql: string
  values: readonly unknown[]
}

export const ALWAYS: Condition = {sql: '1', values: []}

export function joined(operator: 'AND' | 'OR', conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return ALWAYS
  return {
    sql: `(${conditions.map((condition) => condition.sql).join(` ${operator} `)})`,
    values: conditions.flatMap((condition) => condition.values),
  }
}

export function anyOf(column: string, values: readonly unknown[]): Condition {
  return {sql: `${column} IN (${values.map(() => '?').join(', ')})`, values}
}
