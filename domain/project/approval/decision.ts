/**
 * T7 to T9: the decision. The authority approves a document with a letter if gates G1 to G4 are met; or it refuses the document, or returns
 * it for revision, with written reasons.
 */

import { outcome, toDo } from '../../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT, STEP_APPROVAL, STEP_DECISION } from '../../law/own-policy.ts'
import { together } from '../../law/provision.ts'
import {
  INVESTMENT_REGULATION_11,
  MEASURES_APPRAISAL_OPINION,
  MEASURES_APPROVAL_OPINION,
  MEASURES_SHARING_CHAPTER,
  NDRC_2022_632,
} from '../../law/provisions.ts'
import { signersOf } from '../../review/carried-by.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { digest, documentNumber, type Infer, money, object, oneOf, prose } from '../../values/shape.ts'
import { amountCheck } from '../amount.ts'
import { buildBanChecks } from '../ban-checks.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, type Events, type ProjectTopic } from '../topic.ts'
import { isAppraised } from './appraisal.ts'
import { catalogGate } from './catalog.ts'
import { conditionChecks, conditionsOf, conditionsSet } from './conditions.ts'
import { returnStageCheck } from './estimate-overrun.ts'
import { codeCheck } from './project-code.ts'
import { type ToBeServed, withService } from './service.ts'
import { formIs, inApproval, type SubmittedFile, UNDER_DECISION } from './state.ts'
import { STAGES, type Stage } from './words.ts'

