/**
 * The policy of projects: everything that the law leaves open, and every threshold, as data with an effective date. Each value is
 * declared in the topic whose rule uses it. A decision records the version that it used; a new version applies to running cases only
 * if it says so.
 */

import type { PolicyVersion } from '../case/facts.ts'
import { FIRST_VERSION } from '../engine/policy.ts'
import { sharedPolicy } from '../engine/shared-policy.ts'
import { defaultsOf, type ValuesOf, yesOrNo } from '../law/policy.ts'
import { ACCEPTANCE_APPLICATION_POLICY } from './acceptance/application.ts'
import { ASSESSMENT_POLICY } from './acceptance/assessments.ts'
import { ACCEPTANCE_DECISION_POLICY } from './acceptance/decision.ts'
import { ACCEPTANCE_EXTENSION_POLICY } from './acceptance/extension.ts'
import { ACCEPTANCE_REPORT_POLICY } from './acceptance/report.ts'
import { ADMISSION_POLICY } from './approval/admission.ts'
import { APPRAISAL_POLICY } from './approval/appraisal.ts'
import { COMMISSIONING_POLICY } from './approval/commissioning.ts'
import { CONSULTATION_POLICY } from './approval/consultation.ts'
import { DECISION_CLOCK_POLICY } from './approval/decision-clock.ts'
import { ESTIMATE_OVERRUN_POLICY } from './approval/estimate-overrun.ts'
import { JOINT_HANDLING_POLICY } from './approval/joint-handling.ts'
import { REVOCATION_POLICY } from './approval/revocation.ts'
import { SERVICE_POLICY } from './approval/service.ts'
import { SUBMISSION_POLICY } from './approval/submission.ts'
import { SUPPLEMENT_POLICY } from './approval/supplement.ts'
import { SUPPLEMENT_EXTENSION_POLICY } from './approval/supplement-extension.ts'
import { VALIDITY_POLICY } from './approval/validity.ts'
import { PLAN_POLICY } from './budget/plan.ts'
import { RELEASE_POLICY } from './budget/release.ts'
import { ANNUAL_REPORT_POLICY } from './construction/annual-report.ts'
import { INCIDENT_POLICY } from './construction/incident.ts'
import { RECTIFICATION_POLICY } from './construction/rectification.ts'
import { START_POLICY } from './construction/start.ts'
import { SUSPENSION_POLICY } from './construction/suspension.ts'
import { GATE_EVIDENCE_POLICY } from './evaluation/gate-evidence.ts'
import { OM_FUNDS_POLICY } from './evaluation/om-funds.ts'
import { POST_EVALUATION_POLICY } from './evaluation/post-evaluation.ts'
import { SELF_EVALUATION_POLICY } from './evaluation/self-evaluation.ts'
import { DEFAULT_PANELS } from './panels.ts'
import { PLANNED_AHEAD_POLICY } from './planned-ahead.ts'
import { TOPIC_TABLES } from './topics.ts'

const OWN_POLICY = {
  ...SUBMISSION_POLICY,
  ...ESTIMATE_OVERRUN_POLICY,
  ...VALIDITY_POLICY,
  ...ADMISSION_POLICY,
  ...SUPPLEMENT_POLICY,
  ...SUPPLEMENT_EXTENSION_POLICY,
  ...COMMISSIONING_POLICY,
  ...APPRAISAL_POLICY,
  ...CONSULTATION_POLICY,
  ...DECISION_CLOCK_POLICY,
  ...JOINT_HANDLING_POLICY,
  ...SERVICE_POLICY,
  ...REVOCATION_POLICY,
  ...START_POLICY,
  ...ANNUAL_REPORT_POLICY,
  ...INCIDENT_POLICY,
  ...RECTIFICATION_POLICY,
  ...SUSPENSION_POLICY,
  ...ACCEPTANCE_EXTENSION_POLICY,
  ...ACCEPTANCE_APPLICATION_POLICY,
  ...ASSESSMENT_POLICY,
  ...ACCEPTANCE_DECISION_POLICY,
  ...ACCEPTANCE_REPORT_POLICY,
  ...GATE_EVIDENCE_POLICY,
  ...SELF_EVALUATION_POLICY,
  ...POST_EVALUATION_POLICY,
  ...OM_FUNDS_POLICY,
  ...PLAN_POLICY,
  ...RELEASE_POLICY,
  ...PLANNED_AHEAD_POLICY,
  /** Each required document must be a file of its own. */
  ownFilePerDocument: yesOrNo(true),
}

/** The type is explicit: an inferred one would depend on the topics, whose types depend on the policy. */
const WARNINGS: Readonly<Record<string, { first: number; last: number }>> = TOPIC_TABLES.warningWorkingDays

export const POLICY = {
  ...OWN_POLICY,
  ...sharedPolicy(DEFAULT_PANELS, WARNINGS),
}

export type PolicyValues = ValuesOf<typeof POLICY>
export type Policy = PolicyVersion<PolicyValues>

/** The defaults. */
export const POLICY_V1: Policy = { ...FIRST_VERSION, values: defaultsOf(POLICY) }
