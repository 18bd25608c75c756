import type {SourcePromise} from '../source-promise.js'
import * as damage from './damage.js'
import {declaresItself, describesOptions, namesLosses} from './declaration.js'
import {detectsHarmlessly, looksAtLittle, recognisesItsOwn} from './detection.js'
import {printsNothing, staysOffTheNetwork, writesNothing} from './isolation.js'
import {losesWhatItSays} from './losses.js'
import {keepsMemoryFlat} from './memory.js'
import {beginsConversations, explainsSkips, keepsIdsApart, tellsTime, yieldsPlainData} from './records.js'
import {beginsAnew} from './resuming.js'
import {readsAlike, readsAllForms} from './sameness.js'
import {stopsSoon} from './stopping.js'

/** All promises of docs/source-contract.md that a test can check, in the order of their numbers. */
export const PROMISES: readonly SourcePromise[] = [
  declaresItself,
  describesOptions,
  namesLosses,
  recognisesItsOwn,
  looksAtLittle,
  detectsHarmlessly,
  readsAllForms,
  readsAlike,
  beginsConversations,
  keepsIdsApart,
  tellsTime,
  yieldsPlainData,
  explainsSkips,
  stopsSoon,
  printsNothing,
  staysOffTheNetwork,
  writesNothing,
  keepsMemoryFlat,
  damage.refusesForeignInput,
  damage.survivesTruncation,
  damage.survivesEmptiness,
  damage.survivesEncodings,
  damage.survivesSurrogates,
  damage.survivesPrototypes,
  damage.survivesNames,
  damage.survivesHugeLines,
  damage.survivesJunk,
  beginsAnew,
  losesWhatItSays,
]
