/**
 * 撤销: an approval that was issued is undone by another authority than the one that gave it. Neither a return nor a
 * vote taken back crosses an issued decision; this does, until something is built on it.
 */

import type { Check } from '../../case/refusal.ts'
import { voicesOf } from '../../case/voices.ts'
import { startClock } from '../../values/clock.ts'
import { isSameIdentifier } from '../../values/identifier.ts'
import type { PersonId } from '../../values/ids.ts'
import type { BodyOf } from '../actions.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import { approvalOf, type ProjectState } from '../state.ts'
import { ENDED, PROJECT_STATUSES, type ProjectStatus } from '../status.ts'
import { inStatus } from '../status-check.ts'
import type { ApprovalEvent } from './events.ts'
import type { Approval } from './state.ts'
import type { RevocationEffect, Stage } from './words.ts'

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
    rules: (state, body, { actor }) => [
      must(inForce(state, body) !== undefined, 'otherApproval', otherApproval(state, body)),
      approverCheck(state, body.stage, voicesOf(actor)),
    ],
    events: (state, body, facts) => [revoked(state, body, facts)],
  },
}

/** Of the approval and of all later ones, which fall with it. */
export const approversOf = ({ approvals }: ProjectState, stage: Stage): PersonId[] => {
  const from = approvals.findIndex((approval) => approval.stage === stage)
  return from < 0 ? [] : approvals.slice(from).flatMap(({ signedBy }) => signedBy)
}

/** Whoever signed an approval does not revoke it, wherever they work by now. */
export const approverCheck = (state: ProjectState, stage: Stage, voices: readonly PersonId[]): Check =>
  must(!voices.some((voice) => approversOf(state, stage).includes(voice)), 'approverMayNotRevoke')

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
