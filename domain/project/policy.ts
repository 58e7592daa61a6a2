/**
 * Everything the law leaves open, and every threshold, as data with an effective date and the source it rests on.
 * A decision records the version it applied; a new version touches a running case only when it says so.
 */

import type { PolicyVersion } from '../case/facts.ts'
import type { NoticePolicy } from '../engine/notice-policy.ts'
import { type EnginePolicy, FIRST_VERSION } from '../engine/policy.ts'
import { type Fen, fen } from '../values/money.ts'
import type { RevokingRole } from './approval/revoking-roles.ts'
import type { RevocationEffectTable } from './approval/words.ts'
import type { DeadlineKind } from './deadline.ts'
import {
  type EvidenceRoleTable,
  GATE_EVIDENCE_ROLES,
  GATE_EVIDENCE_VALID_MONTHS,
} from './evaluation/evidence-roles.ts'
import { OM_EFFECTS, type OmEffectTable } from './evaluation/om-effects.ts'
import { NOTICE_POLICY } from './notice-policy.ts'
import { DEFAULT_PANELS, type Panels } from './panels.ts'

export interface PolicyValues extends Omit<EnginePolicy, keyof NoticePolicy>, NoticePolicy<DeadlineKind> {
  completenessWorkingDays: number
  silentAdmission: boolean
  supplementWorkingDays: number
  appraisalWorkingDays: number
  decisionWorkingDays: number
  decisionExtensionWorkingDays: number
  panels: Panels
  /** The planning authority approves from here on; below it the owner's own department approves. */
  authorityThresholdFen: number
  estimateOverrunPercent: number
  feasibilityValidityMonths: number
  seriousDelayMonths: number
  seriousDelayPercent: number
  /** How much of a year has passed when its annual report is taken, as long as the project is being built. */
  annualReportFromMonths: number
  incidentReportWorkingDays: number
  rectificationWorkingDays: number
  resumptionCheckWorkingDays: number
  acceptanceApplicationMonths: number
  acceptanceExtensionMonthsMax: number
  acceptanceExtensionsMax: number
  acceptanceDecisionWorkingDays: number
  acceptanceRectificationWorkingDays: number
  acceptanceReportWorkingDays: number
  /** Part of the budget estimate that stays unreleased until acceptance. */
  holdbackPercent: number
  /** The smallest line of an annual plan. */
  planLineMinimumFen: Fen
  /** Part of the budget estimate that the annual plan has listed before construction starts. */
  securedFundsPercent: number
  /** Part of the budget estimate above which a year's O&M request is remarked on. */
  omUsualPercent: number
  selfEvaluationFromMonths: number
  selfEvaluationToMonths: number
  postEvaluationWorkingDays: number
  cryptographyAssessmentValidMonths: number
  securityAssessmentValidMonths: number
  /** Who records evidence on which O&M gate. */
  gateEvidenceRoles: EvidenceRoleTable
  /** How long evidence that a gate is met counts at most; on security it is an assessment's period. */
  gateEvidenceValidMonths: typeof GATE_EVIDENCE_VALID_MONTHS
  omEffects: OmEffectTable
  /** Who revokes an approval that another authority issued. */
  revokingRole: RevokingRole
  revocationEffects: RevocationEffectTable
  /** No date or year that an act sets for later lies further ahead. */
  plannedAheadMonths: number
  /** Each document that is asked for is a file of its own: one file is not several of them. */
  ownFilePerDocument: boolean
}

export type Policy = PolicyVersion<PolicyValues>

