/** A project 项目: the kind of case that the Measures regulate. */

import type { Kind } from '../engine/kind.ts'
import { withDefaults } from '../engine/policy.ts'
import { defaultsOf } from '../law/policy.ts'
import { type Fen, formatWan } from '../values/money.ts'
import { bansOf as acceptanceBans } from './acceptance/application.ts'
import { FILE_KIND_TITLES, STAGE_TITLES, type Stage } from './approval/words.ts'
import { fileDigestsOf, isOnForm } from './bound-files.ts'
import { detailsOf, PARTS_FOR_COMMISSIONED } from './details.ts'
import { bansOf as evaluationBans } from './evaluation/gates.ts'
import { EVALUATION_RULES } from './evaluation/sourced-rules.ts'
import type { ProjectEvent } from './events.ts'
import { FACTS, type Facts, readFacts } from './facts.ts'
import { agenciesOf, codeGiven, listingOf } from './listing.ts'
import { overtakenBy } from './overtaken.ts'
import { ownFileChecks } from './own-files.ts'
import { POLICY, type Policy } from './policy.ts'
import { relationCheck } from './relations.ts'
import type { ProjectState } from './state.ts'
import { CATALOG_ITEMS, OM_BASES } from './tables.ts'
import { TOPIC_TABLES } from './topics.ts'
import { turnOf } from './turn.ts'
import { FOLD_VERSION, unopened } from './unopened.ts'
import { workOf } from './work.ts'

const DEFAULTS = defaultsOf(POLICY)

export const PROJECT: Kind<ProjectState, ProjectEvent, Facts> = {
  ...TOPIC_TABLES,
  name: 'project',
  zh: '项目',
  en: 'project',
  relation: relationCheck,
  matterOf: ({ approval }: ProjectState) => ({
    ...{ stage: approval.stage, round: approval.round },
    formDigest: approval.form.digest,
  }),
  stages: STAGE_TITLES,
  isOnForm,
  filesOf: fileDigestsOf,
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
  facts: FACTS,
  otherRules: EVALUATION_RULES,
  policy: POLICY,
  completed: (facts) => readFacts({ ...facts, policy: withDefaults(DEFAULTS, facts.policy as Policy) }),
  agencyOf: ({ approval, evaluation }) => evaluation?.post?.evaluator ?? approval.appraisal?.agency,
  details: detailsOf,
  forCommissioned: { parts: PARTS_FOR_COMMISSIONED, events: TOPIC_TABLES.eventsForCommissioned },
  fileKinds: FILE_KIND_TITLES,
  formOf: (content, writers) => {
    const named = Array.isArray(content.drafters) ? content.drafters : []
    return { ...content, drafters: [...new Set([...named, ...writers])] }
  },
  agencies: agenciesOf,
  noticeRoles: { owner: ['departmentLead', 'applicant'], authority: ['approver'] },
  parties: () => [],
  listing: listingOf,
  codeGiven,
  stageOf: ({ verb, body }, state) =>
    (verb === 'submitStage' ? (body as { stage?: Stage } | null)?.stage : state?.approval.stage) ??
    'proposal',
  publishes: (state) =>
    [...acceptanceBans(state), ...evaluationBans(state)].map((part) => ({
      ...{ fact: 'ownerBan', key: state.owner, part },
    })),
  versions: () => [],
  tables: [CATALOG_ITEMS, OM_BASES],
  remarks: (state) => [{ title: { zh: '金额', en: 'amount' }, text: `${formatWan(amountFen(state))} 万元` }],
  everyAct: ownFileChecks,
}

/** The amount approved last, or otherwise the amount requested. */
const amountFen = ({ approval, approvals }: ProjectState): Fen =>
  approvals.at(-1)?.approvedFen ?? approval.form.investmentFen

/** A project as the layers need it: its state with its kind. */
export const ofProject = (state: ProjectState) => ({ kind: PROJECT, state })
