/**
 * T16: the conditions for the start of construction; a start without them is punishable (条例34). Supervision is mandatory during
 * construction: if the supervisor changes before completion [D], the owner names the next one.
 */

import { information, NOTHING_TO_DO } from '../../case/notice.ts'
import { type Paths, partOf, pathOf, pathOfPart, pathsOf, withParts, withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import {
  POLICY_DEFAULT,
  POLICY_SUPERVISOR,
  SEPARATION_OF_DUTIES,
  SYSTEM_POLICY,
} from '../../law/own-policy.ts'
import { percent } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import {
  INVESTMENT_REGULATION_20,
  INVESTMENT_REGULATION_22_FUNDS,
  INVESTMENT_REGULATION_START,
  MEASURES_SUPERVISION,
} from '../../law/provisions.ts'
import { isSameRoot, type OrgId, rootOf } from '../../values/directory.ts'
import type { PersonId } from '../../values/ids.ts'
import { fen, formatWan, percentOf } from '../../values/money.ts'
import { type PlainDate, yearOf } from '../../values/plain-date.ts'
import { date, document, object, organisation, person, prose } from '../../values/shape.ts'
import { buildBanChecks } from '../ban-checks.ts'
import { budgetEstimateFen, planLineOf, plannedThroughFen } from '../budget-sums.ts'
import type { Facts } from '../facts.ts'
import { ownPeopleChecks, partyChecks } from '../named-parties.ts'
import { plannableCheck } from '../planned-ahead.ts'
import { approvalOf, type ProjectState } from '../state.ts'
import { act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'
import { inConstruction } from './state.ts'

const REFUSALS = {
  designNotApproved: {
    kind: 'gate',
    zh: '初步设计方案和投资概算未批复，不得开工',
    en: 'construction cannot start before the preliminary design and its budget estimate are approved',
    source: INVESTMENT_REGULATION_20,
  },
  fundsNotSecured: {
    kind: 'gate',
    zh: '资金未落实：{year} 年度投资计划未安排本项目',
    en: 'funds are not secured: the annual plan of {year} has no amount for the project',
    source: INVESTMENT_REGULATION_22_FUNDS,
  },
  fundsTooLittle: {
    kind: 'gate',
    zh: '资金未落实：截至 {year} 年度的累计计划 {planned} 万元，不足概算的 {percent}%（{needed} 万元）',
    en: 'funds are not secured: {planned} × 10,000 yuan are planned until {year}, less than {percent}% of the budget estimate ({needed})',
    source: together(INVESTMENT_REGULATION_22_FUNDS, POLICY_DEFAULT),
  },
  supervisorIsContractor: {
    kind: 'gate',
    zh: '监理单位不得是承建单位或与其有隶属关系',
    en: 'the supervisor must not be the contractor or affiliated with it',
    source: POLICY_SUPERVISOR,
  },
  supervisorOfOwner: {
    kind: 'input',
    zh: '监理单位不得隶属于建设单位',
    en: 'the supervisor is no part of the owner',
    source: SEPARATION_OF_DUTIES,
  },
  plannedCompletionNotLater: {
    kind: 'gate',
    zh: '计划建成日期 {date} 应晚于开工日期',
    en: 'the planned completion {date} must be later than the start',
    source: POLICY_DEFAULT,
  },
  supervisorUnchanged: {
    kind: 'gate',
    zh: '{name}（含其所属单位）已是本项目监理单位：请指定其他单位',
    en: '{name}, with all its units, supervises the project already: name another one',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const START_POLICY = {
  /** Part of the budget estimate that must be in the annual plan before construction starts. */
  securedFundsPercent: percent(10),
}

export type StartEvent =
  | {
      type: 'constructionStarted'
      v: 1
      on: PlainDate
      implementationUnit: OrgId
      responsiblePerson: string
      supervisor: OrgId
      contractor: OrgId
      supervisionContract: string
      constructionContract: string
      plannedCompletionOn: PlainDate
      paths?: Paths
    }
  | {
      type: 'supervisorChanged'
      v: 1
      on: PlainDate
      supervisor: OrgId
      supervisionContract: string
      reasons: string
      paths?: Paths
    }

/** The supervisor may belong neither to the contractor nor to the owner. */
const supervisorChecks = (
  path: readonly OrgId[],
  { contractor, owner }: { contractor: readonly OrgId[]; owner: OrgId },
): Check[] => [
  must(!isSameRoot(path, contractor), 'supervisorIsContractor'),
  must(!isSameRoot(path, [owner]), 'supervisorOfOwner'),
]

const isDesignApproved = (state: ProjectState): boolean =>
  approvalOf(state, 'preliminaryDesign') !== undefined || approvalOf(state, 'merged') !== undefined

/** The plan must have a line of this year, and the lines so far must be a minimum part of the estimate. */
function fundsChecks(state: ProjectState, { on, policy }: Facts): Check[] {
  const year = yearOf(on)
  if (planLineOf(state, year) === undefined) return [must(false, 'fundsNotSecured', { year })]
  const percent = policy.values.securedFundsPercent
  const needed = percentOf(budgetEstimateFen(state) ?? fen(0), percent)
  const planned = plannedThroughFen(state, year)
  const amounts = { planned: formatWan(planned), needed: formatWan(needed) }
  return [must(planned >= needed, 'fundsTooLittle', { year, percent, ...amounts })]
}

const acts = {
  startConstruction: act({
    zh: '开工',
    en: 'start construction',
    source: together(INVESTMENT_REGULATION_START, INVESTMENT_REGULATION_20),
    ...DEPARTMENT_LEAD,
    body: object({
      implementationUnit: organisation('实施机构'),
      responsiblePerson: person('项目责任人'),
      supervisor: organisation('监理单位'),
      contractor: organisation('承建单位'),
      supervisionContract: document('监理合同'),
      constructionContract: document('建设合同'),
      plannedCompletionOn: date<PlainDate>('计划建成日期'),
    }),
    otherDocuments: () => [],
    from: ['readyToBuild'],
    ready: (state, facts) => [
      must(isDesignApproved(state), 'designNotApproved'),
      ...fundsChecks(state, facts),
      ...buildBanChecks(facts),
    ],
    rules: (state, { supervisor, contractor, plannedCompletionOn, ...body }, facts) => [
      ...supervisorChecks(pathOf(facts.named, supervisor), {
        contractor: pathOf(facts.named, contractor),
        owner: state.owner,
      }),
      ...partyChecks(state, facts, supervisor, contractor, body.implementationUnit),
      ...ownPeopleChecks(state, facts, body.responsiblePerson),
      must(plannedCompletionOn > facts.on, 'plannedCompletionNotLater', { date: plannedCompletionOn }),
      plannableCheck(plannedCompletionOn, facts),
    ],
    events: (_state, body, { on, named }) => [
      {
        type: 'constructionStarted',
        v: 1,
        on,
        ...body,
        ...pathsOf(named, body.supervisor, body.contractor, body.implementationUnit),
      },
    ],
  }),
  changeSupervisor: act({
    zh: '更换监理单位',
    en: 'change the supervisor',
    source: together(MEASURES_SUPERVISION, SYSTEM_POLICY),
    ...DEPARTMENT_LEAD,
    body: object({
      supervisor: organisation('监理单位'),
      supervisionContract: document('监理合同'),
      reasons: prose(4000, 'written reasons'),
    }),
    // Not while suspended: a suspension stops procurement (T21).
    from: ['building', 'rectifying'],
    rules: (state, { supervisor }, facts) => {
      const { construction } = state
      if (!construction) return []
      const path = pathOf(facts.named, supervisor)
      const current = pathOfPart(state, 'supervisor', construction.supervisor)
      return [
        must(!isSameRoot(path, current), 'supervisorUnchanged', { name: rootOf(path) }),
        ...supervisorChecks(path, {
          contractor: pathOfPart(state, 'contractor', construction.contractor),
          owner: state.owner,
        }),
        ...partyChecks(state, facts, supervisor),
      ]
    },
    events: (_state, { supervisor, supervisionContract, reasons }, { on, named }) => [
      {
        type: 'supervisorChanged',
        v: 1,
        on,
        supervisor,
        supervisionContract,
        reasons,
        ...pathsOf(named, supervisor),
      },
    ],
  }),
}

const events: Events<StartEvent> = {
  constructionStarted: {
    evolve: (state, { on, plannedCompletionOn, supervisor, contractor, paths, ...event }, { by }) => ({
      ...withParts(withPreparer(state, by), [
        // 实施机构 and 项目责任人 act for the owner during construction.
        {
          ...partOf('preparer', event.implementationUnit, paths),
          person: event.responsiblePerson as PersonId,
        },

        partOf('supervisor', supervisor, paths),
        partOf('contractor', contractor, paths),
      ]),
      status: 'building',
      construction: {
        startedOn: on,
        plannedCompletionOn,
        supervisor,
        contractor,
        reportedYears: [],
        overdueYears: [],
        rectifications: 0,
        rectification: null,
        suspensions: 0,
        suspension: null,
        completedOn: null,
      },
    }),
    notice: {
      to: ['authority'],
      zh: '项目已开工',
      en: 'Construction has started',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  supervisorChanged: {
    // An earlier supervisor keeps its part in the case.
    evolve: (state, { supervisor, paths }) =>
      inConstruction(withParts(state, [partOf('supervisor', supervisor, paths)]), () => ({ supervisor })),
    notice: {
      to: ['authority'],
      zh: '监理单位已更换',
      en: 'The supervisor was changed',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
}

export const START = { acts, events, refusals: REFUSALS } satisfies ProjectTopic
