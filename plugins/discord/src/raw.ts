/**
 * The files as their writers make them, loosely: every field may be missing or null, because versions and imitators differ.
 * Readers check what they use; nothing here is trusted to have the type it claims.
 */
type Maybe<T> = T | null | undefined

/** DiscordChatExporter JSON, 2.18 to 2.48. */
export interface RawGuild {
  id?: Maybe<string | number>
  name?: Maybe<string>
}

export interface RawChannel {
  id?: Maybe<string | number>
  /** `GuildPublicThread`; other tools write the API's number, `11` or `"11"`. */
  type?: Maybe<string | number>
  /** Of a thread or forum post: its channel or forum. */
  categoryId?: Maybe<string | number>
  category?: Maybe<string>
  name?: Maybe<string>
  topic?: Maybe<string>
}

export interface RawAuthor {
  id?: Maybe<string | number>
  name?: Maybe<string>
  nickname?: Maybe<string>
  discriminator?: Maybe<string | number>
  isBot?: Maybe<boolean>
  roles?: Maybe<Array<{id?: Maybe<string>; name?: Maybe<string>}>>
}

export interface RawAttachment {
  url?: Maybe<string>
  fileName?: Maybe<string>
}

export interface RawEmbed {
  title?: Maybe<string>
  description?: Maybe<string>
  fields?: Maybe<Array<{name?: Maybe<string>; value?: Maybe<string>}>>
  footer?: Maybe<{text?: Maybe<string>}>
}

export interface RawSnapshot {
  content?: Maybe<string>
  attachments?: Maybe<RawAttachment[]>
  embeds?: Maybe<RawEmbed[]>
  stickers?: Maybe<Array<{name?: Maybe<string>}>>
}

export interface RawMessage extends RawSnapshot {
  id?: Maybe<string | number>
  type?: Maybe<string | number>
  timestamp?: Maybe<string>
  timestampEdited?: Maybe<string>
  callEndedTimestamp?: Maybe<string>
  author?: Maybe<RawAuthor>
  mentions?: Maybe<RawAuthor[]>
  reference?: Maybe<{
    /** `Default` or `Forward`, from 2.47. */
    type?: Maybe<string>
    messageId?: Maybe<string>
    channelId?: Maybe<string>
  }>
  forwardedMessage?: Maybe<RawSnapshot>
}

/** Discord's data package: `c<id>/channel.json` and one element of `messages.json`. */
export interface RawPackageChannel {
  id?: Maybe<string | number>
  /** A number in old packages, `GUILD_TEXT` and the like in new ones. */
  type?: Maybe<string | number>
  name?: Maybe<string>
  /** User ids, the owner's too, and sometimes `Deleted User`. */
  recipients?: Maybe<string[]>
  guild?: Maybe<RawGuild>
}

export interface RawPackageMessage {
  ID?: Maybe<string | number>
  Timestamp?: Maybe<string>
  Contents?: Maybe<string>
  Attachments?: Maybe<string>
}

export interface RawRelationship {
  id?: Maybe<string>
  nickname?: Maybe<string>
  user?: Maybe<{id?: Maybe<string>; username?: Maybe<string>; global_name?: Maybe<string>}>
}

/** Discord History Tracker, text archive. */
export interface RawTrackerMeta {
  users?: Maybe<Record<string, Maybe<{name?: Maybe<string>; tag?: Maybe<string>}>>>
  userindex?: Maybe<string[]>
  servers?: Maybe<Array<{name?: Maybe<string>; type?: Maybe<string>}>>
  channels?: Maybe<Record<string, Maybe<{server?: Maybe<number>; name?: Maybe<string>; topic?: Maybe<string>}>>>
}

export interface RawTrackerMessage {
  /** Index into `userindex`. */
  u?: Maybe<number>
  /** Unix ms. */
  t?: Maybe<number>
  m?: Maybe<string>
  /** Unix ms of the last edit. */
  te?: Maybe<number>
  r?: Maybe<string>
  a?: Maybe<Array<{url?: Maybe<string>}>>
  e?: Maybe<Array<{type?: Maybe<string>; t?: Maybe<string>; d?: Maybe<string>}>>
}

/** One element of a day file. */
export interface RawDayMessage {
  author?: Maybe<string>
  content?: Maybe<string>
  created_at?: Maybe<string>
  category?: Maybe<string>
  parent?: Maybe<string>
  attachments?: Maybe<Array<{origin_name?: Maybe<string>}>>
}
