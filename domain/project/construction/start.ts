/** T16: construction starts when everything it needs is there; a start without is punishable (条例34). */

import { pathOf, pathsOf } from '../../case/parts.ts'
import type { Check } from '../../case/refusal.ts'
import { isSameRoot } from '../../values/directory.ts'
import { fen, formatWan, percentOf } from '../../values/money.ts'
import { yearOf } from '../../values/plain-date.ts'
import { buildBanChecks } from '../ban-checks.ts'
import { budgetEstimateFen, planLineOf, plannedThroughFen } from '../budget-sums.ts'
import type { Facts } from '../facts.ts'
import { ownPeopleChecks, partyChecks } from '../named-parties.ts'
import { plannableCheck } from '../planned-ahead.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import { approvalOf, type ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'

export const START_RULES: Rules<'startConstruction'> = {
  startConstruction: {
    ready: (state, facts) => [
      inStatus(state, 'readyToBuild'),
      must(isDesignApproved(state), 'designNotApproved'),
      ...fundsChecks(state, facts),
      ...buildBanChecks(facts),
    ],
    rules: (state, { supervisor, contractor, plannedCompletionOn, ...body }, facts) => [
      must(
        !isSameRoot(pathOf(facts.named, supervisor), pathOf(facts.named, contractor)),
        'supervisorIsContractor',
      ),
      must(!isSameRoot(pathOf(facts.named, supervisor), [state.owner]), 'supervisorOfOwner'),
      ...partyChecks(state, facts, supervisor, contractor, body.implementationUnit),
      ...ownPeopleChecks(state, facts, body.responsiblePerson),
      must(plannedCompletionOn > facts.on, 'plannedCompletionNotLater', { date: plannedCompletionOn }),
      plannableCheck(plannedCompletionOn, facts),
    ],
    events: (_state, body, { on, named }) => [
      {
        ...{ type: 'constructionStarted', v: 1, on },
        ...body,
        ...pathsOf(named, body.supervisor, body.contractor, body.implementationUnit),
      },
    ],
  },
}

const isDesignApproved = (state: ProjectState): boolean =>
  approvalOf(state, 'preliminaryDesign') !== undefined || approvalOf(state, 'merged') !== undefined

/** A line of this year, and with those before it a part of the estimate that means something. */
function fundsChecks(state: ProjectState, { on, policy }: Facts): Check[] {
  const year = yearOf(on)
  if (planLineOf(state, year) === undefined) return [must(false, 'fundsNotSecured', { year })]
  const percent = policy.values.securedFundsPercent
  const needed = percentOf(budgetEstimateFen(state) ?? fen(0), percent)
  const planned = plannedThroughFen(state, year)
  const amounts = { planned: formatWan(planned), needed: formatWan(needed) }
  return [must(planned >= needed, 'fundsTooLittle', { year, percent, ...amounts })]
}
