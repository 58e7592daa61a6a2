/** T5 and T6: appraise first, decide then. The decision clock stands still while the agency works. */

import { partsHadBy, sharesRoot } from '../../case/duties.ts'
import { pathOf, pathOfPart, pathsOf } from '../../case/parts.ts'
import { type Check, unmetOf } from '../../case/refusal.ts'
import { sidesOf } from '../../case/voices.ts'
import { isPaused } from '../../values/clock.ts'
import { type Actor, isSameRoot, type OrgId, rootOf } from '../../values/directory.ts'
import type { Facts } from '../facts.ts'
import { reportingCheck } from '../named-parties.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { formIs } from './admission.ts'
import { isAppraised } from './catalog.ts'
import { appraisalDeadline } from './deadlines.ts'
import type { ApprovalState } from './state.ts'

const isStopped = ({ approval }: ProjectState): boolean => approval.clock !== null && isPaused(approval.clock)

/**
 * An agency is independent when it is commissioned: no part of the owner or the authority, nor of whoever commissions
 * it, and not of whoever prepared or wrote what it appraises.
 */
function agencyChecks(state: ProjectState, path: readonly OrgId[], actor?: Actor): Check[] {
  const commissioning = actor ? sidesOf(actor).map(({ orgPath }) => orgPath) : []
  const insiders = [[state.owner], [state.authority], ...commissioning]
  const isInside = insiders.some((insider) => isSameRoot(insider, path))
  return [
    must(!isInside, 'appraiserNotIndependent'),
    must(isInside || !sharesRoot(state, path, 'author', 'preparer'), 'appraiserConflict'),
  ]
}

/** The agency that has the report to write now and all above it. */
function currentPath(state: ProjectState): OrgId[] | undefined {
  const { appraisal } = state.approval
  return state.status === 'appraising' && appraisal
    ? pathOfPart(state, 'appraiser', appraisal.agency)
    : undefined
}

const replacedBy = (state: ProjectState): { replaces?: OrgId[] } => {
  const replaces = currentPath(state)
  return replaces ? { replaces } : {}
}

/** No unit of the agency at work takes its place, and none of one that did not deliver on this stage comes back. */
function replacementChecks(state: ProjectState, path: readonly OrgId[]): Check[] {
  const current = currentPath(state)
  const isCurrent = current !== undefined && isSameRoot(current, path)
  const wasReplaced = (state.replacedAppraisers ?? []).some(
    ({ stage, orgPath }) => stage === state.approval.stage && isSameRoot(orgPath, path),
  )
  return [
    must(!isCurrent, 'appraiserUnchanged'),
    must(isCurrent || !wasReplaced, 'appraiserReplacedBefore', { agency: rootOf(path) }),
  ]
}

/** It is still there, has an expert, and is independent: it can hand in a report. */
function canDeliver(state: ProjectState, facts: Facts, agency: OrgId): boolean {
  const isThere = facts.named.organisations.some(({ id }) => id === agency)
  const hindrances = [reportingCheck(facts, agency), ...agencyChecks(state, pathOf(facts.named, agency))]
  return isThere && unmetOf(hindrances).length === 0
}

/**
 * T5: a late evaluator is replaced. Sooner only one that cannot deliver any more, or the authority would look for an
 * agency until one pleases: it has ended, has no expert left, or is independent no more [D].
 */
function overdueCheck(state: ProjectState, facts: Facts): Check {
  const { appraisal } = state.approval
  const [due] = state.status === 'appraising' ? appraisalDeadline(state, facts) : []
  if (!appraisal || !due) return null
  const { agency } = appraisal
  const { dueOn } = due
  const isReplaceable = facts.on > dueOn || !canDeliver(state, facts, agency)
  return must(isReplaceable, 'appraisalNotOverdue', { agency, dueOn })
}

