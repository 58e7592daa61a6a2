/**
 * The basis of a year's O&M funds (T31): what a system may get and why, from its gates and its grade. The budget
 * year takes it over unchanged, so it carries everything that explains it.
 */

import { type Fen, fen, formatWan, percentOf, share } from '../../values/money.ts'
import { daysBetween, maxDate, minDate, type PlainDate, plainDate, yearOf } from '../../values/plain-date.ts'
import { budgetEstimateFen } from '../budget-sums.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { type GateView, gatesOf } from './gates.ts'
import { GRADE_TITLES, type Grade, type OmEffect, type OmEffectTable } from './om-effects.ts'
import { GATE_REASONS, type OmReason, omReason } from './om-reasons.ts'
import type { OmLine } from './state.ts'
import type { Gate } from './words.ts'

export interface OmBasis {
  year: number
  /** Counts the proposals for the year: the latest one stands. */
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

export const omLineOf = ({ evaluation }: ProjectState, year: number): OmLine | undefined =>
  evaluation?.om.find((line) => line.year === year)

/** The basis for this request, as of the day in `facts`. Pure: asking again gives the same answer. */
export function omBasis(state: ProjectState, facts: Facts, { year, requestedFen }: OmRequest): OmBasis {
  const gates = gatesOf(state, facts)
  const grade = state.evaluation?.grade?.grade ?? null
  const earlier = omLineOf(state, year)
  const findings = gates.some(({ met }) => !met)
    ? withheldByGates(gates)
    : byGrade(requestedFen, facts.policy.values.omEffects, grade, restoration(earlier, gates, facts.on))
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

/** The law caps no rate (rulebook §4), so a high request is not refused: whoever arranges the money sees it. */
function unusualReasons(state: ProjectState, requestedFen: Fen, { policy }: Facts): OmReason[] {
  const estimate = budgetEstimateFen(state)
  const percent = policy.values.omUsualPercent
  if (estimate === null || requestedFen <= percentOf(estimate, percent)) return []
  const params = { percent: String(percent), limit: formatWan(percentOf(estimate, percent)) }
  return [omReason('aboveUsualShare', { zh: params, en: params })]
}

type Findings = Pick<OmBasis, 'arrangedFen' | 'effect' | 'percent' | 'proRata' | 'reasons'>

/** Any unmet gate: no O&M funds at all, whatever the grade (T31 [C:S2]). All unmet gates are named. */
function withheldByGates(gates: readonly GateView[]): Findings {
  const reasons = gates.flatMap(({ gate, cause }) => (cause ? [omReason(GATE_REASONS[gate][cause])] : []))
  return { arrangedFen: fen(0), effect: 'withhold', percent: 0, proRata: null, reasons }
}

/** All gates met: the effect of the grade, which is policy and says so. */
function byGrade(
  requestedFen: Fen,
  table: OmEffectTable,
  grade: Grade | null,
  proRata: OmBasis['proRata'],
): Findings {
  const { effect, percent: listed } = table[grade ?? 'none']
  if (effect === 'withhold') {
    const reasons = [gradeReason(grade, effect, 0)]
    return { arrangedFen: fen(0), effect, percent: 0, proRata: null, reasons }
  }
  const percent = Math.min(listed, 100)
  const whole = proRata ? portionOf(requestedFen, proRata) : requestedFen
  const reasons = [gradeReason(grade, effect, percent), ...(proRata ? [restoredReason(proRata)] : [])]
  return { arrangedFen: percentOf(whole, percent), effect, percent, proRata, reasons }
}

function gradeReason(grade: Grade | null, effect: OmEffect, percent: number): OmReason {
  const title = grade ? GRADE_TITLES[grade] : { zh: '尚未后评价', en: 'not evaluated yet' }
  const code = { arrange: 'gradeArranged', reduce: 'gradeReduced', withhold: 'gradeWithheld' } as const
  return omReason(code[effect], {
    zh: { grade: title.zh, percent: String(percent) },
    en: { grade: title.en, percent: String(percent) },
  })
}

/**
 * A line of this very year that gates had withheld, and that are met again: it counts from the day of
 * verification, never back to the start of the year (rulebook §2.8 Restoration [D]).
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
    // A register entry may bear a later date than today.
    .reduce((latest, { metSince }) => maxDate(latest, minDate(metSince ?? on, on)), first)
  return { since, days: daysBetween(since, next), ofDays: daysBetween(first, next) }
}

const portionOf = (whole: Fen, { days, ofDays }: NonNullable<OmBasis['proRata']>): Fen =>
  share(whole, [days, ofDays - days])[0] ?? fen(0)

function restoredReason({ since, days, ofDays }: NonNullable<OmBasis['proRata']>): OmReason {
  const params = { since, days: String(days), ofDays: String(ofDays) }
  return omReason('restoredProRata', { zh: params, en: params })
}
