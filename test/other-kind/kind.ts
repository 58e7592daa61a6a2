/** A second kind of case, as small as one can be: a proposal that waits for its answer, and is over with it. */
import type { ActionEntry } from '#domain/case/action.ts'
import type { Deadline } from '#domain/case/deadline.ts'
import type { DeadlineEvent } from '#domain/case/event.ts'
import type { PolicyVersion } from '#domain/case/facts.ts'
import { publishedOf } from '#domain/case/published-fact.ts'
import { mustOf } from '#domain/case/refusal.ts'
import { CASE_REFUSALS, type CaseRefusal } from '#domain/case/refusals.ts'
import { UNOPENED } from '#domain/case/state.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { Kinds } from '#domain/engine/kinds.ts'
import { type EnginePolicy, withDefaults } from '#domain/engine/policy.ts'
import { SHARED_NEXT_STEPS } from '#domain/engine/shared-next-steps.ts'
import { SHARED_NOTICES } from '#domain/engine/shared-notices.ts'
import { REVIEW_ACTIONS, reviewBodies } from '#domain/review/actions.ts'
import { REVIEW_DEADLINES } from '#domain/review/deadlines.ts'
import type { ReviewEvent } from '#domain/review/events.ts'
import type { ReviewFacts } from '#domain/review/kind.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import { REVIEW_REFUSALS } from '#domain/review/refusals.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import { TASK_ACTIONS, TASK_BODIES } from '#domain/tasks/actions.ts'
import type { TaskEvent } from '#domain/tasks/events.ts'
import { TASK_REFUSALS } from '#domain/tasks/refusals.ts'
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
  ...CASE_REFUSALS,
  ...REVIEW_REFUSALS,
  ...TASK_REFUSALS,
  proposedAlready: {
    kind: 'state',
    zh: '已提出',
    en: 'it is proposed already',
    source: 'policy default [D]',
  },
  waitsForAnswer: {
    kind: 'gate',
    zh: '本单位另有建议未答复',
    en: 'another proposal of this owner waits for its answer',
    source: 'policy default [D]',
  },
  notProposed: { kind: 'state', zh: '尚未提出', en: 'it is not proposed yet', source: 'policy default [D]' },
} as const

const must = mustOf<CaseRefusal | 'proposedAlready' | 'notProposed' | 'waitsForAnswer'>()

const ACTIONS: Readonly<Record<string, ActionEntry>> = {
  propose: { zh: '提出', en: 'propose', roles: ['departmentLead'], relation: 'national' },
  answer: {
    ...{ zh: '答复', en: 'answer', roles: ['approver'], relation: 'authority' },
    ...{ review: 'answer', decides: true },
  },
  ...REVIEW_ACTIONS,
  ...TASK_ACTIONS,
}

const POLICY: EnginePolicy = {
  ...{ planningAuthority: 'ndrc', substituteOfSameRoot: true, documentsHeldHere: true },
  ...{ panels: { answer: TWO_PERSONS }, nudgeHours: 24, substitutionMonthsMax: 12 },
  warningWorkingDays: { answer: { first: 5, last: 1 }, seat: { first: 0, last: 1 } },
  escalationWorkingDays: { leader: 3, planningAuthority: 10 },
  officeHours: { fromMinute: 540, toMinute: 1_050 },
  promptNotices: { tasks: false, outcomes: false, information: false, deadlines: false, overdue: true },
}

/** The department of whoever proposes. */
const ownerOf = (actor: Actor): OrgId | null =>
  actor.kind === 'person' ? (actor.orgPath.at(-1) ?? null) : null

const nothingYet = '' as Instant & PlainDate

