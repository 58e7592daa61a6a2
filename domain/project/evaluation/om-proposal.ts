/** T31 and T32: the owner proposes a year's O&M funds; the answer is the basis that the budget year takes over. */

import type { Check } from '../../case/refusal.ts'
import { formatWan } from '../../values/money.ts'
import { yearOf } from '../../values/plain-date.ts'
import type { BodyOf } from '../actions.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { gatesOf } from './gates.ts'
import { omBasis, omLineOf } from './om-basis.ts'

export const OM_RULES: Rules<'proposeOmFunds'> = {
  proposeOmFunds: {
    ready: (state) => [inStatus(state, 'operating')],
    rules: (state, body, facts) => [
      must(body.amountFen > 0, 'amountNotPositive'),
      ...yearChecks(state, body, facts),
    ],
    events: (state, { year, amountFen }, facts) => [
      { type: 'omBasisEmitted', v: 1, ...omBasis(state, facts, { year, requestedFen: amountFen }) },
    ],
  },
}

/** Next year's funds; this year's only to restore what gates withheld, once they are met again [D]. */
function yearChecks(
  state: ProjectState,
  { year, amountFen }: BodyOf<'proposeOmFunds'>,
  facts: Facts,
): Check[] {
  const current = yearOf(facts.on)
  const next = current + 1
  if (year === next) return []
  const line = omLineOf(state, year)
  if (year !== current || !line?.unmetGates.length) return [must(false, 'omYearNotOpen', { current, next })]
  const { requestedFen } = line
  return [
    ...gatesOf(state, facts).map(({ gate, met }) => must(met, 'omGatesStillUnmet', { year, gate })),
    // Asking for more would make up for the days that do not count.
    must(amountFen <= requestedFen, 'omRestorationAboveRequest', {
      amount: formatWan(amountFen),
      requested: formatWan(requestedFen),
    }),
  ]
}
