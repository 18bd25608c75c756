/**
 * What becomes of each kind of message (https://docs.slack.dev/reference/events/message and exports of 2015 to 2026).
 *
 * - `message`: words that somebody, or some program, wrote
 * - `event`: a note that Slack generated about what somebody did; kept with the option `events`
 * - `never`: holds nothing of its own
 * - `log`: changes another message
 */
export type SubtypePolicy = 'message' | 'event' | 'never' | 'log'

const MESSAGES = [
  'bot_message',
  'me_message',
  'thread_broadcast',
  'reply_broadcast',
  'file_share',
  'file_comment',
  'file_mention',
  'slackbot_response',
  'document_comment',
] as const

/** Generated notes, and what each says. */
const EVENTS = {
  app_conversation_join: 'an app was added to the conversation',
  app_conversation_leave: 'an app was removed from the conversation',
  assistant_app_thread: 'a thread with an app was opened',
  bot_add: 'an integration was added',
  bot_disable: 'an integration was disabled',
  bot_enable: 'an integration was enabled',
  bot_remove: 'an integration was removed',
  channel_archive: 'the channel was archived',
  channel_canvas_updated: 'the canvas of the channel changed',
  channel_convert_to_private: 'the channel was made private',
  channel_join: 'somebody joined the channel',
  channel_leave: 'somebody left the channel',
  channel_name: 'the channel was renamed',
  channel_posting_permissions: 'the permissions to post changed',
  channel_purpose: 'the purpose of the channel changed',
  channel_topic: 'the topic of the channel changed',
  channel_unarchive: 'the channel was taken out of the archive',
  document_comment_root: 'comments on a canvas were started',
  document_mention: 'somebody was mentioned in a canvas',
  emoji_changed: 'a custom emoji changed',
  file_changed: 'a file changed',
  file_created: 'a file was created',
  file_deleted: 'a file was deleted',
  file_public: 'a file was made public',
  file_shared: 'a file was shared',
  file_unshared: 'a file is no longer shared',
  group_archive: 'the private channel was archived',
  group_join: 'somebody joined the private channel',
  group_leave: 'somebody left the private channel',
  group_name: 'the private channel was renamed',
  group_purpose: 'the purpose of the private channel changed',
  group_topic: 'the topic of the private channel changed',
  group_unarchive: 'the private channel was taken out of the archive',
  huddle_thread: 'a huddle was started',
  joiner_notification: 'a new member was announced',
  joiner_notification_for_inviter: 'a new member was announced to who invited them',
  pinned_item: 'a message was pinned',
  reminder_add: 'a reminder was set',
  reminder_delete: 'a reminder was deleted',
  sh_room_created: 'a call was started',
  sh_room_shared: 'a call was shared',
  share_shortcut: 'a shortcut was shared',
  tabbed_canvas_updated: 'a canvas tab changed',
  unpinned_item: 'a message is no longer pinned',
} as const

const NEVER = {
  ekm_access_denied: 'withheld: the key that encrypts it was revoked',
  tombstone: 'deleted before the export was made',
} as const

const LOG = {
  message_changed: 'the record of an edit, applied to its message',
  message_deleted: 'the record of a deletion, applied to its message',
  message_replied: 'the record of a reply, which stands for itself',
} as const

const POLICIES: ReadonlyMap<string, SubtypePolicy> = new Map<string, SubtypePolicy>([
  ...MESSAGES.map((name) => [name, 'message'] as const),
  ...Object.keys(EVENTS).map((name) => [name, 'event'] as const),
  ...Object.keys(NEVER).map((name) => [name, 'never'] as const),
  ...Object.keys(LOG).map((name) => [name, 'log'] as const),
])

/** The policy of a subtype; undefined when Slack had none of that name when this was written. */
export function subtypePolicy(subtype: string): SubtypePolicy | undefined {
  return POLICIES.get(subtype)
}

/** `channel_join` -> `channel-join`, the code under which it is counted. */
export function skipCode(subtype: string): string {
  return subtype.replaceAll('_', '-')
}

/** Skip code -> meaning, for every subtype that can be left out. */
export const SUBTYPE_SKIPS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({...EVENTS, ...NEVER, ...LOG}).map(([subtype, meaning]) => [skipCode(subtype), meaning]),
)
