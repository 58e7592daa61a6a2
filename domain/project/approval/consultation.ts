/**
 * 征求有关部门意见: the authority asks other departments for their opinions on a document, and each answers within some working days. Silence
 * counts as no objection where policy says so; a late answer still counts until the decision. It does not stop the decision clock: it
 * is none of what the law leaves out of it (许可法45). Nor does the decision wait for it: whoever decides reads what is there.
 */

import { sharesRoot } from '../../case/duties.ts'
import { information, toDo } from '../../case/notice.ts'
import { pathOf } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../../law/own-policy.ts'
import { workingDays, yesOrNo } from '../../law/policy.ts'
import { LOCAL_FLOWCHART } from '../../law/provisions.ts'
import { type Actor, isSameRoot, type OrgId, type PersonActor, type Role } from '../../values/directory.ts'
import type { PersonId } from '../../values/ids.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, integer, list, object, oneOf, organisation, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { type Consulted, inApproval, isUnderDecision, UNDER_DECISION } from './state.ts'
import { CONSULTED_ROLES, OPINION_TITLES, OPINIONS, type Opinion } from './words.ts'

const REFUSALS = {
  consultedIsParty: {
    kind: 'gate',
    zh: '{name} 属于建设单位、审批部门，或者参与编制、评估，不作为被征求意见的部门',
    en: '{name} is of the owner or the authority, or prepared or appraised the document: it is not consulted',
    source: SEPARATION_OF_DUTIES,
  },
  consultedAlready: {
    kind: 'state',
    zh: '已征求 {name} 的意见，请待其反馈',
    en: '{name} has been asked already: wait for its opinion',
    source: POLICY_DEFAULT,
  },
  noOpinionAsked: {
    kind: 'state',
    zh: '没有向本部门征求的、待反馈的该项意见',
    en: 'no such opinion of this department is waited for',
    source: POLICY_DEFAULT,
  },
  opinionReasonsMissing: {
    kind: 'gate',
    zh: '有修改意见或者不同意的，须写明意见',
    en: 'remarks and objections are written out',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const CONSULTATION_POLICY = {
  /** From the request, for each department to give its opinion. */
  consultationWorkingDays: workingDays(7, LOCAL_FLOWCHART),
  /** A department that does not answer in time has no objection. */
  silentConsultation: yesOrNo(true),
}

export type ConsultationEvent =
  | {
      type: 'departmentsConsulted'
      v: 1
      on: PlainDate
      letter: string
      question: string
      formDigest: string
      departments: { number: number; org: OrgId; role: Role }[]
    }
  | {
      type: 'opinionGiven'
      v: 1
      number: number
      on: PlainDate
      opinion: Opinion
      text: string | null
      document: string | null
    }
  | { type: 'opinionOverdue'; v: 1; number: number; countsAsNoObjection: boolean }

const consulted = ({ approval }: ProjectState): readonly Consulted[] => approval.consulted ?? []

/** Departments that have not answered themselves, up to the decision. */
export const awaitedOpinions = (state: ProjectState): Consulted[] =>
  isUnderDecision(state) ? consulted(state).filter(({ opinion }) => opinion === null) : []

const isOf = ({ org, role }: Consulted, actor: PersonActor): boolean =>
  actor.role === role && actor.orgPath.includes(org)

/** The relation `consulted`: somebody of a department whose opinion is waited for, in the role that was asked. */
export const consultedCheck = (state: ProjectState, actor: PersonActor): Check =>
  must(
    awaitedOpinions(state).some((one) => isOf(one, actor)),
    'outOfScope',
  )

/** Nobody with a part in the document is asked for an opinion on it, nor asked twice at once. */
function departmentChecks(
  state: ProjectState,
  departments: readonly { org: OrgId }[],
  { named }: Facts,
): Check[] {
  const waiting = awaitedOpinions(state).map(({ org }) => org)
  return departments.flatMap(({ org }, index) => {
    const path = pathOf(named, org)
    const isParty =
      [state.owner, state.authority].some((party) => isSameRoot([party], path)) ||
      sharesRoot(state, path, 'preparer', 'author', 'appraiser')
    const before = [...waiting, ...departments.slice(0, index).map((one) => one.org)]
    return [
      must(!isParty, 'consultedIsParty', { name: org }),
      must(!before.includes(org), 'consultedAlready', { name: org }),
    ]
  })
}

const numbered = (state: ProjectState, number: number, actor: Actor): Consulted | undefined =>
  awaitedOpinions(state).find((one) => one.number === number && actor.kind === 'person' && isOf(one, actor))

const acts = {
  consultDepartments: act({
    zh: '征求有关部门意见',
    en: 'consult departments',
    source: LOCAL_FLOWCHART,
    ...APPROVER,
    decides: true,
    body: object({
      departments: list(
        object(
          { org: organisation('被征求意见的部门') },
          { role: oneOf(CONSULTED_ROLES, 'who answers there; an approver unless said') },
        ),
        1,
        10,
      ),
      question: prose(2000, 'what they are asked'),
      letter: document('征求意见函'),
    }),
    from: UNDER_DECISION,
    rules: (state, { departments }, facts) => departmentChecks(state, departments, facts),
    events: (state, { departments, question, letter }, { on }) => [
      {
        type: 'departmentsConsulted',
        v: 1,
        on,
        letter,
        question,
        formDigest: state.approval.form.digest,
        departments: departments.map(({ org, role = 'approver' }, index) => ({
          number: consulted(state).length + index + 1,
          org,
          role,
        })),
      },
    ],
  }),
  giveOpinion: act({
    zh: '反馈部门意见',
    en: 'give the opinion of a department',
    source: LOCAL_FLOWCHART,
    roles: CONSULTED_ROLES,
    relation: 'consulted',
    // Whoever had a part in the project gives no opinion on it for another department.
    decides: true,
    body: object(
      { consultation: integer(1, 10_000, 'its number'), opinion: oneOf(OPINIONS) },
      { text: prose(1000, 'required with remarks and objections'), document: document('部门意见函') },
    ),
    from: UNDER_DECISION,
    rules: (state, { consultation, opinion, text }, { actor }) => [
      must(numbered(state, consultation, actor) !== undefined, 'noOpinionAsked'),
      must(opinion === 'noObjection' || text !== undefined, 'opinionReasonsMissing'),
    ],
    events: (_state, { consultation: number, opinion, text = null, document = null }, { on }) => [
      { type: 'opinionGiven', v: 1, number, on, opinion, text, document },
    ],
  }),
}

const withOpinion = (state: ProjectState, number: number, change: Partial<Consulted>): ProjectState =>
  inApproval(state, {
    consulted: consulted(state).map((one) => (one.number === number ? { ...one, ...change } : one)),
  })

const personOf = (by: Actor): PersonId | null => (by.kind === 'person' ? by.person : null)

const events: Events<ConsultationEvent> = {
  departmentsConsulted: {
    evolve: (state, { departments, on, letter, formDigest }) =>
      inApproval(state, {
        consulted: [
          ...consulted(state),
          ...departments.map((one) => ({ ...one, askedOn: on, letter, formDigest, opinion: null })),
        ],
      }),
    notice: {
      to: ['named'],
      named: ({ departments }) => ({
        people: [],
        offices: departments.map(({ org, role }) => ({ org, role })),
      }),
      zh: '征求部门意见',
      en: 'A department is asked for its opinion',
      next: toDo('请被征求意见的部门在期限内反馈。', 'The department is to give its opinion in time.'),
    },
    history: ({ departments: { length } }) => ({
      zh: `征求有关部门意见（${length} 个部门）`,
      en: `Departments were consulted: ${length}`,
    }),
  },
  opinionGiven: {
    evolve: (state, { number, on, opinion, text, document }, { by }) =>
      withOpinion(state, number, { opinion, on, text, document, by: personOf(by) }),
    notice: {
      to: ['authority'],
      zh: '已收到部门意见',
      en: 'The opinion of a department has arrived',
      next: information('请审批部门研究采纳。', 'The authority is to consider it.'),
    },
    history: ({ opinion }) => ({
      zh: `反馈部门意见：${OPINION_TITLES[opinion].zh}`,
      en: `Opinion of a department: ${OPINION_TITLES[opinion].en}`,
    }),
  },
  opinionOverdue: {
    evolve: (state, { number, countsAsNoObjection }) =>
      withOpinion(state, number, { isSilent: countsAsNoObjection ? 'noObjection' : 'noOpinion' }),
    notice: {
      to: ['authority'],
      zh: '部门逾期未反馈意见',
      en: 'A department has not given its opinion in time',
      next: information('审批期限继续计算。', 'The period of the decision goes on.'),
    },
    automatic: ({ countsAsNoObjection }) =>
      countsAsNoObjection
        ? {
            zh: '部门逾期未反馈，视为无不同意见（系统）',
            en: 'A department did not answer in time: no objection (system)',
          }
        : undefined,
  },
}

const deadlines: Deadlines<'consultation'> = {
  consultation: {
    zh: '部门意见',
    en: 'opinion of a department',
    source: LOCAL_FLOWCHART,
    runs: { zh: '已征求意见，尚未反馈、尚未作出决定', en: 'asked and not answered, before the decision' },
    consequence: {
      zh: '视为无不同意见，政策另有规定的除外；决定作出前仍可反馈',
      en: 'counts as no objection, unless policy says otherwise; a late answer counts up to the decision',
    },
    period: 'consultationWorkingDays',
    due: (state, facts) => {
      const { consultationWorkingDays: workingDays } = facts.policy.values
      return awaitedOpinions(state)
        .filter(({ isSilent }) => isSilent === undefined)
        .map(({ number, askedOn }) => inWorkdays({ round: number, from: askedOn, workingDays }, facts))
    },
    passed: (_state, { round }, { policy }) => [
      {
        type: 'opinionOverdue',
        v: 1,
        number: round,
        countsAsNoObjection: policy.values.silentConsultation,
      },
    ],
    settledBy: ['giveOpinion'],
    responsible: [],
    named: (state, round) =>
      awaitedOpinions(state)
        .filter(({ number }) => number === round)
        .map(({ org, role }) => ({ people: [], offices: [{ org, role }], leadersOnly: false, barred: [] })),
    isUndone: null,
    warnings: { first: 2, last: 1 },
  },
}

export const CONSULTATION = { acts, events, deadlines, refusals: REFUSALS } satisfies ProjectTopic
