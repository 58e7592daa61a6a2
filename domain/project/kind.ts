/** A project 项目: the kind of case whose life the Measures lay down. */

import type { Kind } from '../engine/kind.ts'
import type { ProjectId } from '../values/ids.ts'
import { type Fen, formatWan } from '../values/money.ts'
import { ACTIONS, BODIES } from './actions.ts'
import { STAGE_TITLES } from './approval/words.ts'
import { fileDigestsOf, isOnForm } from './bound-files.ts'
import { DEADLINES } from './deadline.ts'
import { namedByDeadline, passingsOf, RESPONSIBLE, STILL_UNDONE } from './deadline-duties.ts'
import { earlierPartChecks, keptAway } from './earlier-part.ts'
import type { ProjectEvent } from './events.ts'
import { FOLD_VERSION, PROJECT_EVOLVE, unopened } from './evolve.ts'
import { type Facts, versionsOf } from './facts.ts'
import { machineWords } from './machine-words.ts'
import { NEXT_STEPS } from './next-steps.ts'
import { NOTICES } from './notices.ts'
import { overtakenBy } from './overtaken.ts'
import { ownFileChecks } from './own-files.ts'
import { type Policy, withDefaults } from './policy.ts'
import { PROJECT_REFUSALS } from './refusals.ts'
import { relationCheck } from './relations.ts'
import { CONSEQUENCES, projectDeadlines, RULES } from './rules.ts'
import type { ProjectState } from './state.ts'
import { PROJECT_STATUSES } from './status.ts'
import { REVIEW_STEPS } from './steps.ts'
import { turnOf } from './turn.ts'
import { workOf } from './work.ts'

export const PROJECT: Kind<ProjectState, ProjectEvent, Facts> = {
  name: 'project',
  zh: '项目',
  en: 'project',
  actions: ACTIONS,
  bodies: BODIES,
  statuses: PROJECT_STATUSES,
  deadlines: DEADLINES,
  refusals: PROJECT_REFUSALS,
  relation: relationCheck,
  steps: REVIEW_STEPS,
  matterOf: ({ approval }: ProjectState) => ({
    ...{ stage: approval.stage, round: approval.round },
    formDigest: approval.form.digest,
  }),
  stages: STAGE_TITLES,
  isOnForm,
  filesOf: fileDigestsOf,
  earlierPartChecks,
  keptAway,
  overtakenBy,
  workOf,
  turnOf,
  workflow: 'projectLifecycle',
  foldVersion: FOLD_VERSION,
  initial: (id) => unopened(id as ProjectId),
  rules: RULES,
  evolve: PROJECT_EVOLVE,
  versionsOf,
  completed: (facts) => ({ ...facts, policy: withDefaults(facts.policy as Policy) }),
  plannedDeadlines: projectDeadlines,
  passed: (state, deadline, facts) =>
    CONSEQUENCES[deadline.kind as keyof typeof CONSEQUENCES]?.(state, deadline, facts) ?? [],
  notices: NOTICES as Kind['notices'],
  nextSteps: NEXT_STEPS,
  machineWords,
  responsible: RESPONSIBLE,
  namedByDeadline,
  passings: passingsOf,
  isUndone: STILL_UNDONE,
  agencyOf: ({ approval, evaluation }) => evaluation?.post?.evaluator ?? approval.appraisal?.agency,
  remarks: (state) => [{ title: { zh: '金额', en: 'amount' }, text: `${formatWan(amountFen(state))} 万元` }],
  everyAct: ownFileChecks,
  lookedAt: (state, verbs) => formerAgency(state, verbs),
}

/** As approved last, or as applied for. */
const amountFen = ({ approval, approvals }: ProjectState): Fen =>
  approvals.at(-1)?.approvedFen ?? approval.form.investmentFen

const COMMISSIONS: readonly string[] = ['commissionAppraisal'] satisfies (keyof typeof BODIES)[]

/** Where an agency is commissioned, the one that had the work last is looked at. */
function formerAgency({ approval }: ProjectState, verbs: readonly string[]): string[] {
  const { agency } = approval.appraisal ?? {}
  return agency !== undefined && verbs.some((verb) => COMMISSIONS.includes(verb)) ? [agency] : []
}

/** A project and what it is, as the layers ask for both. */
export const ofProject = (state: ProjectState) => ({ kind: PROJECT, state })
