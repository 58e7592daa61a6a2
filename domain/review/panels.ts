/** The panels of policy: for each step of the procedure who signs, by which rule, and within how many hours. */
import type { OrgId, Role } from '../values/directory.ts'
import { NATIONAL, ROLES } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import {
  flag,
  integer,
  list,
  object,
  oneOf,
  organisation,
  person,
  type Shape,
  slug,
} from '../values/shape.ts'
import {
  EFFECTS,
  type Effects,
  type JointPanel,
  type JointRule,
  type JointSeat,
  RULE_KINDS,
} from './joint/panel.ts'
import { SIGNER_ROLES } from './signer-roles.ts'

/** Who may sit: without a role, an organisation or a person, whoever may do the act that is decided on. */
export interface SeatHolder {
  role?: Role
  org?: OrgId
  person?: PersonId
  isLeader?: boolean
}

export type PanelSeat = Omit<JointSeat, 'mark'> & SeatHolder

export interface Panel extends JointPanel {
  seats: PanelSeat[]
  /** A seat that can act and does not within so many hours is closed as timed out. */
  hours: number
}

/** Seats that are added 加签 are named so, and counted. */
export const ADDED_SEAT = 'added-'

/** More seats would not fit a snapshot of 64 KiB. */
export const SEATS_MAX = 200

const HANDLER: PanelSeat = { id: 'handler', order: 1, weight: 1 }
const LEADER: PanelSeat = { id: 'leader', order: 2, weight: 1, isLeader: true }

/** Whatever is not a vote for it counts against it: no silence approves (T8). */
const STRICT: Effects = { abstain: 'against', absent: 'against', recused: 'against', timedOut: 'against' }

/** Handler, then leader; either of them ends the round by objecting. */
export const TWO_PERSONS: Panel = {
  seats: [HANDLER, LEADER],
  rule: { kind: 'all' },
  earlyDecision: true,
  effects: STRICT,
  quorum: 1,
  hours: 72,
}

export const ONE_PERSON: Panel = { ...TWO_PERSONS, seats: [HANDLER] }

/** Names for the panels that nearly every policy uses. */
export const PANEL_NAMES = { onePerson: ONE_PERSON, twoPersons: TWO_PERSONS } as const

/** Rules by which those who voted decide, however few they are. */
const OF_WHO_VOTED: readonly JointRule['kind'][] = ['all', 'weighted', 'veto']

/** How a seat ends about which nobody has said anything. */
const WITHOUT_A_VOTE = ['absent', 'recused', 'timedOut'] as const

/** Neither does an abstention say yes. */
const NEVER_FOR = ['abstain', ...WITHOUT_A_VOTE] as const

const CAN_SIGN: readonly Role[] = SIGNER_ROLES

/** A panel recorded before: what it counted as a silent yes counts against (T8). */
export const withoutSilentYes = <P extends Pick<Panel, 'effects'>>(panel: P): P => ({
  ...panel,
  effects: Object.fromEntries(
    Object.entries(panel.effects).map(([mark, effect]) => [mark, effect === 'for' ? 'against' : effect]),
  ),
})

/** One of several seats whose own weight carries the act: the others would be there for show. */
const carriesAlone = ({ rule, seats }: Panel, weight: number): boolean =>
  rule.kind === 'weighted' &&
  seats.length > 1 &&
  seats.some((seat) =>
    rule.strictly ? 100 * seat.weight > rule.percent * weight : 100 * seat.weight >= rule.percent * weight,
  )

