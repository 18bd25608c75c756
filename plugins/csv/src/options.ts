import {z} from 'zod'
import {QUOTINGS} from './physical/dialect.js'

/** What spreadsheets and exporters do to texts, and this plugin undoes only when told. */
export const FIXES = ['line-breaks', 'formula-guard', 'mojibake', 'null-words'] as const
export type Fix = (typeof FIXES)[number]

export const OPTIONS = z.strictObject({
  map: z
    .array(z.string())
    .default([])
    .describe('field=column, by name or number from 1; the field alone (field=) means that no column has it'),
  delimiter: z.string().min(1).optional().describe('what separates cells; \\t for a tab'),
  quote: z
    .enum(QUOTINGS)
    .optional()
    .describe('how cells are quoted: "a ""b""", "a \\"b\\"", \'a \'\'b\'\'\' or not at all'),
  encoding: z.string().optional().describe('encoding of the text, e.g. windows-1251, shift_jis, utf-16le'),
  header: z.boolean().optional().describe('whether a row names the columns'),
  comment: z.string().min(1).optional().describe('lines that start with this are comments'),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional().describe('order of day, month and year in dates like 03/04/2024'),
  timezone: z.string().optional().describe('time zone of times without one, e.g. Europe/Berlin or +02:00'),
  excelDates: z
    .enum(['1900', '1904'])
    .optional()
    .describe('numbers in the time column are spreadsheet dates of this system'),
  startTime: z
    .string()
    .optional()
    .describe('time of the first row when no column has times, with zone; rows follow one second apart'),
  assistant: z
    .array(z.string())
    .default([])
    .describe("roles, sender ids or names whose rows are an assistant's, e.g. agent"),
  me: z
    .string()
    .optional()
    .describe(
      'your name: for rows marked as your own, or for the person who talks with the assistant when no column names them',
    ),
  conversations: z
    .enum(['column', 'replies', 'person', 'file'])
    .optional()
    .describe('what makes a conversation: a column, a chain of replies, one person, or one file'),
  joinParts: z
    .boolean()
    .default(false)
    .describe('join rows that follow each other with the same sender and time into one message'),
  ignoreText: z
    .array(z.string())
    .default([])
    .describe('rows with exactly this text are no messages, e.g. "Joined the server."'),
  fix: z
    .array(z.enum(FIXES))
    .default([])
    .describe("repairs of texts: written \\n, the ' before = + - @, UTF-8 read as windows-1252, NULL and NaN as empty"),
  hashSenders: z.boolean().default(false).describe('replace phone numbers and e-mail addresses of senders by a hash'),
})

export type Options = z.output<typeof OPTIONS>
