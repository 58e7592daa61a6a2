/**
 * Evidence on the O&M gates (rulebook §2.8): who may record that a gate is met or unmet, and how long evidence is valid.
 */

import { listed, type Words, wordsIn } from '../../case/kind.ts'
import { information, NOTHING_TO_DO } from '../../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { POLICY_DEFAULT, POLICY_RESTORATION, STEP_OM_FUNDS } from '../../law/own-policy.ts'
import { tableOf } from '../../law/policy.ts'
import { type OrgId, ROLES } from '../../values/directory.ts'
import { addMonths, type PlainDate } from '../../values/plain-date.ts'
import { date, document, flag, type Infer, integer, object, oneOf, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import { plannableCheck } from '../planned-ahead.ts'
import type { ProjectState } from '../state.ts'
import { act, type Events, type ProjectTopic } from '../topic.ts'
import {
  correctionCheck,
  evidenceAfter,
  FINDING_REFUSALS,
  findingsAgainst,
  liftedBy,
  liftingChecks,
} from './findings.ts'
import {
  EVIDENCE_ROLES,
  type EvidenceRole,
  endOf,
  GATE_STATUSES,
  GATES,
  type Gate,
  type GateStatus,
  NOT_ACCEPTED_YET,
} from './gate.ts'
import { GATE_RULES, GATES_AUDIENCE } from './gates.ts'
import { fundsFrozenBy } from './om-funds.ts'
import { REGISTER_GATE, REGISTER_REFUSALS, REGISTER_VALID_MONTHS } from './register-gate.ts'
import { SECURITY_GATE } from './security-gate.ts'
import { SHARING_GATE, SHARING_VALID_MONTHS } from './sharing-gate.ts'
import { inEvaluation } from './state.ts'

const REFUSALS = {
  evidenceInFuture: {
    kind: 'input',
    zh: '证据日期 {on} 晚于今日',
    en: 'the finding is dated {on}, later than today',
    source: POLICY_DEFAULT,
  },
  evidenceSuperseded: {
    kind: 'gate',
    zh: '该闸口已有 {on} 的更新证据',
    en: 'there is later evidence on this gate, of {on}',
    source: POLICY_DEFAULT,
  },
  evidenceNeverValid: {
    kind: 'input',
    zh: '有效期 {validUntil} 早于证据日期',
    en: 'the evidence would run out on {validUntil}, before it was found',
    source: POLICY_DEFAULT,
  },
  evidenceBeforeConstruction: {
    kind: 'input',
    zh: '证据日期 {on} 早于开工日期 {startedOn}',
    en: 'the finding is dated {on}, before the construction began on {startedOn}',
    source: POLICY_DEFAULT,
  },
  evidenceValidTooLong: {
    kind: 'input',
    zh: '该闸口证据有效期不超过 {months} 个月，最晚至 {latest}',
    en: 'evidence on this gate counts for {months} months at most, until {latest}',
    source: POLICY_DEFAULT,
  },
  evidenceRunOut: {
    kind: 'input',
    zh: '该证据已于 {on} 失效，不能证明闸口已满足；请提供 {months} 个月内的新证据',
    en: 'the evidence ran out on {on} and shows nothing any more: give one of the last {months} months',
    source: POLICY_DEFAULT,
  },
  evidenceOfAnotherBody: {
    kind: 'forbidden',
    zh: '该闸口（{gate}）的证据由下列角色登记：{roles}',
    en: 'evidence on the gate “{gate}” is recorded by: {roles}',
    source: POLICY_RESTORATION,
  },
  ...FINDING_REFUSALS,
  ...REGISTER_REFUSALS,
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const GATE_EVIDENCE_POLICY = {
  /**
   * Who records evidence on which O&M gate. The law names no recorder: a correction is verified by the evidence
   * source, which is catalog, sharing platform or security authority.
   */
  gateEvidenceRoles: tableOf(
    {
      sharing: SHARING_GATE.recordedBy,
      register: REGISTER_GATE.recordedBy,
      security: SECURITY_GATE.recordedBy,
    },
    object({ approver: flag(), cyberspace: flag(), financeMinistry: flag() }),
    POLICY_RESTORATION,
  ),
  /** How long evidence that a gate is met is valid at most; for security it is the period of an assessment. */
  gateEvidenceValidMonths: tableOf(
    { sharing: SHARING_VALID_MONTHS, register: REGISTER_VALID_MONTHS },
    integer(1, 120, 'months'),
  ),
}

export type GateEvidenceEvent = {
  type: 'gateEvidenceRecorded'
  v: 1
  gate: Gate
  status: GateStatus
  document: string
  on: PlainDate
  validUntil: PlainDate | null
  note: string | null
  /** For evidence that a gate is met: the bodies whose findings it lifts. Left out: all findings. */
  lifts?: OrgId[]
}

const EVIDENCE = object(
  {
    gate: oneOf(GATES),
    status: oneOf(GATE_STATUSES),
    document: document('the finding: sharing log, register excerpt, assessment report'),
    on: date<PlainDate>('day of the finding'),
  },
  { note: prose(2000), validUntil: date<PlainDate>('last day on which the finding counts') },
)
export type Evidence = Infer<typeof EVIDENCE>

const acts = {
  recordGateEvidence: act({
    zh: '登记运维闸口证据',
    en: 'record evidence on an O&M gate',
    source: STEP_OM_FUNDS,
    roles: EVIDENCE_ROLES,
    relation: 'national',
    decides: true,
    body: EVIDENCE,
    from: [...NOT_ACCEPTED_YET, 'accepted', 'operating'],
    ready: (state, facts) => [competent(state, facts)],
    rules: (state, body, facts) => [
      ...gateChecks(state, body, facts),
      ...dateChecks(state, body, facts),
      ...validityChecks(body, facts),
    ],
    events: (state, body, facts) => {
      const { gate, status, document, on, note } = body
      const validUntil = validityOf(body, facts)
      const lifts = status === 'met' ? { lifts: liftedBy(state, body, facts).map(({ body: by }) => by) } : {}
      const evidence = { gate, status, document, on, validUntil, note: note ?? null, ...lifts }
      const isNew = status === 'unmet' && findingsAgainst(state, gate).length === 0
      return [
        { type: 'gateEvidenceRecorded', v: 1, ...evidence },
        ...(isNew ? fundsFrozenBy(gate, state, facts) : []),
      ]
    },
  }),
}

/** An approver must belong to the authority of the project or to the planning authority: the role alone is not enough. */
function competent({ authority }: ProjectState, { actor, policy }: Facts): Check {
  const isElsewhere =
    actor.kind === 'person' &&
    actor.role === 'approver' &&
    !actor.orgPath.includes(authority) &&
    !actor.orgPath.includes(policy.values.planningAuthority)
  return must(!isElsewhere, 'outOfScope')
}

/** The role must be one that records evidence on this gate, and findings of others must not prevent it. */
function gateChecks(state: ProjectState, body: Evidence, facts: Facts): Check[] {
  const { gate } = body
  const { actor, policy } = facts
  const recordedBy = policy.values.gateEvidenceRoles[gate]
  const mayRecord = actor.kind !== 'person' || recordedBy[actor.role as EvidenceRole]
  return [
    GATE_RULES[gate].evidenceCheck?.(state) ?? null,
    must(mayRecord, 'evidenceOfAnotherBody', {
      gate: wordsIn(GATE_RULES, gate),
      roles: rolesIn(recordedBy),
    }),
    ...liftingChecks(state, body, facts),
  ]
}

const rolesIn = (recordedBy: Readonly<Record<EvidenceRole, boolean>>): Words =>
  listed(EVIDENCE_ROLES.filter((role) => recordedBy[role]).map((role) => ROLES[role]))

/** Evidence may not have a date in the future or before construction; a correction must be later than the finding. */
function dateChecks(state: ProjectState, body: Evidence, facts: Facts): Check[] {
  const { gate, on } = body
  const startedOn = state.construction?.startedOn ?? facts.on
  const last = state.evaluation?.gates[gate]
  const lifted = liftedBy(state, body, facts)
  return [
    must(on <= facts.on, 'evidenceInFuture', { on }),
    must(on >= startedOn, 'evidenceBeforeConstruction', { on, startedOn }),
    lifted.length > 0
      ? correctionCheck(lifted, { on, startedOn })
      : must(!last || last.on <= on, 'evidenceSuperseded', { on: last?.on ?? '' }),
  ]
}

function validityChecks(body: Evidence, facts: Facts): Check[] {
  const { gate, status, on, validUntil } = body
  const months = GATE_RULES[gate].validMonths(facts.policy)
  const latest = addMonths(on, months)
  const end = validityOf(body, facts)
  const isNever = validUntil !== undefined && validUntil < on
  return [
    must(!isNever, 'evidenceNeverValid', { validUntil: validUntil ?? '' }),
    ...(validUntil === undefined ? [] : [plannableCheck(validUntil, facts)]),
    must(validUntil === undefined || validUntil <= latest, 'evidenceValidTooLong', { latest, months }),
    must(status === 'unmet' || isNever || end === null || end >= facts.on, 'evidenceRunOut', {
      on: end ?? '',
      months,
    }),
  ]
}

/** The last day of evidence that a gate is met; if it names none, by policy [D]. Null for a finding: it stands until it is lifted. */
const validityOf = ({ gate, status, on, validUntil }: Evidence, { policy }: Facts): PlainDate | null =>
  status === 'unmet' ? null : endOf({ on, validUntil }, GATE_RULES[gate].validMonths(policy))

const events: Events<GateEvidenceEvent> = {
  gateEvidenceRecorded: {
    evolve: (state, event, meta) => {
      const gates = state.evaluation?.gates ?? {}
      return inEvaluation(state, {
        gates: { ...gates, [event.gate]: evidenceAfter(gates[event.gate], event, meta) },
      })
    },
    notice: {
      to: GATES_AUDIENCE,
      zh: '运维闸口证据已登记',
      en: 'Evidence on an O&M gate was recorded',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
}

export const GATE_EVIDENCE = {
  acts,
  events,
  refusals: REFUSALS,
} satisfies ProjectTopic
