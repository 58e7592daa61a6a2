/** Releases of money: by budget, by plan and by progress; every reason against one is named at once. */

import type { Check } from '../../case/refusal.ts'
import { voicesOf } from '../../case/voices.ts'
import { isSameIdentifier } from '../../values/identifier.ts'
import { formatWan, percentOf } from '../../values/money.ts'
import { yearOf } from '../../values/plain-date.ts'
import type { BodyOf } from '../actions.ts'
import {
  budgetEstimateFen,
  planLineOf,
  plannedThroughFen,
  releasedFen,
  releasedInYearFen,
  roomFen,
} from '../budget-sums.ts'
import { overdueReportYears } from '../construction/reports.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { stillOpen } from './open.ts'
import { listerCheck } from './plan.ts'

type ReleaseBody = BodyOf<'releaseFunds'>

export const RELEASE_RULES: Rules<'releaseFunds'> = {
  releaseFunds: {
    ready: (state) => [
      stillOpen(state),
      must(budgetEstimateFen(state) !== null, 'releaseBeforeEstimate'),
      must(state.status !== 'suspended', 'releaseWhileSuspended'),
      ...overdueReportYears(state).map((year) => must(false, 'releaseWithReportOverdue', { year })),
    ],
    rules: (state, body, facts) => [
      must(body.amountFen > 0, 'amountNotPositive'),
      must(body.year === yearOf(facts.on), 'releaseOutsideYear', { current: yearOf(facts.on) }),
      must(!isUsed(state, body), 'releaseDocumentUsed', { documentNumber: body.documentNumber }),
      ...lineChecks(state, body, facts),
      ...estimateChecks(state, body, facts),
    ],
    events: (_state, { year, amountFen, documentNumber }, { on, policy }) => [
      { type: 'fundsReleased', v: 1, on, year, amountFen, documentNumber, policyVersion: policy.version },
    ],
  },
}

const isUsed = ({ budget }: ProjectState, { documentNumber }: ReleaseBody): boolean =>
  budget.releases.some((release) => isSameIdentifier(release.documentNumber, documentNumber))

/** The year's line of the plan, and all lines up to it. */
function lineChecks(state: ProjectState, { year, amountFen }: ReleaseBody, { actor }: Facts): Check[] {
  const line = planLineOf(state, year)
  const planRoom = roomFen(plannedThroughFen(state, year), releasedFen(state))
  const inPlan = must(amountFen <= planRoom, 'releaseBeyondPlan', { room: formatWan(planRoom) })
  if (!line) return [must(false, 'notInAnnualPlan', { year }), inPlan]
  const yearRoom = roomFen(line.amountFen, releasedInYearFen(state, year))
  return [
    listerCheck(state, year, voicesOf(actor)),
    must(amountFen <= yearRoom, 'releaseBeyondYear', { year, room: formatWan(yearRoom) }),
    inPlan,
  ]
}

/** The budget estimate, and what of it stays until acceptance. Nothing to compare with before it is approved. */
function estimateChecks(state: ProjectState, { amountFen }: ReleaseBody, { policy }: Facts): Check[] {
  const estimate = budgetEstimateFen(state)
  if (estimate === null) return []
  const released = releasedFen(state)
  const room = roomFen(estimate, released)
  const within = must(amountFen <= room, 'releaseBeyondEstimate', { room: formatWan(room) })
  if (state.acceptance?.passedOn) return [within]
  const percent = policy.values.holdbackPercent
  const roomBefore = roomFen(percentOf(estimate, 100 - percent), released)
  return [
    within,
    must(amountFen <= roomBefore, 'releaseIntoHoldback', { percent, room: formatWan(roomBefore) }),
  ]
}
