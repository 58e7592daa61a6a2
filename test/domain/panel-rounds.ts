/** Rounds of a joint decision on an approval, with a given panel. */

import { changedValues } from '#domain/engine/policy.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { type Panel, type PanelSeat, TWO_PERSONS } from '#domain/review/panels.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { appraised, approveBody, filed } from './approval-form.ts'
import type { ProjectDriver } from './project-driver.ts'
import { approver } from './project-people.ts'

export const seat = (id: string, change: Partial<PanelSeat> = {}): PanelSeat => ({
  id,
  order: 1,
  weight: 1,
  ...change,
})
export const another = (person: string, change: Partial<PersonActor> = {}): PersonActor => ({
  ...approver,
  person: person as PersonId,
  ...change,
})
export const [second, third] = [another('p-second'), another('p-third')]
export const finance = seat('finance', { role: 'financeMinistry', org: 'mof' })

/** Waiting for the decision, with this panel for it. */
function deciding(panel: Partial<Panel>): ProjectDriver {
  const values = changedValues(POLICY_V1.values, { panels: { decision: { ...TWO_PERSONS, ...panel } } })
  return appraised(filed().given({ policy: { ...POLICY_V1, values } }))
}
export const proposed = (panel: Partial<Panel>): ProjectDriver => {
  const p = deciding(panel)
  return p.actOnce('decide', approveBody(p))
}
export const on = (p: ProjectDriver): BodyOf<'confirm'> => ({
  step: 'decision',
  contentHash: p.state.reviews[0]?.subject.contentHash ?? '0'.repeat(64),
})
export const because = (p: ProjectDriver) => ({ ...on(p), reasons: '理由' })
export const to = (p: ProjectDriver, person: string) => ({ ...because(p), to: person as PersonId })
export const seatsNow = (p: ProjectDriver) => p.state.reviews[0]?.seats ?? []
export const status = (p: ProjectDriver) => p.state.status

export const threeHandlers = [seat('one'), seat('two'), seat('three')]
