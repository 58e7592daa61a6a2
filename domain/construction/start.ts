/** T16: construction starts when everything it needs is there; a start without is punishable (条例34). */
import { isSameRoot } from '../directory.ts'
import { yearOf } from '../plain-date.ts'
import { buildBanChecks } from '../project/ban-checks.ts'
import type { Facts } from '../project/facts.ts'
import { ownPeopleChecks, partyChecks } from '../project/named-parties.ts'
import { pathOf, pathsOf } from '../project/parts.ts'
import { plannableCheck } from '../project/planned-ahead.ts'
import type { Rules } from '../project/rule.ts'
import { approvalOf, type ProjectState } from '../project/state.ts'
import { inStatus } from '../project/status-check.ts'
import { must } from '../refusal.ts'

export const START_RULES: Rules<'startConstruction'> = {
  startConstruction: {
    ready: (state, facts) => [
      inStatus(state, 'readyToBuild'),
      must(isDesignApproved(state), 'designNotApproved'),
      must(isFunded(state, facts), 'fundsNotSecured', { year: yearOf(facts.on) }),
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

const isFunded = ({ budget }: ProjectState, { on }: Facts): boolean =>
  budget.annualPlan.some(({ year, amountFen }) => year === yearOf(on) && amountFen > 0)
