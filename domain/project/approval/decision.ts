/** T7 to T9: the decision itself, its gates G1 to G4, and its clock. */

import type { Check } from '../../case/refusal.ts'
import { signersOf } from '../../review/carried-by.ts'
import { dueOf, isPaused, remainingWorkingDays } from '../../values/clock.ts'
import type { BodyOf } from '../actions.ts'
import { buildBanChecks } from '../ban-checks.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { isAppraised, isCatalogEmpty } from './catalog.ts'
import { conditionChecks, conditionsSet } from './conditions.ts'
import { exceedsRoughEstimate } from './submission.ts'

type DecideBody = BodyOf<'decide'>

const UNDER_DECISION = ['admitted', 'appraising', 'deciding'] as const

export const DECISION_RULES: Rules<'decide' | 'extendDecision' | 'pauseClock' | 'resumeClock'> = {
  decide: {
    ready: (state) => [inStatus(state, ...UNDER_DECISION)],
    rules: (state, body, facts) => [
      must(body.formDigest === state.approval.form.digest, 'formMoved', {
        current: state.approval.form.digest,
      }),
      ...conditionChecks(state, body, facts),
      ...(body.verdict === 'approve'
        ? [...approvalChecks(state, body), ...buildBanChecks(facts)]
        : dismissalChecks(state, body, facts)),
    ],
    events: (state, body, facts) => [decision(state, body, facts), ...conditionsSet(state, body)],
  },
  extendDecision: {
    ready: (state, facts) => [
      inStatus(state, ...UNDER_DECISION),
      must(!state.approval.extended, 'extendedAlready'),
      must(state.approval.clock !== null, 'clockNotRunning'),
      must(!hasRunOut(state, facts), 'decisionPeriodOver'),
    ],
    events: (_state, { reasons }, { policy }) => [
      { type: 'decisionExtended', v: 1, workingDays: policy.values.decisionExtensionWorkingDays, reasons },
    ],
  },
  pauseClock: {
    ready: (state) => [inStatus(state, 'admitted', 'deciding'), must(isRunning(state), 'clockNotRunning')],
    events: (_state, { reason, document }, { on }) => [{ type: 'clockPaused', v: 1, on, reason, document }],
  },
  resumeClock: {
    ready: (state) => [inStatus(state, 'admitted', 'deciding'), must(isStanding(state), 'clockNotPaused')],
    rules: (state, { reason }) => [
      must(state.approval.clock?.pauses.at(-1)?.reason === reason, 'clockNotPaused'),
    ],
    events: (_state, { reason, document }, { on }) => [{ type: 'clockResumed', v: 1, on, reason, document }],
  },
}

/** What has run out is not extended: a late decision stays late. Time that stands still has not run out. */
function hasRunOut({ approval: { clock } }: ProjectState, { calendar, on }: Facts): boolean {
  if (clock === null) return false
  const due = dueOf(clock, calendar)
  return due ? on > due.dueOn : remainingWorkingDays(clock, calendar, on) < 0
}

const isRunning = ({ approval }: ProjectState): boolean =>
  approval.clock !== null && !isPaused(approval.clock)
const isStanding = ({ approval }: ProjectState): boolean =>
  approval.clock !== null && isPaused(approval.clock)

/** Gates G1 to G4, and what the letter must hold. All unmet ones are named at once. */
function approvalChecks({ approval, projectCode }: ProjectState, { letter }: DecideBody): Check[] {
  const { form, appraisal } = approval
  const report = appraisal?.report
  return [
    must(
      form.files.some(({ kind }) => kind === 'sharingChapter'),
      'sharingChapterMissing',
    ),
    must(report !== null && report !== undefined, 'appraisalMissing'),
    must(!report || report.hasSharingOpinion, 'appraisalWithoutSharingOpinion'),
    must(!report || isAppraised(approval), 'appraisalOfOtherForm', {
      appraised: report?.formDigest ?? '',
      current: form.digest,
    }),
    must(letter !== undefined, 'letterMissing'),
    must(!letter || letter.sharingOpinion !== undefined, 'letterWithoutSharingOpinion'),
    must(!letter || letter.approvedFen > 0, 'amountNotPositive'),
    must(!letter || letter.approvedFen <= form.investmentFen, 'approvedAboveSubmitted'),
    must(!isCatalogEmpty(form), 'catalogEmpty'),
    must(projectCode !== null, 'projectCodeMissing'),
  ]
}

/** A refusal or return needs reasons; a new study may be demanded only after an overrun (条例11, 条例12). */
function dismissalChecks(
  state: ProjectState,
  { verdict, reasons, returnTo }: DecideBody,
  { policy }: Facts,
): Check[] {
  const percent = policy.values.estimateOverrunPercent
  const { stage, form } = state.approval
  const overrun = exceedsRoughEstimate(state, { stage, investmentFen: form.investmentFen }, percent)
  const sameStage = returnTo === undefined || returnTo === stage
  return [
    must(reasons !== undefined, 'reasonsMissing'),
    must(
      sameStage || (verdict === 'return' && returnTo === 'feasibility' && overrun),
      'returnStageUnfounded',
      {
        percent,
      },
    ),
  ]
}

function decision(state: ProjectState, body: DecideBody, { on, policy, actor }: Facts): ProjectEvent {
  const { stage, round, form } = state.approval
  const reasons = body.reasons ?? ''
  if (body.verdict === 'refuse') return { type: 'stageRefused', v: 1, stage, round, reasons }
  if (body.verdict === 'return') {
    return { type: 'stageReturned', v: 1, stage, round, toStage: body.returnTo ?? stage, reasons }
  }
  const { letter } = body
  if (!letter) throw new Error('an approval without a letter passed its gates')
  return {
    type: 'stageApproved',
    v: 1,
    on,
    stage,
    round,
    documentNumber: letter.documentNumber,
    approvedFen: letter.approvedFen,
    sharingOpinion: letter.sharingOpinion ?? '',
    formDigest: form.digest,
    policyVersion: policy.version,
    signedBy: signersOf(state, 'decision', actor),
  }
}
