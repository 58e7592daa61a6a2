/** The events of a project. Each event has a version; an old version is upcast when it is read. */
import type { DeadlineEvent, Recorded } from '../case/event.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { TaskEvent } from '../tasks/claims.ts'
import type { AcceptanceApplicationEvent } from './acceptance/application.ts'
import type { AcceptanceDecisionEvent } from './acceptance/decision.ts'
import type { AcceptanceExtensionEvent } from './acceptance/extension.ts'
import type { OperationEvent } from './acceptance/operation.ts'
import type { AcceptanceReportEvent } from './acceptance/report.ts'
import type { AdmissionEvent } from './approval/admission.ts'
import type { AppraisalEvent } from './approval/appraisal.ts'
import type { CatalogEvent } from './approval/catalog.ts'
import type { CommissioningEvent } from './approval/commissioning.ts'
import type { ConditionEvent } from './approval/conditions.ts'
import type { ConsultationEvent } from './approval/consultation.ts'
import type { DecisionEvent } from './approval/decision.ts'
import type { DecisionClockEvent } from './approval/decision-clock.ts'
import type { RevocationEvent } from './approval/revocation.ts'
import type { ServiceEvent } from './approval/service.ts'
import type { SubmissionEvent } from './approval/submission.ts'
import type { SupplementEvent } from './approval/supplement.ts'
import type { SupplementExtensionEvent } from './approval/supplement-extension.ts'
import type { WithdrawalEvent } from './approval/withdrawal.ts'
import type { PlanEvent } from './budget/plan.ts'
import type { ReleaseEvent } from './budget/release.ts'
import type { AnnualReportEvent } from './construction/annual-report.ts'
import type { CompletionEvent } from './construction/completion.ts'
import type { IncidentEvent } from './construction/incident.ts'
import type { RectificationEvent } from './construction/rectification.ts'
import type { StartEvent } from './construction/start.ts'
import type { SuspensionEvent } from './construction/suspension.ts'
import type { GateEvidenceEvent } from './evaluation/gate-evidence.ts'
import type { OmFundsEvent } from './evaluation/om-funds.ts'
import type { PostEvaluationEvent } from './evaluation/post-evaluation.ts'
import type { PostEvaluationCommissionEvent } from './evaluation/post-evaluation-commission.ts'
import type { RetirementEvent } from './evaluation/retirement.ts'
import type { SelfEvaluationEvent } from './evaluation/self-evaluation.ts'

/** Events that only projects have; every kind of case has the others. */
export type OwnEvent =
  | SubmissionEvent
  | AdmissionEvent
  | SupplementEvent
  | SupplementExtensionEvent
  | CatalogEvent
  | CommissioningEvent
  | AppraisalEvent
  | ConsultationEvent
  | DecisionClockEvent
  | DecisionEvent
  | ServiceEvent
  | RevocationEvent
  | ConditionEvent
  | WithdrawalEvent
  | StartEvent
  | AnnualReportEvent
  | IncidentEvent
  | RectificationEvent
  | SuspensionEvent
  | CompletionEvent
  | AcceptanceExtensionEvent
  | AcceptanceApplicationEvent
  | AcceptanceDecisionEvent
  | AcceptanceReportEvent
  | OperationEvent
  | GateEvidenceEvent
  | SelfEvaluationEvent
  | PostEvaluationCommissionEvent
  | PostEvaluationEvent
  | OmFundsEvent
  | RetirementEvent
  | PlanEvent
  | ReleaseEvent

export type ProjectEvent = OwnEvent | ReviewEvent | TaskEvent | DeadlineEvent

export type EventOf<T extends ProjectEvent['type']> = Extract<ProjectEvent, { type: T }>

/** An event as it is recorded. */
export type RecordedEvent = Recorded<ProjectEvent>
