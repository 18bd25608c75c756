import type {DeliveryOptions} from '../config/import-options.js'
import {realTiming} from '../deliver/timing.js'
import type {StoredRun} from '../store/runs.js'
import type {Store} from '../store/store.js'
import type {Target} from '../target/target.js'
import {buildReport} from './build-report.js'
import {deliverRun} from './deliver-run.js'
import type {RunReport} from './report.js'
import type {RunContext} from './run.js'

export interface Undertaking {
  run: StoredRun
  /** It was begun earlier, and is staged. */
  continued: boolean
  /** Reads what is to be imported into the state file; false when it was interrupted. */
  stage(run: StoredRun): Promise<boolean>
  /** Undefined: nothing is sent, and no trace is left. */
  target: Target | undefined
  delivery: DeliveryOptions
  /** The state file is thrown away afterwards: what was only planned need not be taken out of it. */
  throwaway?: boolean
  /** Only what is in the run's conversations is sent along; default: all that is open at its destination. */
  alone?: boolean
}

/** Carries out a run: stages, shows the plan, asks, sends. */
export async function carryOut(
  {run, continued, stage, target, delivery, throwaway = false, alone = false}: Undertaking,
  store: Store,
  context: RunContext & {confirm?: (plan: RunReport) => Promise<boolean>},
): Promise<RunReport> {
  const {now} = context.timing ?? realTiming
  if (!continued && !(await stage(run))) {
    store.runs.setState(run.id, 'interrupted', now())
    const report = {...buildReport(store, store.runs.get(run.id)!), state: 'interrupted' as const}
    store.runs.forget(run.id)
    return report
  }
  const plan = buildReport(store, store.runs.get(run.id)!)
  context.emit({type: 'planned', report: plan})
  if (target === undefined || (context.confirm && !(await context.confirm(plan)))) {
    if (!continued && !throwaway) store.runs.forget(run.id)
    return plan
  }
  return await deliverRun(store.runs.get(run.id)!, store, target, delivery, context, {alone})
}
