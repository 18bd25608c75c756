import {
  DefaultRenderer,
  Listr,
  type ListrBaseClassOptions,
  ListrLogger,
  type ListrTaskWrapper,
  ProcessOutput,
  type SimpleRenderer,
} from 'listr2'

/** A few lines on a terminal that are redrawn in place, each with a state in front. */
export interface TaskList {
  title(task: number, text: string): void
  done(task: number, text: string): void
  /** Draws what is not done as failed, and leaves all as it stands. Resolves when the terminal is free. */
  end(): Promise<void>
}

type Wrapper = ListrTaskWrapper<unknown, typeof StderrRenderer, typeof SimpleRenderer>

/** listr2 asks whether standard output is a terminal; it is standard error that this draws on. */
class StderrRenderer extends DefaultRenderer {
  static override nonTTY = true as never
}

/**
 * Draws a task list on standard error, all tasks running at once. listr2 itself does nothing but draw.
 * @param after nothing is drawn before this: two lists at once would overwrite each other
 */
export function drawTaskList(titles: readonly string[], after: Promise<void>): TaskList {
  const tasks = titles.map((title) => createTask(title))
  const list = new Listr(
    tasks.map(({run}, i) => ({title: titles[i] ?? '', task: run})),
    {
      concurrent: true,
      exitOnError: false,
      // It would end the process at Ctrl-C.
      registerSignalListeners: false,
      renderer: StderrRenderer,
      rendererOptions: {
        logger: new ListrLogger({processOutput: new ProcessOutput(process.stderr, process.stderr)}),
        collapseErrors: false,
        showErrorMessage: false,
        formatOutput: 'truncate',
      },
    } as ListrBaseClassOptions<unknown, typeof StderrRenderer, typeof SimpleRenderer>,
  )
  const drawn = after.then(() => list.run())
  return {
    title: (task, text) => tasks[task]?.title(text),
    done: (task, text) => tasks[task]?.done(text),
    async end() {
      for (const task of tasks) task.fail()
      await drawn
    },
  }
}

function createTask(first: string) {
  let wrapper: Wrapper | undefined
  let wanted = first
  let settle: {resolve(): void; reject(error: Error): void} | undefined
  let outcome: 'done' | 'failed' | undefined
  const finish = (as: 'done' | 'failed') => {
    if (outcome) return
    outcome = as
    if (as === 'done') settle?.resolve()
    else settle?.reject(new Error(wanted))
  }
  const title = (text: string) => {
    if (outcome || wanted === text) return
    wanted = text
    if (wrapper) wrapper.title = text
  }
  return {
    title,
    done(text: string) {
      title(text)
      finish('done')
    },
    fail: () => finish('failed'),
    run: (_: unknown, task: Wrapper) =>
      new Promise<void>((resolve, reject) => {
        wrapper = task
        task.title = wanted
        settle = {resolve, reject}
        if (outcome === 'done') resolve()
        if (outcome === 'failed') reject(new Error(wanted))
      }),
  }
}
