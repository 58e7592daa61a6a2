/**
 * 撤销: an approval that was issued is undone by another authority than the one that gave it. Neither a return nor a
 * vote taken back crosses an issued decision; this does, until something is built on it.
 */

import { startClock } from '../clock.ts'
import { isSameIdentifier } from '../identifier.ts'
import type { BodyOf } from '../project/actions.ts'
import type { ProjectEvent } from '../project/events.ts'
import type { Facts } from '../project/facts.ts'
import type { Rules } from '../project/rule.ts'
import { approvalOf, type ProjectState } from '../project/state.ts'
import { ENDED, PROJECT_STATUSES, type ProjectStatus } from '../project/status.ts'
import { inStatus } from '../project/status-check.ts'
import { must } from '../refusal.ts'
import type { ApprovalEvent } from './events.ts'
import type { Approval } from './state.ts'
import type { RevocationEffect } from './words.ts'

type RevokeBody = BodyOf<'revokeDecision'>

const RUNNING = (Object.keys(PROJECT_STATUSES) as ProjectStatus[]).filter((status) => !ENDED.includes(status))

export const REVOCATION_RULES: Rules<'revokeDecision'> = {
  revokeDecision: {
    ready: (state) => [
      inStatus(state, ...RUNNING),
      must(state.approvals.length > 0, 'nothingToRevoke'),
      // From the start of construction on the law has its own means: rectification, suspension, termination.
      must(state.construction === null, 'builtOnApproval'),
    ],
    rules: (state, body) => [
      must(inForce(state, body) !== undefined, 'otherApproval', otherApproval(state, body)),
    ],
    events: (state, body, facts) => [revoked(state, body, facts)],
  },
}

const inForce = (state: ProjectState, { stage, documentNumber }: RevokeBody): Approval | undefined => {
  const approval = approvalOf(state, stage)
  return approval && isSameIdentifier(approval.documentNumber, documentNumber) ? approval : undefined
}

const otherApproval = (state: ProjectState, { stage }: RevokeBody) => ({
  stage,
  current: approvalOf(state, stage)?.documentNumber ?? '-',
})

function revoked(state: ProjectState, body: RevokeBody, { on, policy }: Facts): ProjectEvent {
  const approval = inForce(state, body)
  if (!approval) throw new Error('a revocation without an approval passed its checks')
  const { stage, ground, document, reasons } = body
  const { revocationEffects, decisionWorkingDays } = policy.values
  return {
    type: 'decisionRevoked',
    v: 1,
    on,
    stage,
    round: approval.round,
    documentNumber: approval.documentNumber,
    ground,
    effect: possibleEffect(state, approval, revocationEffects[ground]),
    workingDays: decisionWorkingDays,
    document,
    reasons,
    policyVersion: policy.version,
  }
}

/** The document that was approved can be decided anew only while it is the one at hand: a later one replaced it. */
const possibleEffect = (
  { approval }: ProjectState,
  { stage, formDigest }: Approval,
  effect: RevocationEffect,
): RevocationEffect =>
  effect === 'decideAnew' && (approval.stage !== stage || approval.form.digest !== formDigest)
    ? 'resubmit'
    : effect

const STATUS_AFTER: Readonly<Record<RevocationEffect, ProjectStatus>> = {
  decideAnew: 'deciding',
  resubmit: 'returned',
  end: 'terminated',
}

/** The state after a revocation: the same stage in a new round with a new clock, waiting for its owner, or the end. */
export function afterRevocation(
  state: ProjectState,
  { stage, effect, on, workingDays }: Extract<ApprovalEvent, { type: 'decisionRevoked' }>,
): ProjectState {
  // Whatever was approved later rests on it, and an approval that it replaced does not come back.
  const from = state.approvals.findIndex((approval) => approval.stage === stage)
  const fallen = state.approvals.slice(from).map((approval) => approval.stage)
  const isAnew = effect === 'decideAnew'
  const round = (state.rounds[stage] ?? 0) + 1
  return {
    ...state,
    status: STATUS_AFTER[effect],
    approvals: state.approvals.slice(0, from),
    conditions: {
      ...state.conditions,
      open: state.conditions.open.filter((condition) => !fallen.includes(condition.stage)),
    },
    rounds: isAnew ? { ...state.rounds, [stage]: round } : state.rounds,
    approval: {
      ...state.approval,
      stage,
      round: isAnew ? round : state.approval.round,
      clock: isAnew ? startClock(on, workingDays) : null,
      extended: isAnew ? false : state.approval.extended,
    },
  }
}
