import {type Fields, isPresent, optionalText, text} from '../check/fields.js'
import {Refusal} from '../check/refusal.js'
import type {ConversationName} from '../store/conversations.js'
import {DEFAULT_SESSION, refuseReserved, refuseReservedSession, soloGroupId} from './ids.js'

export type GroupName = Extract<ConversationName, {kind: 'group'}>
export type SoloName = Extract<ConversationName, {kind: 'solo'}>

export function groupName(body: Fields): GroupName {
  return {kind: 'group', groupId: text(body, 'group_id')}
}

/** The checks that the server makes after the shape of the whole body is right. */
export function checkGroupName({groupId}: GroupName): void {
  if (groupId === '') throw new Refusal(422, 'Missing required field: group_id')
  refuseReserved('group_id', groupId)
}

/**
 * A personal conversation. The agent endpoints use the same rows. An omitted session is "-1"; an explicit null is stored as null,
 * and a flush without a session does not find it (CORE request_converter.py:454-475).
 */
export function soloName(body: Fields): SoloName {
  const userId = text(body, 'user_id')
  const sessionId = optionalText(body, 'session_id') ?? (isPresent(body, 'session_id') ? null : DEFAULT_SESSION)
  return {kind: 'solo', userId, groupId: soloGroupId(userId), sessionId}
}

export function checkSoloName(body: Fields, {userId}: SoloName): void {
  if (userId === '') throw new Refusal(422, 'Missing required field: user_id')
  if (typeof body.session_id === 'string') refuseReservedSession(body.session_id)
}
