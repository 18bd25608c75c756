import {Parser} from 'htmlparser2'

/** An element of a page with everything in it. */
export interface HtmlElement {
  name: string
  classes: readonly string[]
  attributes: Readonly<Record<string, string>>
  children: (HtmlElement | string)[]
  /** The file ended before the element did. */
  isCut?: true
}

/** Elements nested deeper than any page of the writer's are dissolved into their parent. */
const DEEPEST = 200

/** What a walk through a page tells beside its elements. */
export interface PageEnd {
  /** The page was not closed: the export was stopped, or the file was not copied whole. */
  isCut: boolean
}

/**
 * The elements of a page that are wanted, one list for each piece of the file, so that the caller can stop at each. What lies inside a wanted element is not asked
 * about. Only the element at hand is in memory, whatever the size of the page.
 */
export async function* htmlElements(
  chunks: AsyncIterable<Uint8Array>,
  isWanted: (element: HtmlElement) => boolean,
): AsyncGenerator<readonly HtmlElement[], PageEnd> {
  let found: HtmlElement[] = []
  let isEnded = false
  let isClosed = false
  const open: HtmlElement[] = []
  let flattened = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      const element: HtmlElement = {name, attributes, classes: (attributes.class ?? '').split(/\s+/), children: []}
      const parent = open.at(-1)
      if (open.length >= DEEPEST) {
        flattened += 1
        return
      }
      if (parent) parent.children.push(element)
      else if (!isWanted(element)) return
      open.push(element)
    },
    ontext(text) {
      const children = open.at(-1)?.children
      if (!children) return
      // A text comes in as many parts as it has entities and as pieces of the file cut it into.
      if (typeof children.at(-1) === 'string') children[children.length - 1] += text
      else children.push(text)
    },
    onclosetag(name, isImplied) {
      if (name === 'html' && !isEnded) isClosed = true
      if (flattened > 0) {
        flattened -= 1
        return
      }
      if (open.at(-1)?.name !== name) return
      const element = open.pop()!
      if (open.length > 0) return
      if (isEnded && isImplied) element.isCut = true
      found.push(element)
    },
  })
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, {stream: true}))
    yield found
    found = []
  }
  isEnded = true
  parser.end(decoder.decode())
  if (found.length > 0) yield found
  return {isCut: !isClosed}
}

/** The first element below that has the class, in document order; `isOutside` keeps the search out of some elements. */
export function findClass(
  element: HtmlElement,
  wanted: string,
  isOutside?: (element: HtmlElement) => boolean,
): HtmlElement | undefined {
  for (const child of element.children) {
    if (typeof child === 'string' || isOutside?.(child)) continue
    if (child.classes.includes(wanted)) return child
    const inner = findClass(child, wanted, isOutside)
    if (inner) return inner
  }
  return undefined
}

export function findAllClass(element: HtmlElement, wanted: string): HtmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return child.classes.includes(wanted) ? [child] : findAllClass(child, wanted)
  })
}

/** The text of a label such as a name: on one line, without what `isOutside` names. '' when there is no element. */
export function labelText(element: HtmlElement | undefined, isOutside?: (element: HtmlElement) => boolean): string {
  const collect = (inner: HtmlElement): string => {
    let text = ''
    for (const child of inner.children) {
      if (typeof child === 'string') text += child
      else if (child.name === 'br') text += '\n'
      else if (!isOutside?.(child)) text += collect(child)
    }
    return text
  }
  if (!element) return ''
  // The writer's own line breaks only: other blanks may belong to a name. No pattern that a long run of blanks slows down.
  return collect(element)
    .replace(/[ \t\r\n]+/g, (blanks) => (/[\r\n]/.test(blanks) ? ' ' : blanks))
    .replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '')
}
