import type {Conversation} from '../store/conversations.js'
import type {Task} from '../store/tasks.js'
import type {World} from '../world.js'

/** Processes what has waited long enough, in order: a conversation has one worker. */
export function settleReady(world: World, conversation: Conversation, now: number): void {
  for (const task of world.store.tasks.waiting(conversation.id)) {
    if (task.readyAt > now) return
    finish(world, conversation, task, now)
  }
}

/** Processes what has waited long enough, everywhere: a server does, whether or not anybody looks. */
export function settleAll(world: World, now: number): void {
  for (const task of [...world.store.tasks.where("status = 'processing' AND ready_at <= ? ORDER BY id", now)])
    settleThrough(world, task, now)
}

/** Processes a task and whatever waits before it. */
export function settleThrough(world: World, last: Task, now: number): void {
  const conversation = world.store.conversations.byId(last.conversation)
  for (const task of world.store.tasks.waiting(conversation.id, last.id)) finish(world, conversation, task, now)
}

function finish(world: World, conversation: Conversation, task: Task, now: number): void {
  const {store} = world
  store.messages.settle(conversation, task.request, task.fails ? 'failed' : 'buffered')
  store.messages.advance(conversation)
  store.conversations.save(conversation)
  store.tasks.finish(task, task.fails ? 'failed' : 'success', now)
  if (!task.fails) world.processed(conversation, task, now)
}
