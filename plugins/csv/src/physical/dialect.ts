/**
 * How cells are quoted. `double`: `"` doubled inside (RFC 4180); `backslash`: `"` written as `\"` inside;
 * `single`: `'` doubled inside; `none`: quotes are text.
 */
export const QUOTINGS = ['double', 'backslash', 'single', 'none'] as const
export type Quoting = (typeof QUOTINGS)[number]

/** How the bytes of one file become rows. Decided once per file, never in its middle. */
export interface Dialect {
  delimiter: string
  quoting: Quoting
  /** `lf` also ends rows at CRLF; `cr` is the classic Mac: in an `lf` file a bare CR is text. */
  terminator: 'lf' | 'cr'
  /** Lines that start with this are comments. */
  comment?: string
}

/** Character around cells, and the one that takes the meaning from a quote behind it. */
export const QUOTE: Record<Quoting, {quote: string | null; escape: string | null}> = {
  double: {quote: '"', escape: '"'},
  backslash: {quote: '"', escape: '\\'},
  single: {quote: "'", escape: "'"},
  none: {quote: null, escape: null},
}

/** The dialect in the words of csv-parse. Rows of any width pass: what to do with ragged ones is decided later. */
export function parserOptions(dialect: Dialect) {
  return {
    delimiter: dialect.delimiter,
    ...QUOTE[dialect.quoting],
    record_delimiter: dialect.terminator === 'lf' ? ['\r\n', '\n'] : ['\r'],
    relax_column_count: true,
    ...(dialect.comment === undefined ? {} : {comment: dialect.comment, comment_no_infix: true}),
  }
}
