/** An evaluated project for the O&M tests, with its gates, its grade and its proposals. */
import type { Gate, GateStatus } from '#domain/project/evaluation/gate.ts'
import type { Grade } from '#domain/project/evaluation/grade.ts'
import type { EventOf } from '#domain/project/events.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { digestOf, operating, type ProjectDriver } from './project-builder.ts'
import { cyberspace, financier, lead } from './project-people.ts'

const REQUESTED = fen(1_000_003)

export const propose = (year: number, amountFen: Fen = REQUESTED) => ({ year, amountFen })

export const evidence = (gate: Gate, status: GateStatus, on: string) => ({
  gate,
  status,
  document: digestOf([gate, status, on]),
  on: plainDate(on),
})

/** Somebody who may record evidence on that gate by the default policy. */
const recorderOf = (gate: Gate) => (gate === 'security' ? cyberspace : financier)

const GATE_ORDER: readonly Gate[] = ['sharing', 'register', 'security']

/** In operation since 2026-03-10, with evidence of that day on each gate, and with this grade. */
export function evaluated(gates: readonly boolean[], grade: Grade | 'none'): ProjectDriver {
  const p = operating('2026-03-10')
  GATE_ORDER.forEach((gate, index) => {
    p.by(recorderOf(gate)).act(
      'recordGateEvidence',
      evidence(gate, gates[index] ? 'met' : 'unmet', '2026-03-10'),
    )
  })
  if (grade !== 'none') p.patch((state) => withGrade(state, grade))
  return p.by(lead)
}

const withGrade = (state: ProjectDriver['state'], grade: Grade): ProjectDriver['state'] => ({
  ...state,
  evaluation: {
    ...state.evaluation!,
    grade: { grade, score: 0, on: plainDate('2026-03-10'), report: digestOf('report') },
  },
})

export const basisOf = (p: ProjectDriver, year = 2027): EventOf<'omBasisEmitted'> =>
  p.act('proposeOmFunds', propose(year)).last('omBasisEmitted')!
