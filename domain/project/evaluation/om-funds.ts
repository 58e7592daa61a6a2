/**
 * T31 and T32: the owner proposes the O&M funds of a year; the result is the basis that the budget year uses. What the gates ask is
 * in sharing-gate.ts, register-gate.ts and security-gate.ts, each with its whole rule.
 *
 * If a gate is unmet after funds were arranged, the unreleased part of the line of this year is frozen, and a line of the
 * next year does not count, until every gate is met again (rulebook §4 gate timing [D]).
 */

import { wordsIn } from '../../case/kind.ts'
import { information, outcome } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_OM_RESTORED, POLICY_OM_YEAR, STEP_OM_FUNDS } from '../../law/own-policy.ts'
import { percent, tableOf } from '../../law/policy.ts'
import { type Fen, formatWan } from '../../values/money.ts'
import { type PlainDate, yearOf } from '../../values/plain-date.ts'
import { integer, money, object, oneOf } from '../../values/shape.ts'
import { amountCheck } from '../amount.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { act, type Events, type ProjectTopic } from '../topic.ts'
import type { Gate, GateFacts } from './gate.ts'
import { GATE_RULES, GATES_AUDIENCE, gatesOf } from './gates.ts'
import { type OmBasis, omBasis, omLineOf } from './om-basis.ts'
import { OM_EFFECT_KINDS, OM_EFFECTS, OM_EFFECTS_SOURCE } from './om-effects.ts'
import { inEvaluation, type OmLine } from './state.ts'

const REFUSALS = {
  omYearNotOpen: {
    kind: 'gate',
    zh: '只能申请 {next} 年度的运行维护经费；{current} 年度仅限因闸口未安排、现已恢复的',
    en: 'O&M funds are proposed for {next}; for {current} only when gates withheld them and are met again',
    source: POLICY_OM_YEAR,
  },
  omRestorationAboveRequest: {
    kind: 'gate',
    zh: '恢复安排的申请 {amount} 万元超过原申请 {requested} 万元',
    en: 'the restoration asks for {amount} × 10,000 yuan, more than the {requested} requested when it was withheld',
    source: POLICY_OM_RESTORED,
  },
  omGatesStillUnmet: {
    kind: 'gate',
    zh: '{year} 年度经费因闸口未安排，闸口尚未恢复：{gate}',
    en: 'the funds of {year} were withheld by a gate that is still unmet: {gate}',
    source: POLICY_OM_RESTORED,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const OM_FUNDS_POLICY = {
  /** Part of the budget estimate above which a request for a year gets a remark. */
  omUsualPercent: percent(15),
  /** The effect of each grade on the proposed funds. */
  omEffects: tableOf(
    OM_EFFECTS,
    object({ effect: oneOf(OM_EFFECT_KINDS), percent: integer(0, 100, 'percent') }),
    OM_EFFECTS_SOURCE,
  ),
}

export type OmFundsEvent =
  | ({ type: 'omBasisEmitted'; v: 1 } & OmBasis)
  /** A gate was found unmet after the funds of the year were arranged: their unreleased part is frozen. */
  | { type: 'omFundsFrozen'; v: 1; on: PlainDate; year: number; arrangedFen: Fen; gate: Gate }

const acts = {
  proposeOmFunds: act({
    zh: '申请运行维护经费',
    en: 'propose O&M funds',
    source: STEP_OM_FUNDS,
    roles: ['departmentLead', 'departmentFinance'],
    relation: 'owner',
    body: object({
      year: integer(2000, 2199, '预算年度'),
      amountFen: money<Fen>('申请的运行维护经费'),
    }),
    from: ['operating'],
    rules: (state, body, facts) => [amountCheck(body.amountFen), ...yearChecks(state, body, facts)],
    events: (state, { year, amountFen }, facts) => [
      { type: 'omBasisEmitted', v: 1, ...omBasis(state, facts, { year, requestedFen: amountFen }) },
    ],
  }),
}

/** The next year; or this year, if its funds were withheld because of gates that are met again now [D]. */
function yearChecks(
  state: ProjectState,
  { year, amountFen }: { year: number; amountFen: Fen },
  facts: Facts,
): Check[] {
  const current = yearOf(facts.on)
  const next = current + 1
  if (year === next) return []
  const line = omLineOf(state, year)
  if (year !== current || !line?.unmetGates.length) return [must(false, 'omYearNotOpen', { current, next })]
  const { requestedFen } = line
  return [
    ...gatesOf(state, facts).map(({ gate, met }) =>
      must(met, 'omGatesStillUnmet', { year, gate: wordsIn(GATE_RULES, gate) }),
    ),
    // A higher request would compensate for the days that do not count.
    must(amountFen <= requestedFen, 'omRestorationAboveRequest', {
      amount: formatWan(amountFen),
      requested: formatWan(requestedFen),
    }),
  ]
}

/** Lines of this year and later years that have money. */
const arrangedLines = ({ evaluation }: ProjectState, { on }: Pick<Facts, 'on'>): OmLine[] =>
  (evaluation?.om ?? []).filter(({ year, arrangedFen }) => year >= yearOf(on) && arrangedFen > 0)

/** Events so that those who pay get a notice of a new finding against a gate. The freeze itself follows from the gate. */
export const fundsFrozenBy = (gate: Gate, state: ProjectState, facts: Facts): ProjectEvent[] =>
  arrangedLines(state, facts).map(({ year, arrangedFen }) => ({
    type: 'omFundsFrozen',
    v: 1,
    on: facts.on,
    year,
    arrangedFen,
    gate,
  }))

interface FrozenLine {
  year: number
  arrangedFen: Fen
  gates: Gate[]
}

/** Computed each time, because expired evidence or a missing entry in the register also freezes funds. */
export function frozenLines(state: ProjectState, facts: GateFacts): FrozenLine[] {
  const gates = gatesOf(state, facts).flatMap(({ gate, met }) => (met ? [] : [gate]))
  return gates.length === 0
    ? []
    : arrangedLines(state, facts).map(({ year, arrangedFen }) => ({ year, arrangedFen, gates }))
}

const events: Events<OmFundsEvent> = {
  omBasisEmitted: {
    evolve: (state, { year, round, requestedFen, arrangedFen, effect, gates, on }, { by }) => {
      const unmetGates = gates.filter(({ met }) => !met).map(({ gate }) => gate)
      const line: OmLine = { year, round, requestedFen, arrangedFen, effect, unmetGates, on }
      const others = (state.evaluation?.om ?? []).filter((other) => other.year !== year)
      return inEvaluation(withPreparer(state, by), { om: [...others, line] })
    },
    notice: {
      to: ['owner', 'finance'],
      zh: '运行维护经费依据已生成',
      en: 'The basis for O&M funds is ready',
      next: information('请据此安排运行维护经费。', 'O&M funds are arranged on this basis.'),
    },
  },
  omFundsFrozen: {
    // Changes nothing: whether funds are frozen follows from the gates.
    evolve: (state) => state,
    notice: {
      to: GATES_AUDIENCE,
      zh: '运维闸口未满足，冻结未拨付的运行维护经费',
      en: 'An O&M gate is unmet: what is unreleased of the arranged funds is frozen',
      next: outcome(
        '请停止拨付；建设单位改正并经核实后恢复。',
        'Nothing more is paid until the owner has corrected it and that is verified.',
      ),
    },
  },
}

export const OM_FUNDS = {
  acts,
  events,
  refusals: REFUSALS,
} satisfies ProjectTopic
