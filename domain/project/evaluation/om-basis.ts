/**
 * The basis of the O&M funds of a year (T31): what a system may get and why, from its gates and its grade. The budget year
 * uses it unchanged, so it contains everything that explains it.
 */

import { POLICY_DEFAULT, POLICY_RESTORATION } from '../../law/own-policy.ts'
import { type Fen, fen, formatWan, percentOf, share } from '../../values/money.ts'
import { daysBetween, maxDate, minDate, type PlainDate, plainDate, yearOf } from '../../values/plain-date.ts'
import { budgetEstimateFen } from '../budget-sums.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import type { Gate, GateView } from './gate.ts'
import { GATE_RULES, gatesOf } from './gates.ts'
import type { Grade } from './grade.ts'
import { effectOf, type OmEffect, type OmFindings, withheld } from './om-effects.ts'
import { type OmReason, type OmReasonEntry, reasonOf } from './om-reason.ts'
import type { OmLine } from './state.ts'

export interface OmBasis {
  year: number
  /** Number of the proposal for the year; the latest one is valid. */
  round: number
  requestedFen: Fen
  /** Never more than requested. */
  arrangedFen: Fen
  effect: OmEffect
  /** The part that the policy arranges for the grade; 0 when withheld. */
  percent: number
  /** After a restoration in the year itself: the days of the year that count. */
  proRata: { since: PlainDate; days: number; ofDays: number } | null
  grade: Grade | null
  gates: { gate: Gate; met: boolean; document: string | null; on: PlainDate | null }[]
  /** Never empty. */
  reasons: OmReason[]
  policyVersion: string
  /** The national plan in force that day. */
  planVersion: string | null
  on: PlainDate
}

export interface OmRequest {
  year: number
  requestedFen: Fen
}

export const BASIS_REASONS = {
  aboveUsualShare: {
    zh: '申请额超过已批准概算的 {percent}%（{limit} 万元），请核实',
    en: 'more is requested than {percent}% of the approved budget estimate ({limit} × 10,000 yuan): to be verified',
    source: POLICY_DEFAULT,
  },
  restoredProRata: {
    zh: '闸口自 {since} 恢复，按全年 {ofDays} 日中的 {days} 日计',
    en: 'the gates are met again since {since}: {days} of the {ofDays} days of the year count',
    source: POLICY_RESTORATION,
  },
} as const satisfies Record<string, OmReasonEntry>

export type BasisReason = keyof typeof BASIS_REASONS
const reason = reasonOf(BASIS_REASONS)

export const omLineOf = ({ evaluation }: ProjectState, year: number): OmLine | undefined =>
  evaluation?.om.find((line) => line.year === year)

/** The basis for this request, on the day in `facts`. */
export function omBasis(state: ProjectState, facts: Facts, { year, requestedFen }: OmRequest): OmBasis {
  const gates = gatesOf(state, facts)
  const grade = state.evaluation?.grade?.grade ?? null
  const earlier = omLineOf(state, year)
  const findings =
    withheldByGates(gates) ??
    byGrade(
      requestedFen,
      effectOf(grade, facts.policy.values.omEffects),
      restoration(earlier, gates, facts.on),
    )
  const reasons = [...findings.reasons, ...unusualReasons(state, requestedFen, facts)]
  return {
    year,
    round: (earlier?.round ?? 0) + 1,
    requestedFen,
    ...findings,
    reasons,
    grade,
    gates: gates.map(({ gate, met, evidence }) => ({
      gate,
      met,
      document: evidence?.document ?? null,
      on: evidence?.on ?? null,
    })),
    policyVersion: facts.policy.version,
    planVersion: facts.plan?.version ?? null,
    on: facts.on,
  }
}

/** If any gate is unmet there are no O&M funds, whatever the grade (T31 [C:S2]). All unmet gates are named. */
function withheldByGates(gates: readonly GateView[]): OmFindings | null {
  const unmet = gates.flatMap(({ gate, cause }) => (cause ? [GATE_RULES[gate].whileUnmet(cause)] : []))
  const [first] = unmet
  return first ? { ...first, reasons: unmet.flatMap(({ reasons }) => reasons) } : null
}

/** If all gates are met the grade decides. Its effect is policy, and the reason says so. */
function byGrade(
  requestedFen: Fen,
  { effect, percent, reason: ofGrade }: ReturnType<typeof effectOf>,
  proRata: OmBasis['proRata'],
): OmFindings {
  if (effect === 'withhold') return withheld(ofGrade)
  const whole = proRata ? portionOf(requestedFen, proRata) : requestedFen
  const reasons = [ofGrade, ...(proRata ? [restoredReason(proRata)] : [])]
  return { arrangedFen: percentOf(whole, percent), effect, percent, proRata, reasons }
}

/**
 * Funds of the current year that were withheld because of gates which are met again now: they count from the day of
 * verification, not from the start of the year (rulebook §2.8 Restoration [D]).
 */
function restoration(
  earlier: OmLine | undefined,
  gates: readonly GateView[],
  on: PlainDate,
): OmBasis['proRata'] {
  if (!earlier || earlier.unmetGates.length === 0 || earlier.year !== yearOf(on)) return null
  const first = plainDate(`${earlier.year}-01-01`)
  const next = plainDate(`${earlier.year + 1}-01-01`)
  const since = gates
    // A register entry may have a date in the future.
    .reduce((latest, { metSince }) => maxDate(latest, minDate(metSince ?? on, on)), first)
  return { since, days: daysBetween(since, next), ofDays: daysBetween(first, next) }
}

const portionOf = (whole: Fen, { days, ofDays }: NonNullable<OmBasis['proRata']>): Fen =>
  share(whole, [days, ofDays - days])[0] ?? fen(0)

const restoredReason = ({ since, days, ofDays }: NonNullable<OmBasis['proRata']>): OmReason =>
  reason('restoredProRata', { since, days, ofDays })

/** The law sets no limit (rulebook §4), so a high request is not refused; those who arrange the money see a remark. */
function unusualReasons(state: ProjectState, requestedFen: Fen, { policy }: Facts): OmReason[] {
  const estimate = budgetEstimateFen(state)
  const percent = policy.values.omUsualPercent
  if (estimate === null || requestedFen <= percentOf(estimate, percent)) return []
  return [reason('aboveUsualShare', { percent, limit: formatWan(percentOf(estimate, percent)) })]
}
