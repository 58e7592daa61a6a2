/**
 * Revocation 撤销: another authority than the one that issued an approval revokes it. An issued approval cannot be undone by a
 * return or by taking back a vote, only by a revocation, and only until construction starts.
 */

import { outcome } from '../../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { type Side, sidesOf, voicesOf } from '../../case/voices.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES, STEP_HALTS } from '../../law/own-policy.ts'
import { tableOf, wordOf } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import type { Review } from '../../review/state.ts'
import { startClock } from '../../values/clock.ts'
import { type PersonActor, ROLES, type Role } from '../../values/directory.ts'
import { isSameIdentifier } from '../../values/identifier.ts'
import type { PersonId } from '../../values/ids.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, documentNumber, type Infer, object, oneOf, prose } from '../../values/shape.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { approvalOf, type ProjectState } from '../state.ts'
import { ENDED, PROJECT_STATUSES, type ProjectStatus } from '../status.ts'
import { act, type Events, type ProjectTopic } from '../topic.ts'
import { decisionPeriod } from './joint-handling.ts'
import { withoutServicesOf } from './service.ts'
import type { Approval } from './state.ts'
import { STAGE_TITLES, STAGES, type Stage } from './words.ts'

const REFUSALS = {
  nothingToRevoke: {
    kind: 'state',
    zh: '没有可撤销的批复',
    en: 'there is no approval in force to revoke',
    source: POLICY_DEFAULT,
  },
  otherApproval: {
    kind: 'state',
    zh: '“{stage}”现行有效的批复是 {current}，并非所撤销的',
    en: 'the approval in force of the {stage} is {current}, not the one named',
    source: POLICY_DEFAULT,
  },
  builtOnApproval: {
    kind: 'state',
    zh: '项目已开工，批复不得撤销；可责令整改、暂停或终止',
    en: 'construction has begun: order a rectification, suspend or terminate instead',
    source: together(STEP_HALTS, POLICY_DEFAULT),
  },
  revokingAuthorityOnly: {
    kind: 'forbidden',
    zh: '批复只能由政策指定的角色（{role}）撤销，且不得是作出批复的部门',
    en: 'only the role that policy names ({role}) revokes, and never whoever approved',
    source: SEPARATION_OF_DUTIES,
  },
  approverMayNotRevoke: {
    kind: 'forbidden',
    zh: '签署过所撤销批复的人员不得参与撤销',
    en: 'whoever signed what is revoked does not revoke it',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

/** Roles that policy may choose as the revoking one. */
const REVOKING_ROLES = ['stateCouncilOffice', 'approver'] as const satisfies readonly Role[]

/** Grounds of a revocation; policy says what follows from each. */
export const REVOCATION_GROUNDS = {
  procedureViolated: { zh: '审批程序违法', en: 'the procedure was violated' },
  factsWrong: { zh: '认定事实有误', en: 'the facts were found wrongly' },
  circumstancesChanged: { zh: '客观情况发生重大变化', en: 'circumstances have changed materially' },
  materialsFalse: { zh: '申报材料虚假', en: 'the materials were false' },
} as const satisfies Record<string, { zh: string; en: string }>
export type RevocationGround = keyof typeof REVOCATION_GROUNDS
const GROUNDS = Object.keys(REVOCATION_GROUNDS) as [RevocationGround, ...RevocationGround[]]

/** Effects of a revocation: the same document is decided on again, a new document is required, or the project ends. */
export const REVOCATION_EFFECTS = {
  decideAnew: { zh: '重新审批', en: 'to be decided anew' },
  resubmit: { zh: '重新报送', en: 'to be submitted anew' },
  end: { zh: '项目终止', en: 'the project ends' },
} as const satisfies Record<string, { zh: string; en: string }>
type RevocationEffect = keyof typeof REVOCATION_EFFECTS
const EFFECTS = Object.keys(REVOCATION_EFFECTS) as [RevocationEffect, ...RevocationEffect[]]

export const REVOCATION_POLICY = {
  /** The role that may revoke an approval of another authority. */
  revokingRole: wordOf(REVOKING_ROLES, 'stateCouncilOffice', SEPARATION_OF_DUTIES),
  /** What follows from each ground. */
  revocationEffects: tableOf<RevocationGround, RevocationEffect>(
    {
      procedureViolated: 'decideAnew',
      factsWrong: 'decideAnew',
      circumstancesChanged: 'resubmit',
      materialsFalse: 'end',
    },
    oneOf(EFFECTS),
  ),
}

/** An approval is no longer valid, nor are all approvals after it. */
export type RevocationEvent = {
  type: 'decisionRevoked'
  v: 1
  on: PlainDate
  stage: Stage
  /** The round that was approved, and its letter. */
  round: number
  documentNumber: string
  ground: RevocationGround
  effect: RevocationEffect
  /** `decideAnew`: the period of the new clock. */
  workingDays: number
  document: string
  reasons: string
  policyVersion: string
}

const revocationBody = object({
  stage: oneOf(STAGES, 'the stage whose approval is revoked'),
  documentNumber: documentNumber('批复文号: exactly the approval in force'),
  ground: oneOf(GROUNDS, '撤销事由'),
  document: document('撤销决定书'),
  reasons: prose(4000, 'written reasons'),
})

type RevokeBody = Infer<typeof revocationBody>

const RUNNING = (Object.keys(PROJECT_STATUSES) as ProjectStatus[]).filter((status) => !ENDED.includes(status))

const acts = {
  revokeDecision: act({
    zh: '撤销批复',
    en: 'revoke an approval',
    source: POLICY_DEFAULT,
    roles: REVOKING_ROLES,
    relation: 'revoker',
    review: 'revocation',
    decides: true,
    body: revocationBody,
    from: RUNNING,
    ready: (state) => [
      must(state.approvals.length > 0, 'nothingToRevoke'),
      // After the start of construction the law has other measures: rectification, suspension, termination.
      must(state.construction === null, 'builtOnApproval'),
    ],
    rules: (state, body, { actor }) => [
      must(inForce(state, body) !== undefined, 'otherApproval', otherApproval(state, body)),
      approverCheck(state, body.stage, voicesOf(actor)),
    ],
    events: (state, body, facts) => [revoked(state, body, facts)],
    // Separation of duties: people who approved, and their authority, may not revoke.
    earlierPart: ({ state, review: { subject }, facts: { policy } }, sides) => [
      must(!isOfAuthority(state, sides), 'revokingAuthorityOnly', {
        role: ROLES[policy.values.revokingRole],
      }),
      approverCheck(
        state,
        stageOf(subject),
        sides.flatMap(({ people }) => people),
      ),
    ],
    keptAway: (state, subject) => approversOf(state, stageOf(subject)),
  }),
}

const isOfAuthority = ({ authority }: ProjectState, sides: readonly Side[]): boolean =>
  sides.some(({ orgPath }) => orgPath.includes(authority))

/** The relation `revoker`: has the role that policy lets revoke, and belongs to another authority than the approving one. */
export const revokerCheck = (
  state: ProjectState,
  { actor, policy }: { actor: PersonActor; policy: Facts['policy'] },
): Check => {
  const { revokingRole } = policy.values
  const isRevoker = actor.role === revokingRole && !isOfAuthority(state, sidesOf(actor))
  return must(isRevoker, 'revokingAuthorityOnly', { role: ROLES[revokingRole] })
}

const stageOf = ({ body }: Review['subject']): Stage => (body as RevokeBody).stage

/** People who signed the approval or a later one, which would be revoked with it. */
const approversOf = ({ approvals }: ProjectState, stage: Stage): PersonId[] => {
  const from = approvals.findIndex((approval) => approval.stage === stage)
  return from < 0 ? [] : approvals.slice(from).flatMap(({ signedBy }) => signedBy)
}

/** People who signed an approval may not revoke it, even if they work elsewhere now. */
const approverCheck = (state: ProjectState, stage: Stage, voices: readonly PersonId[]): Check =>
  must(!voices.some((voice) => approversOf(state, stage).includes(voice)), 'approverMayNotRevoke')

const inForce = (state: ProjectState, { stage, documentNumber }: RevokeBody): Approval | undefined => {
  const approval = approvalOf(state, stage)
  return approval && isSameIdentifier(approval.documentNumber, documentNumber) ? approval : undefined
}

const otherApproval = (state: ProjectState, { stage }: RevokeBody) => ({
  stage: STAGE_TITLES[stage],
  current: approvalOf(state, stage)?.documentNumber ?? '-',
})

function revoked(state: ProjectState, body: RevokeBody, { on, policy }: Facts): ProjectEvent {
  const approval = inForce(state, body)
  if (!approval) throw new Error('a revocation without an approval passed its checks')
  const { stage, ground, document, reasons } = body
  const { revocationEffects } = policy.values
  return {
    type: 'decisionRevoked',
    v: 1,
    on,
    stage,
    round: approval.round,
    documentNumber: approval.documentNumber,
    ground,
    effect: possibleEffect(state, approval, revocationEffects[ground]),
    workingDays: decisionPeriod(state.approval.jointly, policy).workingDays,
    document,
    reasons,
    policyVersion: policy.version,
  }
}

/** The same document can be decided on again only if no later document has replaced it. */
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

/** The state after a revocation: a new round with a new clock, or waiting for a new document, or the end. */
/** What a department was asked for before the approval is not awaited again: its days have passed, and its silence says nothing now. */
const endedConsultations = ({ approval: { consulted } }: ProjectState) =>
  consulted
    ? {
        consulted: consulted.map((one) =>
          one.opinion === null && !one.isSilent ? { ...one, isSilent: 'noOpinion' as const } : one,
        ),
      }
    : {}

function afterRevocation(
  state: ProjectState,
  { stage, effect, on, workingDays }: RevocationEvent,
): ProjectState {
  // Later approvals rest on it, so they are revoked too. An earlier approval that it replaced does not become valid again.
  const from = state.approvals.findIndex((approval) => approval.stage === stage)
  const fallen = state.approvals.slice(from)
  const stages = fallen.map((approval) => approval.stage)
  const isAnew = effect === 'decideAnew'
  const round = (state.rounds[stage] ?? 0) + 1
  return {
    ...state,
    status: STATUS_AFTER[effect],
    approvals: state.approvals.slice(0, from),
    ...withoutServicesOf(state, fallen),
    conditions: {
      ...state.conditions,
      open: state.conditions.open.filter((condition) => !stages.includes(condition.stage)),
    },
    rounds: isAnew ? { ...state.rounds, [stage]: round } : state.rounds,
    approval: {
      ...state.approval,
      ...endedConsultations(state),
      stage,
      round: isAnew ? round : state.approval.round,
      clock: isAnew ? startClock(on, workingDays) : null,
      extended: isAnew ? false : state.approval.extended,
    },
  }
}

const events: Events<RevocationEvent> = {
  decisionRevoked: {
    evolve: afterRevocation,
    notice: {
      to: ['owner', 'authority', 'finance'],
      zh: '批复已撤销',
      en: 'An approval was revoked',
      next: outcome(
        '请建设单位查看撤销理由和后果。',
        'The owner is to read the grounds and what follows from them.',
      ),
    },
    history: ({ stage, documentNumber, ground, effect }) => {
      const [title, why, then] = [STAGE_TITLES[stage], REVOCATION_GROUNDS[ground], REVOCATION_EFFECTS[effect]]
      return {
        zh: `撤销${title.zh}的批复（${documentNumber}）：${why.zh}；${then.zh}`,
        en: `Revoked the approval of the ${title.en} (${documentNumber}): ${why.en}; ${then.en}`,
      }
    },
    forCommissioned: true,
  },
}

export const REVOCATION = {
  acts,
  events,
  refusals: REFUSALS,
} satisfies ProjectTopic
