/** Evidence on the O&M gates: what shows that a gate is met or not, who may say so, and for how long it counts. */

import type { Check } from '../../case/refusal.ts'
import { isSameRoot, type PersonActor } from '../../values/directory.ts'
import { addMonths, maxDate, type PlainDate } from '../../values/plain-date.ts'
import type { BodyOf } from '../actions.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { plannableCheck } from '../planned-ahead.ts'
import type { PolicyValues } from '../policy.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectStatus } from '../status.ts'
import { inStatus } from '../status-check.ts'
import type { EvidenceRole } from './evidence-roles.ts'
import { findingsAgainst } from './findings.ts'
import { arrangedLines } from './om-frozen.ts'
import type { GateFinding } from './state.ts'
import { endOf, validMonthsOf } from './validity.ts'

type EvidenceBody = BodyOf<'recordGateEvidence'>

const ACCEPTED: readonly ProjectStatus[] = ['accepted', 'operating']

/** From the start of construction on; a system that is not accepted yet is in no register. */
const RECORDABLE: readonly ProjectStatus[] = [
  'building',
  'rectifying',
  'suspended',
  'completed',
  'trialRun',
  'accepting',
  'acceptanceFailed',
  ...ACCEPTED,
]

export const GATE_RULES: Rules<'recordGateEvidence'> = {
  recordGateEvidence: {
    ready: (state, facts) => [inStatus(state, ...RECORDABLE), competent(state, facts)],
    rules: (state, body, facts) => [
      ...gateChecks(state, body, facts),
      ...dateChecks(state, body, facts),
      ...validityChecks(body, facts),
    ],
    events: (state, body, facts) => {
      const { gate, status, document, on, note } = body
      const validUntil = validityOf(body, facts)
      const lifts = status === 'met' ? { lifts: liftable(state, body, facts).map(({ body: by }) => by) } : {}
      const evidence = { gate, status, document, on, validUntil, note: note ?? null, ...lifts }
      return [{ type: 'gateEvidenceRecorded', v: 1, ...evidence }, ...frozenBy(state, body, facts)]
    },
  },
}

/** A new finding against a gate is told to whoever pays; that its money is frozen follows from the gate itself. */
function frozenBy(state: ProjectState, { gate, status }: EvidenceBody, facts: Facts): ProjectEvent[] {
  if (status === 'met' || findingsAgainst(state, gate).length > 0) return []
  const { on } = facts
  return arrangedLines(state, facts).map(({ year, arrangedFen }) => ({
    type: 'omFundsFrozen',
    v: 1,
    on,
    year,
    arrangedFen,
    gate,
  }))
}

/** Any approver holds the role somewhere; on this project it is its authority's, or the planning authority's. */
function competent({ authority }: ProjectState, { actor, policy }: Facts): Check {
  const isElsewhere =
    actor.kind === 'person' &&
    actor.role === 'approver' &&
    !actor.orgPath.includes(authority) &&
    !actor.orgPath.includes(policy.values.planningAuthority)
  return must(!isElsewhere, 'outOfScope')
}

/** Whose gate it is, and whose finding stands against it. */
function gateChecks(state: ProjectState, body: EvidenceBody, facts: Facts): Check[] {
  const { gate, status } = body
  const { actor, policy } = facts
  const tooEarly = gate === 'register' && RECORDABLE.includes(state.status)
  const mayRecord =
    actor.kind !== 'person' || policy.values.gateEvidenceRoles[gate][actor.role as EvidenceRole]
  const against = findingsAgainst(state, gate)
  const isBarred = status === 'met' && against.length > 0 && liftable(state, body, facts).length === 0
  return [
    must(!tooEarly || ACCEPTED.includes(state.status), 'registerEvidenceTooEarly'),
    must(mayRecord, 'evidenceOfAnotherBody', { gate, roles: rolesFor(gate, policy.values) }),
    ...(isBarred
      ? against.map(({ body: by, on }) => must(false, 'findingOfAnotherBody', { body: by, on }))
      : []),
  ]
}

const rolesFor = (gate: EvidenceBody['gate'], { gateEvidenceRoles }: PolicyValues): string =>
  Object.entries(gateEvidenceRoles[gate])
    .flatMap(([role, may]) => (may ? [role] : []))
    .join(', ')

/** Findings that this actor's evidence may lift: those of its own body; as the authority, all of them. */
function liftable(
  state: ProjectState,
  { gate }: EvidenceBody,
  { actor, policy }: Facts,
): readonly GateFinding[] {
  const against = findingsAgainst(state, gate)
  if (actor.kind !== 'person' || isAuthority(state, actor, policy.values)) return against
  return against.filter(({ body }) => isSameRoot([body], actor.orgPath))
}

/** The owner's own department never lifts what another body found, though it may be the authority [D]. */
const isAuthority = (
  { owner, authority }: ProjectState,
  { role, orgPath }: PersonActor,
  { planningAuthority }: PolicyValues,
): boolean =>
  role === 'approver' &&
  !isSameRoot([owner], orgPath) &&
  [authority, planningAuthority].some((org) => orgPath.includes(org))

/** No finding is of tomorrow or from before the construction; a correction is later than what it corrects. */
function dateChecks(state: ProjectState, body: EvidenceBody, facts: Facts): Check[] {
  const { gate, status, on } = body
  const startedOn = state.construction?.startedOn ?? facts.on
  const last = state.evaluation?.gates[gate]
  const lifted = status === 'met' ? liftable(state, body, facts) : []
  const foundOn = lifted.map((finding) => finding.on).reduce(maxDate, startedOn)
  return [
    must(on <= facts.on, 'evidenceInFuture', { on }),
    must(on >= startedOn, 'evidenceBeforeConstruction', { on, startedOn }),
    lifted.length > 0
      ? must(on > foundOn, 'correctionNotLater', { on: foundOn })
      : must(!last || last.on <= on, 'evidenceSuperseded', { on: last?.on ?? '' }),
  ]
}

function validityChecks(body: EvidenceBody, facts: Facts): Check[] {
  const { gate, status, on, validUntil } = body
  const months = validMonthsOf(gate, facts.policy.values)
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

/** A finding against a gate stands until it is lifted; evidence for one that names no end runs out [D]. */
const validityOf = ({ gate, status, on, validUntil }: EvidenceBody, { policy }: Facts): PlainDate | null =>
  status === 'unmet' ? null : endOf(gate, { on, validUntil }, policy.values)
