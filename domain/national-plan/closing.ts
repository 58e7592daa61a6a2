/** The case of a plan ends once a later plan is in force [D]. Its versions stay published: projects were judged by them. */
import { mustOf, type RefusalEntry } from '../case/refusal.ts'
import { POLICY_PLAN_END } from '../law/own-policy.ts'
import { object } from '../values/shape.ts'
import { replacement } from './amendment.ts'
import { act, DRAFTER, type Events, type PlanTopic } from './topic.ts'

const REFUSALS = {
  planStillInForce: {
    kind: 'gate',
    zh: '尚无更晚实施的规划，本规划继续实施',
    en: 'no later plan is in force; this one still is',
    source: POLICY_PLAN_END,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export type ClosingEvent = { type: 'planClosed'; v: 1; replacedBy: string }

const acts = {
  closePlan: act({
    zh: '办结规划',
    en: 'close a replaced plan',
    source: POLICY_PLAN_END,
    ...DRAFTER,
    body: object({}),
    from: ['approved'],
    ready: (state, facts) => [must(replacement(state, facts) !== null, 'planStillInForce')],
    events: (state, _body, facts) => [
      { type: 'planClosed', v: 1, replacedBy: replacement(state, facts)?.version ?? '' },
    ],
  }),
}

const events: Events<ClosingEvent> = {
  planClosed: {
    evolve: (state) => ({ ...state, status: 'closed' }),
    notice: null,
    history: { zh: '规划已由后续规划取代，办结', en: 'A later plan has replaced this one' },
  },
}

export const CLOSING = { acts, events, refusals: REFUSALS } satisfies PlanTopic
