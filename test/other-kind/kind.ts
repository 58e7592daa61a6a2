/** A second kind of case, as small as possible: a proposal waits for an answer, and then ends. */

import type { DeadlineEvent } from '#domain/case/event.ts'
import { toDo } from '#domain/case/notice.ts'
import { publishedOf } from '#domain/case/published-fact.ts'
import { mustOf, type RefusalEntry } from '#domain/case/refusal.ts'
import { UNOPENED } from '#domain/case/state.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { Kinds } from '#domain/engine/kinds.ts'
import { type EnginePolicy, withDefaults } from '#domain/engine/policy.ts'
import { sharedPolicy } from '#domain/engine/shared-policy.ts'
import { type Act, type Events, type Topic, tablesOfTopics } from '#domain/engine/topic.ts'
import { POLICY_DEFAULT } from '#domain/law/own-policy.ts'
import { defaultsOf } from '#domain/law/policy.ts'
import type { ReviewEvent } from '#domain/review/events.ts'
import type { ReviewFacts } from '#domain/review/kind.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { TaskEvent } from '#domain/tasks/claims.ts'
import { NO_DUE } from '#domain/tasks/task.ts'
import type { Actor, OrgId } from '#domain/values/directory.ts'
import { addDays, dateOf, endOfDay, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import { document, list, object, prose, text } from '#domain/values/shape.ts'

interface ProposalState extends ReviewedState {
  status: 'unopened' | 'proposed' | 'answered'
  proposedOn: PlainDate
  isOverdue: boolean
}

type OwnEvent =
  | { type: 'proposed'; v: 1; title: string; text: string; owner: OrgId; by: Actor }
  | { type: 'answered'; v: 1; answer: string }
  | { type: 'answerOverdue'; v: 1 }

type ProposalEvent = OwnEvent | ReviewEvent | TaskEvent | DeadlineEvent

const REFUSALS = {
  proposedAlready: {
    kind: 'state',
    zh: '已提出',
    en: 'it is proposed already',
    source: POLICY_DEFAULT,
  },
  waitsForAnswer: {
    kind: 'gate',
    zh: '本单位另有建议未答复',
    en: 'another proposal of this owner waits for its answer',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

/** The department of the proposer. */
const ownerOf = (actor: Actor): OrgId | null =>
  actor.kind === 'person' ? (actor.orgPath.at(-1) ?? null) : null

const act = <B>(entry: Act<ProposalState, ProposalEvent, ReviewFacts, B>) => entry

const events: Events<ProposalState, OwnEvent> = {
  proposed: {
    evolve: (state, { title, owner }, { at }) => ({
      ...{ ...state, title, owner },
      ...{ status: 'proposed', statusSince: at, proposedOn: dateOf(at) },
    }),
    notice: {
      to: ['authority'],
      zh: '收到建议',
      en: 'A proposal has arrived',
      next: toDo('请答复', 'answer it'),
    },
    forCommissioned: true,
  },
  answered: {
    evolve: (state, _event, { at }) => ({ ...state, status: 'answered', statusSince: at }),
    notice: null,
    history: { zh: '已答复', en: 'Answered' },
    forCommissioned: true,
  },
  answerOverdue: {
    evolve: (state) => ({ ...state, isOverdue: true }),
    notice: null,
    history: { zh: '逾期未答复', en: 'Not answered in time' },
    forCommissioned: true,
  },
}

/** The only topic: the proposal, its answer, and the deadline of the answer. */
const PROPOSING = {
  acts: {
    propose: act({
      zh: '提出',
      en: 'propose',
      roles: ['departmentLead'],
      relation: 'national',
      body: object({ title: text(100), text: prose(2_000) }, { files: list(document(), 1, 5) }),
      ready: ({ status }, { published }) => [
        must(status === UNOPENED, 'proposedAlready'),
        must(publishedOf(published, 'answerDue').length === 0, 'waitsForAnswer'),
      ],
      events: (_state, { title, text }, { actor }) => [
        { type: 'proposed', v: 1, title, text, owner: ownerOf(actor) ?? '', by: actor },
      ],
    }),
    answer: act({
      zh: '答复',
      en: 'answer',
      roles: ['approver'],
      relation: 'authority',
      review: 'answer',
      decides: true,
      body: object({ answer: prose(2_000) }),
      from: ['proposed'],
      events: (_state, { answer }) => [{ type: 'answered', v: 1, answer }],
    }),
  },
  events,
  deadlines: {
    answer: {
      zh: '答复',
      en: 'answer',
      source: POLICY_DEFAULT,
      runs: { zh: '已提出，尚未答复', en: 'proposed and not answered' },
      consequence: { zh: '逾期', en: 'overdue' },
      due: ({ status, isOverdue, proposedOn }) => {
        const dueOn = addDays(proposedOn, 10)
        return status === 'proposed' && !isOverdue
          ? [{ round: 1, dueOn, dueAt: endOfDay(dueOn), provisional: false, basis: { unit: 'date' } }]
          : []
      },
      passed: () => [{ type: 'answerOverdue', v: 1 }],
      settledBy: ['answer'],
      responsible: ['authority'],
      isUndone: null,
      warnings: { first: 5, last: 1 },
    },
  },
  refusals: REFUSALS,
} satisfies Topic<ProposalState, ProposalEvent, ReviewFacts>

const STATUSES = {
  unopened: { zh: '未提出', en: 'not proposed' },
  proposed: { zh: '已提出', en: 'proposed' },
  answered: { zh: '已答复', en: 'answered', ends: true },
} as const

const TOPIC_TABLES = tablesOfTopics<ProposalState, ProposalEvent, ReviewFacts>([PROPOSING], {
  statuses: STATUSES,
  steps: { answer: { zh: '答复', en: 'answer' } },
})

const POLICY = sharedPolicy({ answer: TWO_PERSONS }, TOPIC_TABLES.warningWorkingDays)

const nothingYet = '' as Instant & PlainDate

export const PROPOSAL: Kind<ProposalState, ProposalEvent, ReviewFacts> = {
  ...TOPIC_TABLES,
  name: 'proposal',
  zh: '建议',
  en: 'proposal',
  relation: (name) => {
    throw new Error(`no act asks for the relation ${name}`)
  },
  stages: { suggestion: { zh: '建议', en: 'proposal' } },
  matterOf: () => ({ stage: 'suggestion', round: 1, formDigest: '' }),
  isOnForm: () => false,
  filesOf: () => [],
  overtakenBy: () => null,
  turnOf: ({ status, authority }) => (status === 'proposed' ? { role: 'approver', org: authority } : null),
  workOf: ({ status, authority, reviews }) =>
    status === 'proposed' && reviews.length === 0
      ? [
          {
            verb: 'answer',
            acts: ['answer'],
            round: 1,
            field: null,
            org: authority,
            due: NO_DUE,
            why: 'turn',
          },
        ]
      : [],
  workflow: 'proposal',
  path: 'proposals',
  opensBy: 'propose',
  openedFor: (_body, actor) => ownerOf(actor),
  foldVersion: 1,
  initial: (id) => ({
    ...{ version: 1, seq: 0, id, status: UNOPENED, statusSince: nothingYet, title: '' },
    ...{ owner: 'mnr', authority: 'ndrc', parts: [], copied: [], deadlines: [], passed: {}, reviews: [] },
    ...{ proposedOn: nothingYet, isOverdue: false },
  }),
  facts: ['answerDue'],
  otherRules: {},
  policy: POLICY,
  completed: (facts) => ({
    ...facts,
    policy: withDefaults<EnginePolicy>(defaultsOf(POLICY), facts.policy),
  }),
  agencyOf: () => undefined,
  agencies: () => [],
  noticeRoles: { owner: ['departmentLead', 'applicant'], authority: ['approver'] },
  parties: () => [],
  details: ({ proposedOn, isOverdue }) => ({ proposedOn, isOverdue }),
  forCommissioned: { parts: ['proposedOn', 'isOverdue'], events: TOPIC_TABLES.eventsForCommissioned },
  fileKinds: { annex: { zh: '附件', en: 'annex' } },
  formOf: (content) => content,
  listing: ({ isOverdue, proposedOn }) => ({
    ...{
      code: null,
      freesCode: false,
      numbers: [],
      askedFen: null,
      grantedFen: null,
      submittedOn: proposedOn,
    },
    own: { isOverdue },
  }),
  codeGiven: () => null,
  stageOf: () => 'suggestion',
  publishes: ({ status, owner }) =>
    status === 'proposed' ? [{ fact: 'answerDue', key: owner, part: 'proposal' }] : [],
  versions: () => [],
  tables: [],
  remarks: () => [],
  everyAct: () => [],
}

/** A registry with this kind only. */
export const PROPOSALS = new Kinds([PROPOSAL])
