/**
 * 密评 and 等保测评 (rulebook §6): an application for acceptance contains both, with their dates. Each must be valid on the day of the
 * application and on the day of the acceptance, and must have been made after the start of construction.
 */

import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { POLICY_ACCEPTANCE, POLICY_CRYPTOGRAPHY_ASSESSMENT, POLICY_DEFAULT } from '../../law/own-policy.ts'
import { months } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { CLASSIFIED_PROTECTION } from '../../law/provisions.ts'
import { addMonths, type PlainDate } from '../../values/plain-date.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectTopic } from '../topic.ts'
import type { AppliedDocument } from './application.ts'
import { ASSESSMENTS, type Assessment, isAssessment } from './state.ts'
import { ACCEPTANCE_DOCUMENT_TITLES } from './words.ts'

const REFUSALS = {
  cryptographyAssessmentUndated: {
    kind: 'gate',
    zh: '密码应用安全性评估报告须注明评估日期和结论',
    en: 'the cryptography assessment must state its date and its result',
    source: POLICY_CRYPTOGRAPHY_ASSESSMENT,
  },
  cryptographyAssessmentInFuture: {
    kind: 'input',
    zh: '密评日期 {date} 晚于申请日期',
    en: 'the date of the cryptography assessment ({date}) is later than the application',
    source: POLICY_DEFAULT,
  },
  cryptographyAssessmentExpired: {
    kind: 'gate',
    zh: '密评有效期至 {expiredOn}（{months} 个月），已失效；建设单位应以新的评估报告申请验收',
    en: 'the cryptography assessment was valid until {expiredOn} ({months} months); the owner is to apply with a new one',
    source: POLICY_CRYPTOGRAPHY_ASSESSMENT,
  },
  securityAssessmentUndated: {
    kind: 'gate',
    zh: '等级保护测评报告须注明测评日期',
    en: 'the classified protection assessment must state its date',
    source: POLICY_DEFAULT,
  },
  securityAssessmentInFuture: {
    kind: 'input',
    zh: '等保测评日期 {date} 晚于申请日期',
    en: 'the date of the classified protection assessment ({date}) is later than the application',
    source: POLICY_DEFAULT,
  },
  securityAssessmentExpired: {
    kind: 'gate',
    zh: '等保测评有效期至 {expiredOn}（{months} 个月），已失效；建设单位应以新的测评报告申请验收',
    en: 'the classified protection assessment was valid until {expiredOn} ({months} months); the owner is to apply with a new one',
    source: together(POLICY_DEFAULT, CLASSIFIED_PROTECTION),
  },
  assessmentBeforeConstruction: {
    kind: 'gate',
    zh: '{title}的评估日期 {date} 早于开工日期 {startedOn}，评估的不是所建系统：请以建成后的评估报告申请',
    en: 'the {kind} is dated {date}, before construction started on {startedOn}: it assessed something else; apply with one of what was built',
    source: POLICY_DEFAULT,
  },
  assessmentBeforeCorrection: {
    kind: 'gate',
    zh: '{title}的评估日期 {date} 不晚于 {failedOn} 不通过验收之日，而该次验收认定其不合格：整改后请重新评估，以新的报告申请',
    en: 'the {kind} is dated {date}, not after the acceptance of {failedOn} that found it wanting: have it assessed anew after the correction and apply with that',
    source: POLICY_ACCEPTANCE,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const ASSESSMENT_POLICY = {
  /** From the date of a 密评. Evidence for the O&M gate of security is valid for the same time. */
  cryptographyAssessmentValidMonths: months(12),
  /** From the date of an 等保测评. */
  securityAssessmentValidMonths: months(12, together(POLICY_DEFAULT, CLASSIFIED_PROTECTION)),
}

export const assessmentIn = (documents: readonly AppliedDocument[], kind: Assessment) =>
  documents.find((document) => document.kind === kind)

/** Checks of the assessments in an application. */
export function assessmentChecks(
  documents: readonly AppliedDocument[],
  state: ProjectState,
  facts: Facts,
): Check[] {
  const cryptography = assessmentIn(documents, 'cryptographyAssessment')
  const security = assessmentIn(documents, 'securityAssessment')
  return [
    must(
      !cryptography || Boolean(cryptography.assessedOn && cryptography.result),
      'cryptographyAssessmentUndated',
    ),
    must(!security || Boolean(security.assessedOn), 'securityAssessmentUndated'),
    ...ASSESSMENTS.flatMap((kind) => {
      const assessedOn = assessmentIn(documents, kind)?.assessedOn
      return assessedOn
        ? [...validityChecks(kind, assessedOn, facts), ...assessedChecks(kind, assessedOn, state)]
        : []
    }),
    ...correctedChecks(documents, state),
  ]
}

/** The assessments of the current application must still be valid. Older applications have no dates and are not checked. */
export const stillValidChecks = ({ acceptance }: ProjectState, facts: Facts): Check[] =>
  ASSESSMENTS.flatMap((kind) => {
    const assessedOn = acceptance?.application?.assessedOn?.[kind]
    return assessedOn === undefined ? [] : validityChecks(kind, assessedOn, facts)
  })

/** Whether an assessment expired before the decision: then the owner may submit another one. */
export const isOneStale = (state: ProjectState, facts: Facts): boolean =>
  stillValidChecks(state, facts).some((check) => check !== null)

function validityChecks(
  kind: Assessment,
  assessedOn: PlainDate,
  { on, policy: { values } }: Pick<Facts, 'on' | 'policy'>,
): Check[] {
  const months =
    kind === 'securityAssessment'
      ? values.securityAssessmentValidMonths
      : values.cryptographyAssessmentValidMonths
  const expiredOn = addMonths(assessedOn, months)
  return [
    must(assessedOn <= on, `${kind}InFuture`, { date: assessedOn }),
    must(on <= expiredOn, `${kind}Expired`, { expiredOn, months }),
  ]
}

/**
 * The assessment must be made after the start of construction; and after a failed acceptance that found it insufficient, after that
 * failure, also if there were other applications since.
 */
function assessedChecks(
  kind: Assessment,
  assessedOn: PlainDate,
  { construction, acceptance }: ProjectState,
): Check[] {
  const startedOn = construction?.startedOn ?? assessedOn
  const failedOn = acceptance?.wantingOn?.[kind]
  const title = ACCEPTANCE_DOCUMENT_TITLES[kind]
  const said = { kind: title, title, date: assessedOn }
  return [
    must(assessedOn >= startedOn, 'assessmentBeforeConstruction', { ...said, startedOn }),
    must(failedOn === undefined || assessedOn > failedOn, 'assessmentBeforeCorrection', {
      ...said,
      failedOn: failedOn ?? '',
    }),
  ]
}

/** A report that was found insufficient cannot be filed again with a later date. */
const correctedChecks = (documents: readonly AppliedDocument[], { acceptance }: ProjectState): Check[] =>
  documents.map(({ kind, digest }, index) =>
    must(!isAssessment(kind) || !acceptance?.wanting?.includes(digest), 'unchanged', {
      pointer: `/documents/${index}/digest`,
    }),
  )

export const ACCEPTANCE_ASSESSMENTS = {
  refusals: REFUSALS,
} satisfies ProjectTopic
