/**
 * Findings against an O&M gate, at most one per body. A finding stands until the body that made it, or the authority, records
 * on a later day that the gate is met (rulebook §2.8 Restoration [D]: a correction is verified by the evidence source).
 */

import type { EventMeta } from '../../case/event.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_RESTORATION } from '../../law/own-policy.ts'
import { isSameRoot, type PersonActor, rootOf } from '../../values/directory.ts'
import { dateOf, maxDate, type PlainDate } from '../../values/plain-date.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { type Gate, isExpired } from './gate.ts'
import type { Evidence, GateEvidenceEvent } from './gate-evidence.ts'
import type { GateEvidence, GateFinding } from './state.ts'

export const FINDING_REFUSALS = {
  findingOfAnotherBody: {
    kind: 'forbidden',
    zh: '{body} 于 {on} 认定该闸口未满足；须由该单位或者（非建设单位所属的）审批部门核实改正后解除',
    en: '{body} found the gate unmet on {on}: only that body, or an authority outside the owner’s department, lifts it after a correction',
    source: POLICY_RESTORATION,
  },
  correctionNotLater: {
    kind: 'gate',
    zh: '该闸口于 {on} 被认定未满足；只有此后日期的证据才能证明已改正',
    en: 'the gate was found unmet on {on}: only evidence of a later day shows that it was corrected',
    source: POLICY_RESTORATION,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof FINDING_REFUSALS>()

export const findingsAgainst = ({ evaluation }: ProjectState, gate: Gate): readonly GateFinding[] =>
  evaluation?.gates[gate]?.against ?? []

/** If there are findings, evidence that the gate is met must lift at least one of them. */
export function liftingChecks(state: ProjectState, evidence: Evidence, facts: Facts): Check[] {
  const against = findingsAgainst(state, evidence.gate)
  const isBarred = evidence.status === 'met' && liftedBy(state, evidence, facts).length === 0
  return isBarred ? against.map(({ body, on }) => must(false, 'findingOfAnotherBody', { body, on })) : []
}

/** Findings that evidence of this actor may lift: those of its own body; if it is the authority, all. */
export function liftedBy(
  state: ProjectState,
  { gate, status }: Evidence,
  { actor, policy }: Facts,
): readonly GateFinding[] {
  if (status === 'unmet') return []
  const against = findingsAgainst(state, gate)
  if (actor.kind !== 'person' || isAuthority(state, actor, policy)) return against
  return against.filter(({ body }) => isSameRoot([body], actor.orgPath))
}

/** The department of the owner may not lift findings of another body, even if it is the authority [D]. */
const isAuthority = (
  { owner, authority }: ProjectState,
  { role, orgPath }: PersonActor,
  { values }: Facts['policy'],
): boolean =>
  role === 'approver' &&
  !isSameRoot([owner], orgPath) &&
  [authority, values.planningAuthority].some((org) => orgPath.includes(org))

/** A correction must be later than the findings that it lifts, and than the start of construction. */
export function correctionCheck(
  lifted: readonly GateFinding[],
  { on, startedOn }: { on: PlainDate; startedOn: PlainDate },
): Check {
  const foundOn = lifted.map((finding) => finding.on).reduce(maxDate, startedOn)
  return must(on > foundOn, 'correctionNotLater', { on: foundOn })
}

/** The state of a gate after new evidence. While a finding stands, the gate stays unmet. */
export function evidenceAfter(
  last: GateEvidence | undefined,
  { status, document, on, validUntil, lifts }: GateEvidenceEvent,
  { at, by }: EventMeta,
): GateEvidence {
  const recordedOn = dateOf(at)
  const against = last?.against ?? []
  if (status === 'unmet') {
    const body = by.kind === 'person' ? rootOf(by.orgPath) : ''
    const since = last?.status === status ? last.since : on
    const others = against.filter((finding) => finding.body !== body)
    return { status, document, on, validUntil, since, against: [...others, { body, document, on }] }
  }
  const standing = against.filter(({ body }) => lifts && !lifts.includes(body))
  const newest = standing.at(-1)
  if (last && newest) {
    return { ...last, document: newest.document, on: newest.on, against: standing }
  }
  // A gate is met from the day of recording, unmet from the day of the finding.
  const since = last?.status === status && !isExpired(last, recordedOn) ? last.since : recordedOn
  return { status, document, on, validUntil, since }
}
