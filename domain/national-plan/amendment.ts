/**
 * Art 6, T11: 中期调整. A plan is amended only when circumstances have changed materially: assessment, then the proposal, which is a
 * whole new content, then opinions and approval as for the plan itself. Until its day, and where it is refused, the old version is in force.
 */
import { type PlanItem, planInForce } from '../case/national-plan.ts'
import { withPreparer } from '../case/parts.ts'
import { mustOf, type RefusalEntry } from '../case/refusal.ts'
import { POLICY_PLAN_AMENDMENT } from '../law/own-policy.ts'
import { MEASURES_6 } from '../law/provisions.ts'
import type { PlainDate } from '../values/plain-date.ts'
import { document, flag, object, prose } from '../values/shape.ts'
import { changedCheck, itemChecks, planItems } from './content.ts'
import { withDraft } from './drafting.ts'
import type { Facts } from './facts.ts'
import type { PlanState } from './state.ts'
import { act, DRAFTER, type Events, type PlanTopic } from './topic.ts'

const REFUSALS = {
  planReplaced: {
    kind: 'state',
    zh: '已有更晚实施的规划（{version}），本规划不再调整',
    en: 'a later plan is in force ({version}); this one is amended no more',
    source: POLICY_PLAN_AMENDMENT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export type AmendmentEvent =
  | { type: 'planAssessed'; v: 1; on: PlainDate; isMaterial: boolean; report: string; findings: string }
  | { type: 'amendmentProposed'; v: 1; digest: string; items: PlanItem[] }

/** The version of another plan that has come into force after this one's last; null: there is none. */
export function replacement({ versions }: PlanState, { published }: Pick<Facts, 'published'>) {
  const other = planInForce(published)
  const last = versions.at(-1)?.effectiveFrom ?? ''
  return other && other.effectiveFrom > last ? other : null
}

const acts = {
  assessPlan: act({
    zh: '中期评估',
    en: 'assess whether circumstances have changed',
    source: MEASURES_6,
    ...DRAFTER,
    body: object({
      isMaterial: flag('circumstances have changed materially 环境发生重大变化'),
      findings: prose(4000, 'what has changed'),
      report: document('中期评估报告'),
    }),
    from: ['approved'],
    ready: (state, facts) => {
      const later = replacement(state, facts)
      return [must(later === null, 'planReplaced', { version: later?.version ?? '' })]
    },
    events: (_state, { isMaterial, findings, report }, { on }) => [
      { type: 'planAssessed', v: 1, on, isMaterial, report, findings },
    ],
  }),
  proposeAmendment: act({
    zh: '提出调整方案',
    en: 'propose an amendment',
    source: MEASURES_6,
    ...DRAFTER,
    body: object({ items: planItems() }),
    from: ['amending'],
    rules: (state, { items }) => [changedCheck(state.items, items), ...itemChecks(items)],
    events: (_state, { items }, { command }) => [
      { type: 'amendmentProposed', v: 1, digest: command.contentHash, items },
    ],
  }),
}

const events: Events<AmendmentEvent> = {
  planAssessed: {
    evolve: (state, { on, isMaterial, report }, { by }) => ({
      ...withPreparer(state, by),
      assessment: { on, isMaterial, report },
      // Whoever is asked about the amendment is asked anew.
      opinions: isMaterial ? [] : state.opinions,
      status: isMaterial ? 'amending' : 'approved',
    }),
    notice: null,
    history: ({ isMaterial }) =>
      isMaterial
        ? {
            zh: '中期评估：环境发生重大变化，启动调整',
            en: 'Assessed: circumstances have changed materially',
          }
        : { zh: '中期评估：环境未发生重大变化', en: 'Assessed: circumstances have not changed materially' },
  },
  amendmentProposed: {
    evolve: (state, { digest, items }, { by }) => withPreparer(withDraft(state, { digest, items }), by),
    notice: null,
    history: { zh: '已提出调整方案', en: 'An amendment was proposed' },
  },
}

export const AMENDMENT = { acts, events, refusals: REFUSALS } satisfies PlanTopic
