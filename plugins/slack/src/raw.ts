/**
 * The fields that are read of Slack's objects (sources: https://docs.slack.dev/reference/events/message and real exports of
 * 2015 to 2026). Loose on purpose, see loose.ts; nothing else is looked at.
 */
export interface RawMessage {
  readonly type?: unknown
  readonly subtype?: unknown
  /** `"1736554636.807919"`: the identity of a message inside its conversation. */
  readonly ts?: unknown
  readonly user?: unknown
  readonly user_profile?: unknown
  readonly username?: unknown
  /** `null` on people's file messages of 2015 to 2018. */
  readonly bot_id?: unknown
  readonly bot_profile?: unknown
  readonly client_msg_id?: unknown
  readonly text?: unknown
  readonly blocks?: unknown
  readonly attachments?: unknown
  readonly files?: unknown
  /** Until 2018, in place of `files`. */
  readonly file?: unknown
  readonly comment?: unknown
  readonly room?: unknown
  readonly edited?: unknown
  readonly hidden?: unknown
  readonly thread_ts?: unknown
  readonly parent_user_id?: unknown
  /** On a thread_broadcast: a copy of the parent. */
  readonly root?: unknown
  readonly reply_count?: unknown
  readonly latest_reply?: unknown
  /** `{user, ts}` pairs, or whole messages in slack-archive's files. */
  readonly replies?: unknown
  readonly slackdump_thread_replies?: unknown
  /** Of `message_changed` and `message_deleted`. */
  readonly message?: unknown
  readonly previous_message?: unknown
  readonly deleted_ts?: unknown
  readonly event_ts?: unknown
  /** The conversation, in event logs and slackarchive's dumps. */
  readonly channel?: unknown
}

export interface RawUser {
  readonly id?: unknown
  /** The handle. */
  readonly name?: unknown
  readonly real_name?: unknown
  readonly profile?: unknown
  readonly is_bot?: unknown
  readonly is_workflow_bot?: unknown
}

/** An item of channels.json, groups.json, mpims.json or dms.json. */
export interface RawConversation {
  readonly id?: unknown
  /** In place of `id`, in slackarchive's dumps. */
  readonly channel_id?: unknown
  readonly name?: unknown
  readonly members?: unknown
  /** The other person of a direct message, in place of `members`. */
  readonly user?: unknown
  readonly is_archived?: unknown
  readonly is_im?: unknown
  readonly is_mpim?: unknown
  readonly is_private?: unknown
  readonly topic?: unknown
  readonly purpose?: unknown
}
