const START = '<!-- bench: written by `pnpm bench --readme` -->'
const END = '<!-- /bench -->'

/** The README with what the bench wrote put between its marks. */
export function withSection(readme: string, report: string): string {
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)]
  if (start === -1 || end < start) throw new Error(`README.md lacks the marks ${START} and ${END}`)
  return `${readme.slice(0, start + START.length)}\n\n${report}\n\n${readme.slice(end)}`
}

/** What stands between the marks; undefined when there are none. */
export function sectionOf(readme: string): string | undefined {
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)]
  return start === -1 || end < start ? undefined : readme.slice(start + START.length, end).trim()
}
