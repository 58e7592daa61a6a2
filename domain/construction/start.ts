/** T16: construction starts when everything it needs is there; a start without is punishable (条例34). */
import { budgetEstimateFen, planLineOf, plannedThroughFen } from '../budget/sums.ts'
import { isSameRoot } from '../directory.ts'
import { fen, formatWan, percentOf } from '../money.ts'
import { yearOf } from '../plain-date.ts'
import { buildBanChecks } from '../project/ban-checks.ts'
import type { Facts } from '../project/facts.ts'
import { ownPeopleChecks, partyChecks } from '../project/named-parties.ts'
import { pathOf, pathsOf } from '../project/parts.ts'
import { plannableCheck } from '../project/planned-ahead.ts'
import type { Rules } from '../project/rule.ts'
import { approvalOf, type ProjectState } from '../project/state.ts'
import { inStatus } from '../project/status-check.ts'
import { type Check, must } from '../refusal.ts'

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
