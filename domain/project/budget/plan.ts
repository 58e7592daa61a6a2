/** T15: the year's line of the annual plan. */

import type { Check } from '../../case/refusal.ts'
import { signersOf } from '../../review/carried-by.ts'
import type { PersonId } from '../../values/ids.ts'
import { type Fen, fen, formatWan } from '../../values/money.ts'
import { plainDate, yearOf } from '../../values/plain-date.ts'
import { feasibilityCheck } from '../approval/validity.ts'
import { buildBanChecks } from '../ban-checks.ts'
import { budgetEstimateFen, planCeilingFen, planLineOf, plannedFen, roomFen } from '../budget-sums.ts'
import type { Facts } from '../facts.ts'
import { plannableCheck } from '../planned-ahead.ts'
import type { PolicyValues } from '../policy.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { stillOpen } from './open.ts'

export const PLAN_RULES: Rules<'listInAnnualPlan'> = {
  listInAnnualPlan: {
    ready: (state, facts) => [
      stillOpen(state),
      must(planCeilingFen(state) !== null, 'planBeforeApproval'),
      ...studyChecks(state, facts),
      ...(state.construction === null ? buildBanChecks(facts) : []),
    ],
    rules: (state, { year, amountFen }, { on, policy }) => {
      const listed = planLineOf(state, year)
      return [
        must(amountFen > 0, 'amountNotPositive'),
        notTooSmall(state, amountFen, policy.values),
        must(year >= yearOf(on), 'planYearOver', { year }),
        plannableCheck(plainDate(`${year}-01-01`), { on, policy }),
        must(listed === undefined, 'yearListedAlready', {
          year,
          documentNumber: listed?.documentNumber ?? '',
        }),
        withinEstimate(state, amountFen),
      ]
    },
    events: (state, { year, amountFen, source, documentNumber }, { on, policy, actor }) => [
      {
        type: 'annualPlanListed',
        v: 1,
        on,
        year,
        amountFen,
        source,
        documentNumber,
        listedBy: signersOf(state, 'annualPlan', actor),
        policyVersion: policy.version,
      },
    ],
  },
}

/** A line that rests on the study alone: on one that still holds. */
const studyChecks = (state: ProjectState, facts: Facts): Check[] =>
  budgetEstimateFen(state) === null ? [feasibilityCheck(state, facts)] : []

/** What may still be listed: nothing before there is a ceiling. */
const planRoomFen = (state: ProjectState): Fen => roomFen(planCeilingFen(state) ?? fen(0), plannedFen(state))

function withinEstimate(state: ProjectState, amountFen: Fen): Check {
  const room = planRoomFen(state)
  return must(planCeilingFen(state) === null || amountFen <= room, 'planBeyondEstimate', {
    room: formatWan(room),
  })
}

/** A token line would hold the year's only place, and pass for funds. The last of the estimate may be less. */
function notTooSmall(
  state: ProjectState,
  amountFen: Fen,
  { planLineMinimumFen: least }: PolicyValues,
): Check {
  const room = planRoomFen(state)
  return must(amountFen <= 0 || amountFen >= least || amountFen === room, 'planLineTooSmall', {
    least: formatWan(least),
  })
}

/** Two persons are between a line and its money: who listed it does not release on it, proposing or signing. */
export function listerCheck(state: ProjectState, year: number, voices: readonly PersonId[]): Check {
  const listers = listersOf(state, year)
  return must(!voices.some((voice) => listers.includes(voice)), 'planListerMayNotRelease')
}

export const listersOf = (state: ProjectState, year: number): PersonId[] =>
  planLineOf(state, year)?.listedBy ?? []
