/**
 * Art 6: the plan is drafted together with the departments. Every department that leads an item is asked, others may be; who has not
 * answered in time has no objection [D].
 */

import { outcome, toDo } from '../case/notice.ts'
import { mustOf, type RefusalEntry } from '../case/refusal.ts'
import { inWorkdays } from '../engine/period.ts'
import { POLICY_PLAN_OPINIONS, STEP_PLAN } from '../law/own-policy.ts'
import { workingDays } from '../law/policy.ts'
import { together } from '../law/provision.ts'
import { MEASURES_6 } from '../law/provisions.ts'
import type { OrgId } from '../values/directory.ts'
import type { PlainDate } from '../values/plain-date.ts'
import { flag, integer, list, object, organisation, prose } from '../values/shape.ts'
import { notAsked } from './drafting.ts'
import type { PlanState } from './state.ts'
import { act, type Deadlines, DRAFTER, type Events, type PlanTopic } from './topic.ts'

const REFUSALS = {
  leadNotAsked: {
    kind: 'gate',
    zh: '须征求规划事项牵头部门 {name} 的意见',
    en: '{name} leads an item of the plan and has to be asked for its opinion',
    source: together(MEASURES_6, POLICY_PLAN_OPINIONS),
  },
  drafterAsked: {
    kind: 'input',
    zh: '{name} 为起草部门，无须征求其意见',
    en: '{name} drafts the plan; its opinion is not asked for',
    source: POLICY_PLAN_OPINIONS,
  },
  departmentAskedTwice: {
    kind: 'input',
    zh: '已就本草案征求 {name} 的意见，不得重复',
    en: '{name} was asked about this draft already',
    source: POLICY_PLAN_OPINIONS,
  },
  opinionNotAsked: {
    kind: 'state',
    zh: '第 {number} 号征求意见并非向本单位发出',
    en: 'the request number {number} was not made to this department',
    source: POLICY_PLAN_OPINIONS,
  },
  opinionGivenAlready: {
    kind: 'state',
    zh: '第 {number} 号征求意见已反馈',
    en: 'the request number {number} has been answered',
    source: POLICY_PLAN_OPINIONS,
  },
  objectionWithoutReasons: {
    kind: 'gate',
    zh: '提出不同意见须书面说明',
    en: 'an objection says in writing what it objects to',
    source: POLICY_PLAN_OPINIONS,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const OPINION_POLICY = {
  /** From the request, for a department to give its opinion; silence is no objection. */
  planOpinionWorkingDays: workingDays(15, POLICY_PLAN_OPINIONS),
}

export type OpinionEvent =
  | { type: 'opinionsAsked'; v: 1; on: PlainDate; asked: { number: number; org: OrgId }[] }
  | { type: 'opinionGiven'; v: 1; number: number; org: OrgId; agrees: boolean; opinion: string | null }
  /** Every department has answered, or its time is over. */
  | { type: 'opinionsClosed'; v: 1; silent: OrgId[] }

/** Requests that wait for an answer. */
export const unanswered = ({ opinions }: Pick<PlanState, 'opinions'>) =>
  opinions.filter(({ position }) => position === null)

const closed = (silent: OrgId[]): OpinionEvent => ({ type: 'opinionsClosed', v: 1, silent })

const acts = {
  askOpinions: act({
    zh: '征求部门意见',
    en: 'ask for opinions',
    source: together(MEASURES_6, STEP_PLAN),
    ...DRAFTER,
    body: object({ departments: list(organisation(), 1, 100) }),
    from: ['drafting', 'consulted'],
    rules: (state, { departments }) => [
      ...departments.map((name) => must(name !== state.owner, 'drafterAsked', { name })),
      ...departments.map((name, index) => {
        const isAsked = state.opinions.some(({ org }) => org === name)
        return must(!isAsked && departments.indexOf(name) === index, 'departmentAskedTwice', { name })
      }),
      ...notAsked(state, state.draft?.items ?? []).map((name) =>
        must(departments.includes(name), 'leadNotAsked', { name }),
      ),
    ],
    events: ({ asked }, { departments }, { on }) => [
      {
        ...{ type: 'opinionsAsked', v: 1, on },
        asked: departments.map((org, index) => ({ number: asked + index + 1, org })),
      },
    ],
  }),
  giveOpinion: act({
    zh: '反馈意见',
    en: 'give an opinion',
    source: together(MEASURES_6, STEP_PLAN),
    roles: ['departmentLead'],
    relation: 'consulted',
    body: object(
      { request: integer(1, 100_000, 'number of the request'), agrees: flag('false: it objects') },
      { opinion: prose(4000, 'written opinion') },
    ),
    from: ['consulting'],
    rules: ({ opinions }, { request: number, agrees, opinion }, { actor }) => {
      const asked = opinions.find((one) => one.number === number)
      const isOurs = asked !== undefined && (actor.kind === 'system' || actor.orgPath.includes(asked.org))
      return [
        must(isOurs, 'opinionNotAsked', { number }),
        must(!isOurs || asked.position === null, 'opinionGivenAlready', { number }),
        must(agrees || opinion !== undefined, 'objectionWithoutReasons'),
      ]
    },
    events: (state, { request: number, agrees, opinion }) => {
      const open = unanswered(state)
      const org = open.find((one) => one.number === number)?.org ?? ''
      return [
        {
          ...{ type: 'opinionGiven', v: 1, number, org },
          ...{ agrees, opinion: opinion ?? null },
        },
        ...(open.length === 1 ? [closed([])] : []),
      ]
    },
  }),
}

const events: Events<OpinionEvent> = {
  opinionsAsked: {
    evolve: (state, { on, asked }) => ({
      ...state,
      status: 'consulting',
      asked: state.asked + asked.length,
      opinions: [...state.opinions, ...asked.map((one) => ({ ...one, askedOn: on, position: null }))],
    }),
    notice: {
      to: ['parties'],
      zh: '就国家政务信息化建设规划征求意见',
      en: 'Opinions on the national plan are asked for',
      next: toDo(
        '请有关部门在期限内反馈意见，逾期视为无意见。',
        'The departments asked are to give their opinion in time; silence is no objection.',
      ),
    },
  },
  opinionGiven: {
    evolve: (state, { number, agrees }) => ({
      ...state,
      opinions: state.opinions.map((one) =>
        one.number === number ? { ...one, position: agrees ? 'agree' : 'object' } : one,
      ),
    }),
    notice: null,
    history: ({ agrees }) =>
      agrees
        ? { zh: '部门反馈：同意', en: 'A department agreed' }
        : { zh: '部门反馈：有不同意见', en: 'A department objected' },
  },
  opinionsClosed: {
    evolve: (state) => ({
      ...state,
      status: 'consulted',
      opinions: state.opinions.map((one) => (one.position === null ? { ...one, position: 'silent' } : one)),
    }),
    notice: {
      to: ['owner'],
      zh: '部门意见已收齐',
      en: 'The opinions of the departments are in',
      next: outcome(
        '请研究采纳意见，修改草案或报请国务院批准。',
        'Consider the opinions; revise the draft, or request the approval of the State Council.',
      ),
    },
    automatic: ({ silent }) =>
      silent.length > 0
        ? {
            zh: '征求意见期满，未反馈的部门视为无意见（系统）',
            en: 'The period for opinions is over: silence is no objection (system)',
          }
        : undefined,
  },
}

const deadlines: Deadlines<'planOpinion'> = {
  planOpinion: {
    zh: '反馈规划意见',
    en: 'opinion on the plan',
    source: POLICY_PLAN_OPINIONS,
    runs: { zh: '征求部门意见', en: 'departments were asked and have not all answered' },
    consequence: { zh: '视为无意见', en: 'silence is no objection' },
    period: 'planOpinionWorkingDays',
    due: (state, facts) => {
      const { planOpinionWorkingDays: workingDays } = facts.policy.values
      const [first] = unanswered(state)
      const isAsked = state.status === 'consulting' && first !== undefined
      return isAsked ? [inWorkdays({ round: state.round, from: first.askedOn, workingDays }, facts)] : []
    },
    passed: (state) => [closed(unanswered(state).map(({ org }) => org))],
    settledBy: ['giveOpinion'],
    responsible: [],
    named: (state) => [
      {
        ...{ people: [], leadersOnly: false, barred: [] },
        offices: unanswered(state).map(({ org }) => ({ role: 'departmentLead', org })),
      },
    ],
    isUndone: null,
    warnings: { first: 5, last: 1 },
  },
}

export const OPINIONS = { acts, events, deadlines, refusals: REFUSALS } satisfies PlanTopic
