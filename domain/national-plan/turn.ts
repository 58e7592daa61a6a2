/** Whose turn it is in each status, and what waits for whom. */

import type { Office } from '../case/notice.ts'
import type { Turn } from '../case/state.ts'
import type { Work } from '../tasks/kind.ts'
import { NO_DUE } from '../tasks/task.ts'
import { chargedWith } from './content.ts'
import { unanswered } from './opinions.ts'
import type { PlanState } from './state.ts'
import type { PlanStatus } from './status.ts'
import { TOPIC_TABLES } from './topics.ts'

/** The drafter's next act, and the others that are the same piece of work. */
const DRAFTERS_WORK: Readonly<Partial<Record<PlanStatus, readonly [string, ...string[]]>>> = {
  drafting: ['askOpinions', 'revisePlan', 'abandonPlan'],
  consulted: ['requestApproval', 'revisePlan', 'askOpinions', 'abandonPlan'],
  amending: ['proposeAmendment', 'abandonPlan'],
}

/** While several departments are asked it is the turn of the first that has not answered. */
export function turnOf(state: PlanState): Turn | null {
  const { status, owner, authority } = state
  const [first] = unanswered(state)
  if (status === 'consulting' && first) return { role: 'departmentLead', org: first.org }
  if (status === 'requested') return { role: 'stateCouncilOffice', org: authority }
  return DRAFTERS_WORK[status] ? { role: 'approver', org: owner } : null
}

export function workOf(state: PlanState): Work[] {
  const { status, round, owner, authority } = state
  const acts = DRAFTERS_WORK[status]
  const plain = { round, field: null, due: NO_DUE, why: 'turn' } as const
  if (acts) return [{ ...plain, verb: acts[0], acts, org: owner }]
  if (status === 'consulting') return unanswered(state).map((one) => opinionWork(state, one))
  const isProposed = state.reviews.some(({ subject }) => subject.verb === 'decidePlan')
  return status === 'requested' && !isProposed
    ? [{ ...plain, verb: 'decidePlan', acts: ['decidePlan'], org: authority }]
    : []
}

const opinionWork = (state: PlanState, { number, org }: { number: number; org: string }): Work => ({
  ...{ verb: 'giveOpinion', acts: ['giveOpinion'], round: number, field: 'request', org },
  ...{ due: TOPIC_TABLES.dueOf(state, 'giveOpinion'), why: 'turn' },
})

/** Departments that were asked, and those that the plan charges, in preparation and in its last version. */
export function partiesOf({ opinions, draft, items, owner }: PlanState): Office[] {
  const charged = chargedWith([...(draft?.items ?? []), ...items], owner)
  const all = [...new Set([...opinions.map(({ org }) => org), ...charged])]
  return all.toSorted().map((org) => ({ role: 'departmentLead', org }))
}