/** A form that changed after the report goes back to who wrote it, or a change would bring a friendlier agency [D]. */
function sameAgencyCheck(state: ProjectState, path: readonly OrgId[], facts: Facts): Check {
  const { appraisal } = state.approval
  if (state.status !== 'deciding' || !appraisal) return null
  const { agency } = appraisal
  const isSame = isSameRoot(pathOfPart(state, 'appraiser', agency), path)
  return must(isSame || !canDeliver(state, facts, agency), 'appraisalByOtherAgency', { agency })
}

const commissionedForm = ({ appraisal, form }: ApprovalState): string => appraisal?.formDigest ?? form.digest

/** Whoever writes for it is independent as a person, and so is whom they act for. */
function writerChecks(state: ProjectState, actor: Actor): Check[] {
  const sides = sidesOf(actor)
  const insiders = [state.owner, state.authority]
  const isInside = sides.some(({ orgPath }) => orgPath.some((org) => insiders.includes(org)))
  const parts = partsHadBy(state, sides, insiders)
  return [
    must(!isInside, 'appraiserNotIndependent'),
    must(!parts.includes('preparer') && !parts.includes('author'), 'appraiserConflict'),
  ]
}

export const APPRAISAL_RULES: Rules<'commissionAppraisal' | 'extendAppraisal' | 'submitAppraisal'> = {
  commissionAppraisal: {
    // In `appraising`: another agency, where the directory says that this one may be replaced. In `deciding`: the form changed after the report.
    ready: (state) => [
      inStatus(
        state,
        'admitted',
        'appraising',
        ...(isAppraised(state.approval) ? [] : ['deciding' as const]),
      ),
      must(state.status === 'appraising' || !isStopped(state), 'clockNotRunning'),
    ],
    rules: (state, { agency, workingDays }, facts) => [
      overdueCheck(state, facts),
      sameAgencyCheck(state, pathOf(facts.named, agency), facts),
      ...agencyChecks(state, pathOf(facts.named, agency), facts.actor),
      ...replacementChecks(state, pathOf(facts.named, agency)),
      reportingCheck(facts, agency),
      must(workingDays <= facts.policy.values.appraisalWorkingDays, 'appraisalTooLong', {
        limit: facts.policy.values.appraisalWorkingDays,
      }),
    ],
    events: (state, { agency, letter, workingDays }, { on, named }) => [
      {
        ...{ type: 'appraisalCommissioned', v: 1, on, agency, letter, workingDays },
        ...pathsOf(named, agency),
        ...replacedBy(state),
      },
      ...(state.status !== 'appraising'
        ? [{ type: 'clockPaused', v: 1, on, reason: 'appraisal', document: letter } as const]
        : []),
    ],
  },
  extendAppraisal: {
    ready: (state, facts) => [
      inStatus(state, 'appraising'),
      ...appraisalDeadline(state, facts).map(({ dueOn }) =>
        must(facts.on <= dueOn, 'appraisalPeriodOver', { dueOn }),
      ),
    ],
    rules: ({ approval }, { workingDays }, { policy: { values } }) => {
      const extended = approval.appraisal?.extendedBy ?? 0
      const limit = values.appraisalWorkingDays
      const left = Math.max(0, limit - extended)
      return [must(workingDays <= left, 'appraisalExtensionTooLong', { limit, extended, left })]
    },
    events: (_state, { workingDays, reasons }) => [{ type: 'appraisalExtended', v: 1, workingDays, reasons }],
  },
  submitAppraisal: {
    ready: (state, { actor }) => [inStatus(state, 'appraising'), ...writerChecks(state, actor)],
    // A report that does not name its form is on the one that lay before the agency when it was commissioned.
    rules: (state, { formDigest }) => [formIs(state, formDigest ?? commissionedForm(state.approval))],
    // A report without a sharing opinion goes back to the agency; the clock stays suspended (T6 [D]).
    events: ({ approval: { form } }, { conclusion, report, sharingOpinion }, { on }) =>
      sharingOpinion === undefined
        ? [{ type: 'appraisalReturned', v: 1, report }]
        : [
            { type: 'appraised', v: 1, on, report, conclusion, sharingOpinion, formDigest: form.digest },
            { type: 'clockResumed', v: 1, on, reason: 'appraisal', document: report },
          ],
  },
}
