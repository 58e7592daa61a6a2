/** A project 项目: the kind of case whose life the Measures lay down. */

import type { Kind } from '../engine/kind.ts'
import { withDefaults } from '../engine/policy.ts'
import { type Fen, formatWan } from '../values/money.ts'
import { bansOf as acceptanceBans } from './acceptance/bans.ts'
import { ACTIONS, BODIES } from './actions.ts'
import { FILE_KIND_TITLES, STAGE_TITLES, type Stage } from './approval/words.ts'
import { fileDigestsOf, isOnForm } from './bound-files.ts'
import { BULK_VERBS } from './bulk.ts'
import { DEADLINES } from './deadline.ts'
import { namedByDeadline, passingsOf, RESPONSIBLE, STILL_UNDONE } from './deadline-duties.ts'
import { detailsOf, HIDDEN_FROM_COMMISSIONED } from './details.ts'
import { earlierPartChecks, keptAway } from './earlier-part.ts'
import { bansOf as evaluationBans } from './evaluation/bans.ts'
import { wordsOfEvent } from './event-words.ts'
import type { ProjectEvent } from './events.ts'
import { FOLD_VERSION, PROJECT_EVOLVE, unopened } from './evolve.ts'
import { FACTS, type Facts, readFacts } from './facts.ts'
import { agenciesOf, codeGiven, listingOf } from './listing.ts'
import { machineWords } from './machine-words.ts'
import { NEXT_STEPS } from './next-steps.ts'
import { NOTICES } from './notices.ts'
import { overtakenBy } from './overtaken.ts'
import { ownFileChecks } from './own-files.ts'
import { POLICY_V1, type Policy } from './policy.ts'
import { POLICY_WORDS } from './policy-words.ts'
import { PROJECT_REFUSALS } from './refusals.ts'
import { relationCheck } from './relations.ts'
import { CONSEQUENCES, projectDeadlines, RULES } from './rules.ts'
import type { ProjectState } from './state.ts'
import { PROJECT_STATUSES } from './status.ts'
import { REVIEW_STEPS } from './steps.ts'
import { CATALOG_ITEMS, OM_BASES } from './tables.ts'
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
  path: 'projects',
  opensBy: 'submitStage',
  openedFor: (body) => {
    const { owner } = (body ?? {}) as { owner?: unknown }
    return typeof owner === 'string' ? owner : null
  },
  foldVersion: FOLD_VERSION,
  initial: unopened,
  rules: RULES,
  evolve: PROJECT_EVOLVE,
  facts: FACTS,
  policyValues: POLICY_V1.values,
  policyWords: POLICY_WORDS,
  completed: (facts) =>
    readFacts({ ...facts, policy: withDefaults(POLICY_V1.values, facts.policy as Policy) }),
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
  details: detailsOf,
  hiddenFromCommissioned: HIDDEN_FROM_COMMISSIONED,
  wordsOfEvent,
  fileKinds: FILE_KIND_TITLES,
  bulkVerbs: BULK_VERBS,
  formOf: (content, writers) => {
    const named = Array.isArray(content.drafters) ? content.drafters : []
    return { ...content, drafters: [...new Set([...named, ...writers])] }
  },
  agencies: agenciesOf,
  listing: listingOf,
  codeGiven,
  stageOf: ({ verb, body }, state) =>
    (verb === 'submitStage' ? (body as { stage?: Stage } | null)?.stage : state?.approval.stage) ??
    'proposal',
  publishes: (state) =>
    [...acceptanceBans(state), ...evaluationBans(state)].map((part) => ({
      ...{ fact: 'ownerBan', key: state.owner, part },
    })),
  tables: [CATALOG_ITEMS, OM_BASES],
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
