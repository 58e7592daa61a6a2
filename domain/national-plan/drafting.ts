/** Art 6: the planning authority drafts the plan, together with the departments, and may revise or give up what it drafts. */
import type { PlanItem } from '../case/national-plan.ts'
import { information, NOTHING_TO_DO } from '../case/notice.ts'
import { withPreparer } from '../case/parts.ts'
import type { RefusalEntry } from '../case/refusal.ts'
import { POLICY_PLAN_CODE, STEP_PLAN } from '../law/own-policy.ts'
import { together } from '../law/provision.ts'
import { MEASURES_6 } from '../law/provisions.ts'
import type { Actor, OrgId } from '../values/directory.ts'
import { object, prose, text, versionName } from '../values/shape.ts'
import { changedCheck, chargedWith, itemChecks, planItems } from './content.ts'
import { type Draft, type PlanState, withoutDraft } from './state.ts'
import { act, DRAFTER, type Events, type PlanTopic } from './topic.ts'

const REFUSALS = {
  planCodeTaken: {
    kind: 'gate',
    zh: '规划编号 {code} 已用于另一规划',
    en: 'the plan code {code} is another plan’s',
    source: POLICY_PLAN_CODE,
  },
} as const satisfies Record<string, RefusalEntry>

export type DraftingEvent =
  | {
      type: 'planDrafted'
      v: 1
      code: string
      title: string
      owner: OrgId
      authority: OrgId
      digest: string
      items: PlanItem[]
    }
  /** `isAskedAbout`: every department that it charges was asked about the draft before, so nobody has to be asked. */
  | { type: 'planRevised'; v: 1; digest: string; items: PlanItem[]; isAskedAbout: boolean }
  | { type: 'planAbandoned'; v: 1; reasons: string }

/** The department of whoever drafts. */
export const ownerOf = (actor: Actor): OrgId => (actor.kind === 'person' ? (actor.orgPath.at(-1) ?? '') : '')

const acts = {
  draftPlan: act({
    zh: '起草规划',
    en: 'draft a plan',
    source: MEASURES_6,
    roles: ['approver'],
    relation: 'planner',
    body: object({ code: versionName(), title: text(100), items: planItems() }),
    from: ['unopened'],
    rules: (_state, { items }) => itemChecks(items),
    events: (_state, { code, title, items }, { actor, policy, command }) => [
      {
        ...{ type: 'planDrafted', v: 1, code, title, items },
        ...{ owner: ownerOf(actor), authority: policy.values.planApprovingBody },
        digest: command.contentHash,
      },
    ],
  }),
  revisePlan: act({
    zh: '修改规划草案',
    en: 'revise the draft',
    source: together(STEP_PLAN, MEASURES_6),
    ...DRAFTER,
    body: object({ items: planItems() }),
    from: ['drafting', 'consulted'],
    rules: ({ draft }, { items }) => [changedCheck(draft?.items ?? [], items), ...itemChecks(items)],
    events: (state, { items }, { command }) => [
      {
        ...{ type: 'planRevised', v: 1, digest: command.contentHash, items },
        isAskedAbout: state.opinions.length > 0 && notAsked(state, items).length === 0,
      },
    ],
  }),
  abandonPlan: act({
    zh: '停止起草或调整',
    en: 'give up the draft or the amendment',
    source: STEP_PLAN,
    ...DRAFTER,
    body: object({ reasons: prose(4000, 'written reasons') }),
    from: ['drafting', 'consulting', 'consulted', 'amending'],
    events: (_state, { reasons }) => [{ type: 'planAbandoned', v: 1, reasons }],
  }),
}

/** Departments that lead an item are asked for their opinion before the State Council is. */
export const notAsked = ({ opinions, owner }: PlanState, items: readonly PlanItem[]): OrgId[] =>
  chargedWith(items, owner).filter((org) => !opinions.some((opinion) => opinion.org === org))

/** A content to go on with: departments have to be asked about it, unless they were. */
export const withDraft = (
  state: PlanState,
  { digest, items }: Draft,
  status: 'drafting' | 'consulted' = 'drafting',
): PlanState => ({ ...state, draft: { digest, items }, round: state.round + 1, request: null, status })

const events: Events<DraftingEvent> = {
  planDrafted: {
    evolve: (state, { code, title, owner, authority, digest, items }, { by }) =>
      withPreparer(withDraft({ ...state, code, title, owner, authority }, { digest, items }), by),
    notice: null,
    history: { zh: '规划起草', en: 'The plan was drafted' },
  },
  planRevised: {
    evolve: (state, { isAskedAbout, ...draft }, { by }) =>
      withPreparer(withDraft(state, draft, isAskedAbout ? 'consulted' : 'drafting'), by),
    notice: null,
    history: { zh: '规划草案已修改', en: 'The draft was revised' },
  },
  planAbandoned: {
    evolve: (state) => withoutDraft(state, 'abandoned'),
    notice: {
      to: ['parties'],
      zh: '规划起草或调整已停止',
      en: 'The draft or the amendment was given up',
      next: information(...NOTHING_TO_DO),
    },
  },
}

export const DRAFTING = { acts, events, refusals: REFUSALS } satisfies PlanTopic
