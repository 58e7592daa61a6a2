/** T5 and T6: appraise first, decide then. The decision clock stands still while the agency works. */
import { isPaused } from '../clock.ts'
import type { Actor, OrgId } from '../directory.ts'
import { prepared } from '../project/authorize.ts'
import type { Rules } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { inStatus } from '../project/status-check.ts'
import { type Check, must } from '../refusal.ts'

const isStopped = ({ approval }: ProjectState): boolean => approval.clock !== null && isPaused(approval.clock)

const isOwnUnit = (actor: Actor, org: OrgId): boolean =>
  actor.kind === 'person' && actor.orgPath.includes(org)

/** The agency is independent as a unit; whoever writes for it is as a person. */
function writerChecks(state: ProjectState, actor: Actor): Check[] {
  const agency = state.approval.appraisal?.agency
  if (actor.kind !== 'person' || agency === undefined || !isOwnUnit(actor, agency)) return []
  const isInside = isOwnUnit(actor, state.owner) || isOwnUnit(actor, state.authority)
  return [must(!isInside, 'appraiserNotIndependent'), must(!prepared(state, actor), 'appraiserConflict')]
}

export const APPRAISAL_RULES: Rules<'commissionAppraisal' | 'extendAppraisal' | 'submitAppraisal'> = {
  commissionAppraisal: {
    // In `appraising`: the replacement of an agency that does not deliver.
    ready: (state) => [
      inStatus(state, 'admitted', 'appraising'),
      must(state.status !== 'admitted' || !isStopped(state), 'clockNotRunning'),
    ],
    rules: ({ authors, preparers, owner, authority }, { agency, workingDays }, { policy, actor }) => [
      must(agency !== owner && agency !== authority && !isOwnUnit(actor, agency), 'appraiserNotIndependent'),
      must(!authors.includes(agency) && !preparers.some(({ org }) => org === agency), 'appraiserConflict'),
      must(workingDays <= policy.values.appraisalWorkingDays, 'appraisalTooLong', {
        limit: policy.values.appraisalWorkingDays,
      }),
    ],
    events: (state, { agency, letter, workingDays }, { on }) => [
      { type: 'appraisalCommissioned', v: 1, on, agency, letter, workingDays },
      ...(state.status === 'admitted'
        ? [{ type: 'clockPaused', v: 1, on, reason: 'appraisal', document: letter } as const]
        : []),
    ],
  },
  extendAppraisal: {
    ready: (state) => [inStatus(state, 'appraising')],
    rules: ({ approval }, { workingDays }, { policy: { values } }) => [
      must(
        (approval.appraisal?.extendedBy ?? 0) + workingDays <= values.appraisalWorkingDays,
        'appraisalTooLong',
        {
          limit: values.appraisalWorkingDays,
        },
      ),
    ],
    events: (_state, { workingDays, reasons }) => [{ type: 'appraisalExtended', v: 1, workingDays, reasons }],
  },
  submitAppraisal: {
    ready: (state, { actor }) => [inStatus(state, 'appraising'), ...writerChecks(state, actor)],
    // A report without a sharing opinion goes back to the agency; the clock stays suspended (T6 [D]).
    events: (_state, { conclusion, report, sharingOpinion }, { on }) =>
      sharingOpinion === undefined
        ? [{ type: 'appraisalReturned', v: 1, report }]
        : [
            { type: 'appraised', v: 1, on, report, conclusion, sharingOpinion },
            { type: 'clockResumed', v: 1, on, reason: 'appraisal', document: report },
          ],
  },
}
