/** With any gates, grade and policy: never more than requested, and always with a reason. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GATE_STATUSES, GATES } from '#domain/project/evaluation/gate.ts'
import { GRADES } from '#domain/project/evaluation/grade.ts'
import { type OmBasis, omBasis } from '#domain/project/evaluation/om-basis.ts'
import { OM_EFFECT_KINDS, OM_EFFECTS, type OmEffectTable } from '#domain/project/evaluation/om-effects.ts'
import { type EvaluationState, NO_EVALUATION } from '#domain/project/evaluation/state.ts'
import type { Facts } from '#domain/project/facts.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { NOBODY_NAMED } from '#domain/values/directory.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import { addDays, type PlainDate, plainDate, startOfDay, yearOf } from '#domain/values/plain-date.ts'
import { digestOf, operating } from './project-builder.ts'
import { lead } from './project-people.ts'

const base = operating('2026-03-10')

const day = fc.integer({ min: 0, max: 1000 }).map((days) => addDays(plainDate('2026-03-10'), days))
const amount = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(fen)

const gateEvidence = fc.record({
  status: fc.constantFrom(...GATE_STATUSES),
  document: fc.constant(digestOf('evidence')),
  on: day,
  validUntil: fc.option(day),
  since: day,
})

const gates = fc.record(
  { sharing: gateEvidence, register: gateEvidence, security: gateEvidence },
  { requiredKeys: [] },
)

const grade = fc.constantFrom(...GRADES).map((grade) => ({
  grade,
  score: 0,
  on: plainDate('2026-03-10'),
  report: digestOf('report'),
}))

const line = fc.record({
  year: fc.integer({ min: 2026, max: 2029 }),
  round: fc.integer({ min: 1, max: 9 }),
  requestedFen: amount,
  arrangedFen: amount,
  effect: fc.constantFrom(...OM_EFFECT_KINDS),
  unmetGates: fc.uniqueArray(fc.constantFrom(...GATES)),
  on: day,
})

const evaluation: fc.Arbitrary<EvaluationState> = fc
  .record({ gates, grade: fc.option(grade), om: fc.uniqueArray(line, { selector: ({ year }) => year }) })
  .map((change) => ({ ...NO_EVALUATION, ...change }))

// Also tables with wrong values, which a basis must correct.
const entry = fc.record({
  effect: fc.constantFrom(...OM_EFFECT_KINDS),
  percent: fc.integer({ min: 0, max: 150 }),
})
const table: fc.Arbitrary<OmEffectTable> = fc.record({
  excellent: entry,
  good: entry,
  fair: entry,
  poor: entry,
  none: entry,
})

interface Given {
  evaluation: EvaluationState | null
  omEffects: OmEffectTable
  on: PlainDate
  registered: boolean
  requestedFen: Fen
  year: number
}

function basisFor({ evaluation, omEffects, on, registered, requestedFen, year }: Given): OmBasis {
  const facts: Facts = {
    ...base.facts,
    policy: { ...POLICY_V1, values: { ...POLICY_V1.values, omEffects } },
    register: registered ? { number: 'ZML-1', since: plainDate('2026-03-10') } : null,
    at: startOfDay(on),
    on,
    actor: lead,
    named: NOBODY_NAMED,
    command: { id: 'command' as Facts['command']['id'], contentHash: digestOf('command') },
  }
  return omBasis({ ...base.state, evaluation }, facts, { year, requestedFen })
}

const basis: fc.Arbitrary<OmBasis> = fc
  .record({
    evaluation: fc.option(evaluation),
    omEffects: table,
    on: day,
    registered: fc.boolean(),
    requestedFen: amount,
    year: fc.integer({ min: 2026, max: 2029 }),
  })
  .map(basisFor)

describe('any O&M basis', () => {
  it('never arranges more than requested', () => {
    fc.assert(
      fc.property(basis, ({ requestedFen, arrangedFen }) => {
        expect(arrangedFen).toBeGreaterThanOrEqual(0)
        expect(arrangedFen).toBeLessThanOrEqual(requestedFen)
      }),
      { numRuns: 2000 },
    )
  })

  it('always has a reason with its source, and arranges nothing when it withholds', () => {
    fc.assert(
      fc.property(basis, ({ effect, arrangedFen, percent, reasons, gates }) => {
        expect(reasons.length).toBeGreaterThan(0)
        for (const { zh, en, source } of reasons) {
          expect(source).not.toBe('')
          expect(`${zh}${en}`).not.toMatch(/[{}]/)
        }
        if (effect === 'withhold') expect([arrangedFen, percent]).toEqual([0, 0])
        if (gates.some(({ met }) => !met)) expect(effect).toBe('withhold')
      }),
      { numRuns: 2000 },
    )
  })

  it('is reduced pro rata only if gates had withheld the year before', () => {
    fc.assert(
      fc.property(evaluation, day, amount, (evaluation, on, requestedFen) => {
        const year = yearOf(on)
        const withheld = evaluation.om.some((line) => line.year === year && line.unmetGates.length > 0)
        const { proRata } = basisFor({
          evaluation,
          omEffects: OM_EFFECTS,
          on,
          registered: true,
          requestedFen,
          year,
        })
        if (proRata) expect(withheld).toBe(true)
        if (proRata) expect(proRata.since >= `${year}-01-01` && proRata.since <= on).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('is plain JSON', () => {
    fc.assert(
      fc.property(basis, (basis) => {
        expect(JSON.parse(JSON.stringify(basis))).toEqual(basis)
      }),
    )
  })
})