/** The source of each value, cited as the rulebook gives it. */
export const POLICY_SOURCES: Record<keyof PolicyValues, string> = {
  completenessWorkingDays: '许可法32 [C:S10]',
  silentAdmission: '许可法32 [C:S10], by analogy; policy default [D]',
  supplementWorkingDays: 'policy default [D]',
  appraisalWorkingDays: '[C:S13]',
  decisionWorkingDays: '许可法42 [C:S10]',
  decisionExtensionWorkingDays: '许可法42 [C:S10]',
  panels: 'Separation of duties [D]',
  nudgeHours: 'policy default [D]',
  planningAuthority: 'Arts 4,6 [C:S1]',
  authorityThresholdFen: '[C:S16]',
  estimateOverrunPercent: '条例12 [C:S9]',
  feasibilityValidityMonths: 'policy default [D], practice',
  seriousDelayMonths: 'policy default [D]',
  seriousDelayPercent: 'policy default [D]',
  annualReportFromMonths: 'policy default [D]',
  incidentReportWorkingDays: 'policy default [D]',
  rectificationWorkingDays: 'policy default [D]',
  resumptionCheckWorkingDays: 'policy default [D]',
  acceptanceApplicationMonths: '建设管理 ch. R+',
  acceptanceExtensionMonthsMax: 'policy default [D]',
  acceptanceExtensionsMax: 'policy default [D]',
  acceptanceDecisionWorkingDays: 'policy default [D]',
  acceptanceRectificationWorkingDays: 'policy default [D]',
  acceptanceReportWorkingDays: 'policy default [D]; same figure in the Shenzhen draft S29',
  holdbackPercent: 'policy default [D]',
  planLineMinimumFen: 'policy default [D]',
  securedFundsPercent: 'policy default [D]',
  omUsualPercent: 'policy default [D]',
  selfEvaluationFromMonths: '[C:S6]',
  selfEvaluationToMonths: '[C:S6]',
  postEvaluationWorkingDays: 'policy default [D]',
  cryptographyAssessmentValidMonths: 'policy default [D]',
  securityAssessmentValidMonths: 'policy default [D]; yearly test at level ≥3 R+',
  gateEvidenceRoles: 'rulebook §2.8 Restoration [D]',
  gateEvidenceValidMonths: 'policy default [D]',
  warningWorkingDays: 'policy default [D]',
  escalationWorkingDays: 'policy default [D]',
  officeHours: 'policy default [D]',
  promptNotices: 'policy default [D]',
  omEffects: 'policy default [D]; results are an important basis [C:S0]; R+',
  revokingRole: 'Separation of duties [D]',
  revocationEffects: 'policy default [D]',
  plannedAheadMonths: 'policy default [D]',
  substituteOfSameRoot: 'Separation of duties [D]',
  substitutionMonthsMax: 'policy default [D]',
  documentsHeldHere: 'policy default [D]',
  ownFilePerDocument: 'policy default [D]',
}

/** The defaults. */
export const POLICY_V1: Policy = {
  ...FIRST_VERSION,
  values: {
    completenessWorkingDays: 5,
    silentAdmission: true,
    supplementWorkingDays: 15,
    appraisalWorkingDays: 30,
    decisionWorkingDays: 20,
    decisionExtensionWorkingDays: 10,
    panels: DEFAULT_PANELS,
    nudgeHours: 24,
    planningAuthority: 'ndrc',
    authorityThresholdFen: 3_000_000_000,
    estimateOverrunPercent: 10,
    feasibilityValidityMonths: 24,
    seriousDelayMonths: 6,
    seriousDelayPercent: 30,
    annualReportFromMonths: 9,
    incidentReportWorkingDays: 5,
    rectificationWorkingDays: 30,
    resumptionCheckWorkingDays: 20,
    acceptanceApplicationMonths: 6,
    acceptanceExtensionMonthsMax: 6,
    acceptanceExtensionsMax: 1,
    acceptanceDecisionWorkingDays: 30,
    acceptanceRectificationWorkingDays: 60,
    acceptanceReportWorkingDays: 15,
    holdbackPercent: 5,
    planLineMinimumFen: fen(1_000_000),
    securedFundsPercent: 10,
    omUsualPercent: 15,
    selfEvaluationFromMonths: 12,
    selfEvaluationToMonths: 24,
    postEvaluationWorkingDays: 60,
    cryptographyAssessmentValidMonths: 12,
    securityAssessmentValidMonths: 12,
    gateEvidenceRoles: GATE_EVIDENCE_ROLES,
    gateEvidenceValidMonths: GATE_EVIDENCE_VALID_MONTHS,
    ...NOTICE_POLICY,
    omEffects: OM_EFFECTS,
    revokingRole: 'stateCouncilOffice',
    revocationEffects: {
      procedureViolated: 'decideAnew',
      factsWrong: 'decideAnew',
      circumstancesChanged: 'resubmit',
      materialsFalse: 'end',
    },
    plannedAheadMonths: 120,
    substituteOfSameRoot: true,
    substitutionMonthsMax: 12,
    documentsHeldHere: true,
    ownFilePerDocument: true,
  },
}
