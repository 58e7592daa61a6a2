/**
 * O&M funds that were arranged and may not be paid on: a gate is unmet after all. What is unreleased of the year's line is
 * frozen, and a line of the next year counts as none, until every gate is met again (rulebook §4 gate timing [D]).
 */
import type { Fen } from '../../values/money.ts'
import { yearOf } from '../../values/plain-date.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { gatesOf } from './gates.ts'
import type { OmLine } from './state.ts'
import type { Gate } from './words.ts'

/** Lines of this year and of later ones with money. */
export const arrangedLines = ({ evaluation }: ProjectState, { on }: Pick<Facts, 'on'>): OmLine[] =>
  (evaluation?.om ?? []).filter(({ year, arrangedFen }) => year >= yearOf(on) && arrangedFen > 0)

interface FrozenLine {
  year: number
  arrangedFen: Fen
  gates: Gate[]
}

/** Derived each time: evidence that has run out or an entry in the register that is missing freezes as well. */
export function frozenLines(
  state: ProjectState,
  facts: Pick<Facts, 'on' | 'register' | 'policy'>,
): FrozenLine[] {
  const gates = gatesOf(state, facts).flatMap(({ gate, met }) => (met ? [] : [gate]))
  return gates.length === 0
    ? []
    : arrangedLines(state, facts).map(({ year, arrangedFen }) => ({ year, arrangedFen, gates }))
}