/** What makes no sense of a panel, each problem with its field; a policy with one is not loaded. */
export function panelProblems(panel: Panel): { pointer: string; en: string; zh: string }[] {
  const { seats, rule, quorum, effects } = panel
  const ids = seats.map(({ id }) => id)
  const people = seats.flatMap(({ person }) => person ?? [])
  const weight = seats.reduce((sum, seat) => sum + seat.weight, 0)
  const problems = [
    [ids.length === new Set(ids).size, '/seats', 'name every seat differently', '席位名称不得重复'],
    [
      !ids.some((id) => id.startsWith(ADDED_SEAT)),
      '/seats',
      `“${ADDED_SEAT}…” names seats that are added later`,
      `“${ADDED_SEAT}…”是加签席位的名称`,
    ],
    [
      seats.every(({ role }) => role === undefined || CAN_SIGN.includes(role)),
      '/seats',
      'have a role that never signs',
      '含有不能签署的角色',
    ],
    [
      people.length === new Set(people).size,
      '/seats',
      'name one person twice, who has one voice',
      '同一人不得占两个席位',
    ],
    ...NEVER_FOR.map(
      (mark) =>
        [
          effects[mark] !== 'for',
          `/effects/${mark}`,
          'is never for: only who says so approves (T8)',
          '不得视为同意：只有明确表示同意才是同意',
        ] as const,
    ),
    [
      !WITHOUT_A_VOTE.some((mark) => effects[mark] === 'notCounted') ||
        quorum > 1 ||
        seats.length === 1 ||
        !OF_WHO_VOTED.includes(rule.kind),
      '/quorum',
      'is at least 2 where a seat without a vote is not counted: whoever proposes could decide alone',
      '未表决席位不计的，法定人数至少为 2：否则提出人可独自决定',
    ],
    [quorum <= seats.length, '/quorum', 'is more than there are seats', '法定人数多于席位数'],
    [
      rule.kind !== 'kOfN' || (rule.k !== undefined && rule.k <= seats.length),
      '/rule/k',
      'is missing, or more than there are seats',
      '未填写，或多于席位数',
    ],
    [
      rule.kind !== 'chair' || ids.includes(rule.chair),
      '/rule/chair',
      'is no seat of the panel',
      '组长不在席位之中',
    ],
    [
      rule.kind !== 'veto' || seats.some(({ veto }) => veto),
      '/seats',
      'need one with a veto',
      '须有一个否决席位',
    ],
    [rule.kind !== 'weighted' || weight > 0, '/seats', 'have no weight at all', '席位均无票权'],
    [
      weight === 0 || !carriesAlone(panel, weight),
      '/seats',
      'have one whose weight alone carries the act: weigh it less, or ask for a higher percent',
      '有席位仅凭自身票权即可通过：请降低其票权，或提高通过比例',
    ],
    [
      seats.every(({ role, org, person }) => !role || org || person || !NATIONAL.includes(role)),
      '/seats',
      'have a national role without org, which would wait in nobody’s inbox: name its body',
      '含有未写明单位（org）的全国性角色，无人可见其待办：请写明单位',
    ],
    [
      rule.kind !== 'weighted' || (rule.percent !== undefined && rule.strictly !== undefined),
      '/rule',
      'needs percent and strictly',
      '须填写 percent 和 strictly',
    ],
  ] as const
  return problems.flatMap(([holds, pointer, en, zh]) => (holds ? [] : [{ pointer, en, zh }]))
}

const effect = oneOf(EFFECTS)
const seat = object(
  { id: slug('name of the seat'), order: integer(1, 1000), weight: integer(0, 1_000_000) },
  {
    veto: flag('its “against”, or its end without a vote, rejects, whatever the rule'),
    role: oneOf(Object.keys(ROLES) as [Role, ...Role[]]),
    org: organisation(),
    person: person(),
    isLeader: flag(),
  },
)
const rule = object(
  { kind: oneOf(RULE_KINDS) },
  { k: integer(1, SEATS_MAX), percent: integer(1, 100), strictly: flag(), chair: slug() },
) as Shape<unknown> as Shape<JointRule>

export const panelShape = object({
  seats: list(seat, 1, SEATS_MAX),
  rule,
  earlyDecision: flag('decide as soon as no open seat can change the outcome'),
  effects: object({ abstain: effect, absent: effect, recused: effect, timedOut: effect }),
  quorum: integer(1, SEATS_MAX, 'votes needed, abstentions included'),
  hours: integer(1, 10_000, 'per seat'),
}) as Shape<unknown> as Shape<Panel>
