/**
 * A national plan (国家政务信息化建设规划): drafting, the opinions of the departments, the State Council's approval; and the
 * same way each mid-term amendment, in a run of its own. What may happen in each state is in `domain/national-plan/`.
 */
import { NATIONAL_PLAN_KIND } from '#domain/national-plan/kind.ts'
import type { PlanStatus } from '#domain/national-plan/status.ts'
import { Case } from './case.ts'

const hasLeft =
  (...statuses: readonly PlanStatus[]) =>
  ({ status }: { status: string }): boolean =>
    !statuses.some((one) => one === status)

/** Takes no input: the workflow id names the case, and everything else is in its record. */
export async function nationalPlan(): Promise<void> {
  const plan = Case.hosted(NATIONAL_PLAN_KIND)
  if (!plan) return
  if (await plan.neverOpened()) {
    await plan.idle()
    if (plan.state.status === 'unopened') return
  }

  // In force, for years: no workflow hosts the plan, until an act wakes it. It is amended only where circumstances have changed
  // materially (T11); a later plan replaces it.
  if (plan.state.status === 'approved') await plan.untilActed()
  do {
    await prepare(plan)
    await plan.idle()
  } while (!isPrepared(plan.state))
}

const isPrepared = hasLeft('drafting', 'consulting', 'consulted', 'requested', 'amending')

/** Of the plan, and of each amendment: until the State Council has decided, or it is given up. */
async function prepare(plan: Case): Promise<void> {
  while (!isPrepared(plan.state)) {
    // The assessment calls for an amendment, which is a whole new content.
    await plan.until(hasLeft('amending'))
    // Departments are asked and answer in time; silence is no objection.
    await plan.until(hasLeft('drafting', 'consulting'))
    // The drafter revises the draft or requests approval, with an argument.
    await plan.until(hasLeft('consulted'))
    // The State Council approves, returns or refuses; where it refuses an amendment the old version stays in force.
    await plan.until(hasLeft('requested'))
  }
}
