/**
 * T25: the extension. Only a grant moves the end of the period, and only while the period runs: neither applied nor
 * extended by its end, the project is overdue (rulebook §2.7), whoever let the time pass.
 */

import type { Check } from '../../case/refusal.ts'
import { addMonths } from '../../values/plain-date.ts'
import type { BodyOf } from '../actions.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { applicationDueOf, originalDueOf } from './due.ts'
import { acceptanceOf } from './state.ts'

export const EXTENSION_RULES: Rules<'applyForExtension' | 'decideExtension'> = {
  applyForExtension: {
    ready: (state, facts) => [inStatus(state, 'completed', 'trialRun'), ...periodChecks(state, facts)],
    rules: lengthChecks,
    events: (_state, { newDate, reasons }, { on }) => [
      { type: 'acceptanceExtensionAsked', v: 1, on, newDate, reasons },
    ],
  },
  decideExtension: {
    ready: (state) => [
      inStatus(state, 'completed', 'trialRun'),
      must(Boolean(state.acceptance?.asked), 'extensionNotAsked'),
    ],
    rules: (state, { verdict, reasons }, facts) => [
      must(verdict === 'grant' || reasons !== undefined, 'extensionReasonsMissing'),
      ...(verdict === 'grant' && state.acceptance ? [runningCheck(state, facts)] : []),
    ],
    events: extensionDecision,
  },
}

function runningCheck(state: ProjectState, facts: Facts): Check {
  const { dueOn } = applicationDueOf(state, facts)
  return must(facts.on <= dueOn, 'extensionPeriodOver', { dueOn })
}

function periodChecks(state: ProjectState, facts: Facts): Check[] {
  const { acceptance } = state
  if (!acceptance) return []
  const { dueOn } = applicationDueOf(state, facts)
  const limit = facts.policy.values.acceptanceExtensionsMax
  return [
    must(facts.on <= dueOn, 'extensionTooLate', { dueOn }),
    must(acceptance.extensions < limit, 'extensionsUsedUp', { limit }),
    must(acceptance.asked === null, 'extensionPending'),
  ]
}

function lengthChecks(state: ProjectState, { newDate }: BodyOf<'applyForExtension'>, facts: Facts): Check[] {
  if (!state.acceptance) return []
  const { dueOn } = applicationDueOf(state, facts)
  const months = facts.policy.values.acceptanceExtensionMonthsMax
  const latest = addMonths(originalDueOf(state, facts).dueOn, months)
  return [
    must(newDate > dueOn, 'extensionNotLater', { date: newDate, dueOn }),
    must(newDate <= latest, 'extensionTooLong', { latest, months }),
  ]
}

function extensionDecision(
  state: ProjectState,
  { verdict, reasons }: BodyOf<'decideExtension'>,
  { on }: Facts,
): ProjectEvent[] {
  const until = acceptanceOf(state).asked?.newDate
  if (until === undefined) throw new Error('an extension that nobody asked for passed its gates')
  return verdict === 'grant'
    ? [{ type: 'acceptanceExtended', v: 1, on, until, reasons: reasons ?? null }]
    : [{ type: 'acceptanceExtensionRefused', v: 1, on, reasons: reasons ?? '' }]
}
