export type {Answer} from './answer.js'
export {everosV1} from './everos-v1.js'
export type {HttpOptions} from './http.js'
export type {EncodedAdd, ReadBack, Target, TargetConversation, TaskState} from './target.js'
