/** The topics of a project, in the order of the procedure: each holds the whole of its rule. */
import { madeOf } from '../engine/topic.ts'
import { ACCEPTANCE_APPLICATION } from './acceptance/application.ts'
import { ACCEPTANCE_ASSESSMENTS } from './acceptance/assessments.ts'
import { ACCEPTANCE_DECISION } from './acceptance/decision.ts'
import { ACCEPTANCE_EXTENSION } from './acceptance/extension.ts'
import { OPERATION } from './acceptance/operation.ts'
import { ACCEPTANCE_REPORT } from './acceptance/report.ts'
import { AMOUNT } from './amount.ts'
import { ADMISSION } from './approval/admission.ts'
import { APPRAISAL } from './approval/appraisal.ts'
import { APPRAISER } from './approval/appraiser.ts'
import { CATALOG } from './approval/catalog.ts'
import { CONDITIONS } from './approval/conditions.ts'
import { DECISION } from './approval/decision.ts'
import { DECISION_CLOCK } from './approval/decision-clock.ts'
import { OVERRUN } from './approval/overrun.ts'
import { PROJECT_CODE } from './approval/project-code.ts'
import { REVOCATION } from './approval/revocation.ts'
import { SUBMISSION } from './approval/submission.ts'
import { SUPPLEMENT } from './approval/supplement.ts'
import { TRACK } from './approval/track.ts'
import { VALIDITY } from './approval/validity.ts'
import { WITHDRAWAL } from './approval/withdrawal.ts'
import { BANS } from './ban-checks.ts'
import { PLAN } from './budget/plan.ts'
import { RELEASE } from './budget/release.ts'
import { ANNUAL_REPORT } from './construction/annual-report.ts'
import { COMPLETION } from './construction/completion.ts'
import { INCIDENT } from './construction/incident.ts'
import { RECTIFICATION } from './construction/rectification.ts'
import { START } from './construction/start.ts'
import { SUSPENSION } from './construction/suspension.ts'
import { GATE_EVIDENCE } from './evaluation/gate-evidence.ts'
import { OM_FUNDS } from './evaluation/om-funds.ts'
import { POST_EVALUATION } from './evaluation/post-evaluation.ts'
import { POST_EVALUATION_COMMISSION } from './evaluation/post-evaluation-commission.ts'
import { RETIREMENT } from './evaluation/retirement.ts'
import { SELF_EVALUATION } from './evaluation/self-evaluation.ts'
import type { ProjectEvent } from './events.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'
import { PROJECT_STATUSES } from './status.ts'

const TOPICS = [
  SUBMISSION,
  PROJECT_CODE,
  TRACK,
  OVERRUN,
  VALIDITY,
  SUPPLEMENT,
  CATALOG,
  ADMISSION,
  APPRAISER,
  APPRAISAL,
  DECISION_CLOCK,
  DECISION,
  REVOCATION,
  CONDITIONS,
  WITHDRAWAL,
  START,
  ANNUAL_REPORT,
  INCIDENT,
  RECTIFICATION,
  SUSPENSION,
  COMPLETION,
  ACCEPTANCE_EXTENSION,
  ACCEPTANCE_APPLICATION,
  ACCEPTANCE_ASSESSMENTS,
  ACCEPTANCE_DECISION,
  ACCEPTANCE_REPORT,
  OPERATION,
  GATE_EVIDENCE,
  SELF_EVALUATION,
  POST_EVALUATION_COMMISSION,
  POST_EVALUATION,
  OM_FUNDS,
  RETIREMENT,
  AMOUNT,
  PLAN,
  RELEASE,
  BANS,
] as const

type ActsOf<T> = T extends { acts: infer A } ? A : never
type AllOf<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer A) => void ? A : never

/** Every act of the project's own, with the content that it says. */
export type OwnActs = AllOf<ActsOf<(typeof TOPICS)[number]>>

export const MADE = madeOf<ProjectState, ProjectEvent, Facts>(TOPICS, PROJECT_STATUSES)

/** The same by the name that a message gives. */
export const ACTS = MADE.acts