const REFUSALS = {
  sharingChapterMissing: {
    kind: 'gate',
    zh: '缺少信息资源共享分析篇（章）',
    en: 'the chapter on sharing information resources is missing',
    source: MEASURES_SHARING_CHAPTER,
  },
  appraisalMissing: {
    kind: 'gate',
    zh: '尚无评估报告（先评估、后决策）',
    en: 'no appraisal report yet: appraise first, decide then',
    source: NDRC_2022_632,
  },
  appraisalWithoutSharingOpinion: {
    kind: 'gate',
    zh: '评估报告未对共享分析提出意见',
    en: 'the appraisal report has no opinion on the sharing chapter',
    source: MEASURES_APPRAISAL_OPINION,
  },
  appraisalOfOtherForm: {
    kind: 'gate',
    zh: '评估报告针对的是 {appraised}，其后申报材料已变更为 {current}：请就现有材料重新委托评估，或退回',
    en: 'the report appraised the form {appraised}, which has become {current} since: commission an appraisal of it anew, or return the document',
    source: together(MEASURES_APPRAISAL_OPINION, NDRC_2022_632),
  },
  letterMissing: {
    kind: 'gate',
    zh: '批准须附批复文号、核定金额',
    en: 'an approval needs its letter: document number and approved amount',
    source: STEP_APPROVAL,
  },
  letterWithoutSharingOpinion: {
    kind: 'gate',
    zh: '批复文件未包含共享意见',
    en: 'the approval letter has no opinion on sharing',
    source: MEASURES_APPROVAL_OPINION,
  },
  approvedAboveSubmitted: {
    kind: 'gate',
    zh: '核定金额不得高于申报金额',
    en: 'no more is approved than was submitted',
    source: POLICY_DEFAULT,
  },
  reasonsMissing: {
    kind: 'gate',
    zh: '退回或不予批准须书面说明理由',
    en: 'a return or a refusal needs written reasons',
    source: INVESTMENT_REGULATION_11,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export type DecisionEvent =
  | ({
      type: 'stageApproved'
      v: 1
      on: PlainDate
      stage: Stage
      round: number
      documentNumber: string
      approvedFen: Fen
      sharingOpinion: string
      formDigest: string
      policyVersion: string
      /** All people who signed for it. */
      signedBy?: PersonId[]
    } & ToBeServed)
  | ({ type: 'stageRefused'; v: 1; stage: Stage; round: number; reasons: string } & ToBeServed)
  | { type: 'stageReturned'; v: 1; stage: Stage; round: number; toStage: Stage; reasons: string }

const verdictBody = object(
  {
    verdict: oneOf(['approve', 'refuse', 'return']),
    formDigest: digest('digest of the form that is decided on'),
  },
  {
    letter: object(
      { documentNumber: documentNumber('批复文号'), approvedFen: money<Fen>('核定估算或概算') },
      { sharingOpinion: prose(4000, 'G3: opinion on sharing') },
    ),
    reasons: prose(4000, 'written reasons'),
    conditions: conditionsOf,
    returnTo: oneOf(STAGES, 'the stage whose document is demanded anew'),
  },
)

export type DecideBody = Infer<typeof verdictBody>

const acts = {
  decide: act({
    zh: '批复、不予批准或退回',
    en: 'approve, refuse or return',
    source: STEP_DECISION,
    ...APPROVER,
    review: 'decision',
    decides: true,
    body: verdictBody,
    from: UNDER_DECISION,
    rules: (state, body, facts) => [
      formIs(state, body.formDigest),
      ...conditionChecks(state, body, facts),
      ...(body.verdict === 'approve'
        ? [...approvalChecks(state, body), ...buildBanChecks(facts)]
        : dismissalChecks(state, body, facts)),
    ],
    events: (state, body, facts) => [decision(state, body, facts), ...conditionsSet(state, body)],
  }),
}

/** Gates G1 to G4, and what the letter must contain. */
function approvalChecks(state: ProjectState, { letter }: DecideBody): Check[] {
  const { form } = state.approval
  return [
    sharingChapterCheck(form),
    ...reportChecks(state),
    must(letter !== undefined, 'letterMissing'),
    must(!letter || letter.sharingOpinion !== undefined, 'letterWithoutSharingOpinion'),
    letter ? amountCheck(letter.approvedFen) : null,
    must(!letter || letter.approvedFen <= form.investmentFen, 'approvedAboveSubmitted'),
    catalogGate(form),
    codeCheck(state),
  ]
}

/** G1: a document must contain the chapter on sharing, already at its submission. */
export const sharingChapterCheck = ({ files }: { files: readonly SubmittedFile[] }): Check =>
  must(
    files.some(({ kind }) => kind === 'sharingChapter'),
    'sharingChapterMissing',
  )

/** G2: before a decision there must be an appraisal of the current form, with an opinion on sharing. */
function reportChecks({ approval }: ProjectState): Check[] {
  const report = approval.appraisal?.report
  return [
    must(report !== null && report !== undefined, 'appraisalMissing'),
    must(!report || report.hasSharingOpinion, 'appraisalWithoutSharingOpinion'),
    must(!report || isAppraised(approval), 'appraisalOfOtherForm', {
      appraised: report?.formDigest ?? '',
      current: approval.form.digest,
    }),
  ]
}

/** A refusal or return needs reasons; a return to the feasibility study needs an overrun (条例11, 条例12). */
const dismissalChecks = (state: ProjectState, body: DecideBody, facts: Facts): Check[] => [
  must(body.reasons !== undefined, 'reasonsMissing'),
  returnStageCheck(state, body, facts),
]

function decision(state: ProjectState, body: DecideBody, { on, policy, actor }: Facts): ProjectEvent {
  const { stage, round, form } = state.approval
  const reasons = body.reasons ?? ''
  if (body.verdict === 'refuse') return { type: 'stageRefused', v: 1, stage, round, reasons, serveFrom: on }
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
    serveFrom: on,
  }
}

/** The approved stages after which construction may be prepared. */
const LAST_STAGES: readonly Stage[] = ['preliminaryDesign', 'merged']

const events: Events<DecisionEvent> = {
  stageApproved: {
    evolve: (
      state,
      { type: _type, v: _v, sharingOpinion: _opinion, signedBy = [], serveFrom, ...approval },
    ) => ({
      ...inApproval(withService(state, { verdict: 'approved' }, { serveFrom }), { clock: null }),
      status: LAST_STAGES.includes(approval.stage) ? 'readyToBuild' : 'stageApproved',
      approvals: [...state.approvals, { ...approval, signedBy, files: state.approval.form.files }],
    }),
    notice: {
      to: ['owner'],
      zh: '已批复',
      en: 'The stage was approved',
      next: outcome(
        '请建设单位查看批复，办理下一环节。',
        'The owner is to read the approval and go on with the next stage.',
      ),
    },
    forCommissioned: true,
  },
  stageRefused: {
    evolve: (state, event) => ({
      ...inApproval(withService(state, { verdict: 'refused' }, event), { clock: null }),
      status: 'refused',
    }),
    notice: {
      to: ['owner'],
      zh: '不予批准',
      en: 'The stage was refused',
      next: outcome('请建设单位查看理由。', 'The owner is to read the reasons.'),
    },
    forCommissioned: true,
  },
  stageReturned: {
    evolve: (state, { toStage }) => ({
      ...inApproval(state, { clock: null, stage: toStage }),
      status: 'returned',
    }),
    notice: {
      to: ['owner'],
      zh: '退回修改',
      en: 'The document was returned for revision',
      next: toDo('请建设单位修改后重新申报。', 'The owner is to revise the document and submit it again.'),
    },
    forCommissioned: true,
  },
}

export const DECISION = { acts, events, refusals: REFUSALS } satisfies ProjectTopic
