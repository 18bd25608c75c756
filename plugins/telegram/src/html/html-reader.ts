import type {InputFile, SourceRecord} from '@everport/plugin-kit'
import {type HtmlChat, type HtmlExport, pageNumber} from '../find-exports.js'
import {MediaPaths} from '../media-paths.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import {MessageClock} from '../time/message-clock.js'
import {parsePageDate} from '../time/printed-date.js'
import {type ListedChat, readChatList} from './chat-list.js'
import {HtmlConversation} from './html-conversation.js'
import {type HtmlElement, htmlElements, labelText} from './html-elements.js'
import {isEntry, readEntry} from './html-entry.js'
import {headerTitle, isPageHeader} from './page-title.js'

/** One HTML export: the pages of a chat, or of all chats of an account. */
export class HtmlReader {
  readonly #export: HtmlExport
  readonly #reading: Reading
  readonly #clock: MessageClock
  readonly #media: MediaPaths
  readonly #sameTitles = new Map<string, number>()
  #listed: Map<string, ListedChat> = new Map()
  /** Undefined until a page of the chat at hand could be read. */
  #open: HtmlConversation | undefined
  #messages = 0

  constructor(found: HtmlExport, reading: Reading) {
    this.#export = found
    this.#reading = reading
    this.#clock = new MessageClock({
      timezone: reading.options.timezone,
      file: this.#name,
      parse: (printed) => (typeof printed === 'string' ? parsePageDate(printed) : undefined),
      offsetIsStandard: true,
    })
    this.#media = new MediaPaths((path) => reading.hasFile(found.folder + path))
  }

  get messages(): number {
    return this.#messages
  }

  async *records(): AsyncGenerator<readonly SourceRecord[]> {
    const {context} = this.#reading
    context.warn({
      code: 'names-only',
      message: `The HTML pages of ${this.#name} name people without ids: two people of one name become one, and so do all deleted accounts. An export as JSON keeps them apart.`,
      place: {file: this.#name},
    })
    if (this.#export.index) this.#listed = await readChatList(this.#export.index, context)
    for (const chat of this.#export.chats) {
      yield* this.#chat(chat)
      if (context.signal.aborted) return
    }
    this.#clock.finish(context)
    this.#media.finish(this.#name, context)
  }

  get #name(): string {
    return this.#export.folder || this.#export.chats[0]!.pages[0]!.path
  }

  async *#chat(chat: HtmlChat): AsyncGenerator<readonly SourceRecord[]> {
    this.#warnOfMissing(chat)
    for (const page of chat.pages) {
      yield* this.#page(page, chat)
      if (this.#reading.context.signal.aborted) return
    }
    const out: SourceRecord[] = []
    this.#end(out)
    if (out.length > 0) yield out
  }

  #end(out: SourceRecord[]): void {
    this.#open?.end(out)
    this.#open = undefined
  }

  async *#page(page: InputFile, chat: HtmlChat): AsyncGenerator<readonly SourceRecord[]> {
    const elements = htmlElements(readableChunks(page, this.#reading.context), isWanted)
    try {
      yield* this.#entries(elements, page, chat)
    } finally {
      // Closes the file when the reading is left early.
      await elements.return({isCut: false})
    }
  }

  async *#entries(
    elements: ReturnType<typeof htmlElements>,
    page: InputFile,
    chat: HtmlChat,
  ): AsyncGenerator<readonly SourceRecord[]> {
    const {context, options} = this.#reading
    let record = 0
    let isPage = false
    for (let step = await elements.next(); ; step = await elements.next()) {
      if (step.done) {
        if (!isPage) this.#warnOfUnreadable(page)
        else if (step.value.isCut) this.#warnOfCut(page)
        return
      }
      const out: SourceRecord[] = []
      isPage ||= step.value.length > 0
      for (const element of step.value) {
        if (isPageHeader(element)) this.#conversation(chat, element, out)
        else if (element.classes.includes('pagination')) this.#warnOfNext(element, page, chat)
        else {
          const conversation = this.#conversation(chat, undefined, out)
          record += 1
          const entry = readEntry(element, options.phoneNumbers)
          if (entry.kind === 'message' || entry.kind === 'event') this.#messages += 1
          if (!element.isCut) conversation.take(entry, page.path, record, out)
          else if (entry.kind !== 'note' && entry.kind !== 'day') conversation.lost('truncated', page.path, record)
        }
      }
      if (out.length > 0) yield out
      if (context.signal.aborted) return
    }
  }

  /** The conversation at hand, begun with the header of its first readable page. */
  #conversation({folder}: HtmlChat, header: HtmlElement | undefined, out: SourceRecord[]): HtmlConversation {
    if (this.#open) return this.#open
    const title = headerTitle(header)
    const name = title || 'chat'
    const count = (this.#sameTitles.get(name) ?? 0) + 1
    this.#sameTitles.set(name, count)
    const base = folder.slice(this.#export.folder.length).replace(/\/$/, '')
    const listed = this.#listed.get(`${base}/`)
    const place = {title, id: count === 1 ? name : `${name}-${count}`, listed, base}
    this.#open = new HtmlConversation(place, this.#reading, this.#clock, this.#media)
    this.#open.begin(out)
    return this.#open
  }

  #warnOfMissing({pages, folder}: HtmlChat): void {
    const numbers = new Set(pages.map(pageNumber))
    const missing: string[] = []
    for (let number = 1; number < Math.max(...numbers); number++) {
      if (!numbers.has(number)) missing.push(number === 1 ? 'messages.html' : `messages${number}.html`)
    }
    if (missing.length === 0) return
    const named = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ` and ${missing.length - 5} more` : '')
    this.#reading.context.warn({
      code: 'missing-page',
      message: `${named} of ${folder || 'the chat'} missing: up to 1000 messages each are not in the input.`,
      place: {file: `${folder}${missing[0]}`},
    })
  }

  /** The last page has no link to a next one. */
  #warnOfNext(link: HtmlElement, page: InputFile, {pages, folder}: HtmlChat): void {
    if (page !== pages.at(-1) || !/^next/i.test(labelText(link))) return
    const next = `${folder}${link.attributes.href ?? ''}`
    this.#reading.context.warn({
      code: 'missing-page',
      message: `${page.path} goes on in ${next}, which is not in the input: the messages after it are missing.`,
      place: {file: page.path},
    })
  }

  #warnOfUnreadable({path}: InputFile): void {
    this.#reading.context.warn({
      code: 'unreadable-file',
      message: `${path} holds nothing that Telegram Desktop writes into a page: it is empty, cut short, not in UTF-8 or another program's. None of its messages were read; copy it again, or export again.`,
      place: {file: path},
    })
  }

  #warnOfCut(page: InputFile): void {
    this.#reading.context.warn({
      code: 'truncated-file',
      message: `${page.path} ends in the middle: the export was stopped or the file was not copied whole. Everything before that was read; export again to have the rest.`,
      place: {file: page.path},
    })
  }
}

function isWanted(element: HtmlElement): boolean {
  return isEntry(element) || isPageHeader(element) || element.classes.includes('pagination')
}