export const PROPOSAL: Kind<ProposalState, ProposalEvent, ReviewFacts> = {
  name: 'proposal',
  zh: '建议',
  en: 'proposal',
  actions: ACTIONS,
  bodies: {
    propose: object({ title: text(100), text: prose(2_000) }, { files: list(document(), 1, 5) }),
    answer: object({ answer: prose(2_000) }),
    ...reviewBodies(['answer']),
    ...TASK_BODIES,
  },
  statuses: {
    unopened: { zh: '未提出', en: 'not proposed' },
    proposed: { zh: '已提出', en: 'proposed' },
    answered: { zh: '已答复', en: 'answered', ends: true },
  },
  deadlines: { answer: { zh: '答复', en: 'answer', source: 'policy default [D]' }, ...REVIEW_DEADLINES },
  refusals: REFUSALS,
  relation: (name) => {
    throw new Error(`no act asks for the relation ${name}`)
  },
  steps: ['answer'],
  stages: { suggestion: { zh: '建议', en: 'proposal' } },
  matterOf: () => ({ stage: 'suggestion', round: 1, formDigest: '' }),
  isOnForm: () => false,
  filesOf: () => [],
  earlierPartChecks: () => [],
  keptAway: () => [],
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
  rules: {
    propose: {
      ready: ({ status }, { published }) => [
        must(status === UNOPENED, 'proposedAlready'),
        must(publishedOf(published, 'answerDue').length === 0, 'waitsForAnswer'),
      ],
      events: (_state, body, { actor }) => {
        const { title, text } = body as { title: string; text: string }
        return [{ type: 'proposed', v: 1, title, text, owner: ownerOf(actor) ?? '', by: actor }] as OwnEvent[]
      },
    },
    answer: {
      ready: ({ status }) => [must(status === 'proposed', 'notProposed')],
      events: (_state, body) =>
        [{ type: 'answered', v: 1, answer: (body as { answer: string }).answer }] as OwnEvent[],
    },
  },
  evolve: {
    proposed: (state, event, { at }) => {
      const { title, owner } = event as Extract<OwnEvent, { type: 'proposed' }>
      return { ...state, title, owner, status: 'proposed', statusSince: at, proposedOn: dateOf(at) }
    },
    answered: (state, _event, { at }) => ({ ...state, status: 'answered', statusSince: at }),
    answerOverdue: (state) => ({ ...state, isOverdue: true }),
  },
  facts: ['answerDue'],
  policyValues: POLICY,
  policyWords: {},
  completed: (facts) => ({
    ...facts,
    policy: withDefaults(POLICY, facts.policy as PolicyVersion<typeof POLICY>),
  }),
  plannedDeadlines: ({ status, isOverdue, proposedOn }) => {
    const dueOn = addDays(proposedOn, 10)
    return status === 'proposed' && !isOverdue
      ? [
          {
            kind: 'answer',
            round: 1,
            dueOn,
            dueAt: endOfDay(dueOn),
            provisional: false,
            basis: { unit: 'date' },
          },
        ]
      : []
  },
  passed: (_state, { kind }: Deadline) => (kind === 'answer' ? [{ type: 'answerOverdue', v: 1 }] : []),
  notices: {
    ...SHARED_NOTICES,
    proposed: { to: ['authority'], zh: '收到建议', en: 'A proposal has arrived' },
  } as Kind['notices'],
  nextSteps: { ...SHARED_NEXT_STEPS, proposed: { group: 'tasks', zh: '请答复', en: 'answer it' } },
  machineWords: () => undefined,
  responsible: { answer: ['authority'] },
  namedByDeadline: () => [],
  passings: () => [],
  isUndone: { answer: null },
  agencyOf: () => undefined,
  agencies: () => [],
  details: ({ proposedOn, isOverdue }) => ({ proposedOn, isOverdue }),
  hiddenFromCommissioned: { parts: [], events: [] },
  wordsOfEvent: ({ type }) => (type === 'answered' ? { zh: '已答复', en: 'Answered' } : undefined),
  fileKinds: { annex: '附件' },
  bulkVerbs: ['claimTask'],
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
  tables: [],
  remarks: () => [],
  everyAct: () => [],
  lookedAt: () => [],
}

/** An installation that knows no other kind. */
export const PROPOSALS = new Kinds([PROPOSAL])
