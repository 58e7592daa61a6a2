import { describe, expect, it } from 'vitest'
import type { Deadline } from '#domain/case/deadline.ts'
import {
  type DeadlineNotice,
  deadlineNotices,
  type NoticeDeadline,
  namedOf,
  stillHolds,
  undoneDeadlines,
  wordsOf,
} from '#domain/engine/deadline-notices.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { DeadlineKind } from '#domain/project/topics.ts'
import { workdaysBefore } from '#domain/values/calendar.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { dateOf, type Instant, plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, filed } from './approval-form.ts'
import { finance, on, proposed, seat, second, to } from './panel-rounds.ts'
import { digestOf, mergedForm, type ProjectDriver, project, servedOn } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const calendar = CALENDAR_V1

const noticesFor = (
  deadline: Deadline | undefined,
  now: Instant,
  policy = POLICY_V1.values,
): DeadlineNotice[] => {
  if (!deadline) throw new Error('that deadline is not armed')
  return deadlineNotices(PROJECT, deadline as NoticeDeadline, { calendar, policy, now })
}

function conditional(...dueOn: string[]): ProjectDriver {
  const p = appraised(filed())
  const responsible = 'p-lead' as PersonId
  const conditions = dueOn.map((on) => ({ what: '补充密码应用方案', dueOn: plainDate(on), responsible }))
  return p.act('decide', { ...approveBody(p), conditions }).act('recordService', servedOn('2026-03-02'))
}

const submitted = () => project().at('2026-03-02').by(lead).act('submitStage', mergedForm)
const admitted = () => submitted().by(approver).act('admit', {})
const armed = ({ state }: ReturnType<typeof project>, kind: DeadlineKind) =>
  state.deadlines.find((deadline) => deadline.kind === kind)

describe('counting back in working days', () => {
  it('skips weekends and holidays', () => {
    expect(workdaysBefore(calendar, plainDate('2026-03-09'), 1)).toBe('2026-03-06')
    // The Spring Festival of 2026: 15 to 23 February are off, 14 and 28 February are worked.
    expect(workdaysBefore(calendar, plainDate('2026-02-24'), 1)).toBe('2026-02-14')
    expect(workdaysBefore(calendar, plainDate('2026-02-24'), 0)).toBe('2026-02-24')
  })
})

describe('a deadline', () => {
  it('has warnings at the start of office hours before it, and escalations after it', () => {
    const p = admitted()
    const planned = noticesFor(armed(p, 'decision'), p.now)
    expect(planned.map(({ event, workingDays, at }) => [event, workingDays, at])).toEqual([
      ['deadlineNear', 5, '2026-03-23T01:00:00.000Z'],
      ['deadlineNear', 1, '2026-03-27T01:00:00.000Z'],
      ['deadlineEscalated', 3, '2026-04-02T01:00:00.000Z'],
      ['deadlineEscalated', 10, '2026-04-14T01:00:00.000Z'],
    ])
  })

  it('has no warning whose time has passed already, or which the policy switches off', () => {
    const p = admitted()
    const decision = armed(p, 'decision')
    const late = noticesFor(decision, '2026-03-23T01:00:00.000Z' as Instant)
    expect(late.map(({ workingDays }) => workingDays)).toEqual([1, 3, 10])
    const never = {
      ...POLICY_V1.values,
      warningWorkingDays: { ...POLICY_V1.values.warningWorkingDays, decision: { first: 0, last: 0 } },
      escalationWorkingDays: { leader: 0, planningAuthority: 10 },
    }
    expect(noticesFor(decision, p.now, never).map(({ workingDays }) => workingDays)).toEqual([10])
  })

  it('that was met has no warning and no escalation', () => {
    const p = submitted()
    const planned = noticesFor(armed(p, 'completeness'), p.now)
    expect(
      planned.filter((notice) => stillHolds(ofProject(p.state), notice)).map(({ event }) => event),
    ).toEqual(['deadlineNear'])
    p.by(approver).act('admit', {})
    expect(planned.filter((notice) => stillHolds(ofProject(p.state), notice))).toEqual([])
  })

  it('that passed is escalated until the matter is done', () => {
    const p = admitted()
    const planned = noticesFor(armed(p, 'decision'), p.now)
    p.at('2026-04-02')
    const holding = planned.filter((notice) => stillHolds(ofProject(p.state), notice))
    expect(holding.map(({ event }) => event)).toEqual(['deadlineEscalated', 'deadlineEscalated'])
    // Beside it, nobody decided whether to commission an appraisal.
    const ofDecision = undoneDeadlines(ofProject(p.state)).filter(({ kind }) => kind === 'decision')
    expect(ofDecision).toEqual([holding[0]?.deadline])
    p.by(lead).act('withdraw', { reasons: '不再需要' })
    expect(planned.some((notice) => stillHolds(ofProject(p.state), notice))).toBe(false)
  })

  it('of a seat names the people who may hold it now, and of a condition the responsible person', () => {
    const seats = [
      ...[seat('handler'), seat('two'), finance, seat('leader', { isLeader: true })],
      seat('expert', { person: 'p-third' as PersonId }),
    ]
    const round = proposed({ seats })
    round.by(second).act('confirm', on(round))
    const armedSeat = armed(round, 'seat')
    const named = armedSeat ? namedOf(ofProject(round.state), armedSeat) : []
    expect(named.map(({ people, offices, leadersOnly }) => [people, offices, leadersOnly])).toEqual([
      [[], [{ role: 'financeMinistry', org: 'mof' }], false],
      [[], [{ role: 'approver', org: 'ndrc' }], true],
      [['p-third'], [], false],
    ])
    // Not people who have voted, or who prepared the project.
    const barred = [approver, second, lead].map(({ person }) => `person:${person}`)
    for (const holders of named) expect(holders.barred).toEqual(expect.arrayContaining(barred))
    const approved = conditional('2026-05-29')
    const armedCondition = armed(approved, 'condition')
    expect(armedCondition && namedOf(ofProject(approved.state), armedCondition)).toMatchObject([
      { people: ['p-lead'], offices: [] },
    ])
    expect(namedOf(ofProject(approved.state), { kind: 'decision', round: 1 })).toEqual([])
  })

  it('of a seat names the person who was asked for advice, until it is given', () => {
    const round = proposed({ seats: [seat('handler'), seat('two')] })
    round.by(second).act('delegateSeat', to(round, 'p-fourth'))
    const armedSeat = armed(round, 'seat')
    expect(armedSeat && namedOf(ofProject(round.state), armedSeat)).toMatchObject([
      { people: ['p-fourth'], offices: [] },
    ])
  })

  it('whose passing settles the matter has warnings, but no escalation', () => {
    const p = submitted()
      .by(approver)
      .act('requestSupplement', { items: [{ kind: 'other', what: '缺' }] })
    const seats = proposed({})
    for (const [one, kind] of [
      [p, 'supplement'],
      [seats, 'seat'],
    ] as const) {
      const events = noticesFor(armed(one, kind), one.now).map(({ event }) => event)
      expect([...new Set(events)], kind).toEqual(['deadlineNear'])
    }
  })

  it('of the completeness check leads to admission, or is escalated if the policy excludes silent admission', () => {
    const silent = submitted()
    const planned = noticesFor(armed(silent, 'completeness'), silent.now)
    const escalated = (p: ReturnType<typeof project>) =>
      planned.filter(
        (notice) => notice.event === 'deadlineEscalated' && stillHolds(ofProject(p.state), notice),
      ).length
    silent.at('2026-03-10')
    expect([silent.state.status, silent.record.at(-1)?.by, escalated(silent)]).toEqual([
      ...['admitted', { kind: 'system' }, 0],
    ])
    const values = { ...POLICY_V1.values, silentAdmission: false }
    const waiting = project()
      .given({ policy: { ...POLICY_V1, values } })
      .at('2026-03-02')
      .by(lead)
    waiting.act('submitStage', mergedForm).at('2026-03-10')
    expect([waiting.state.status, waiting.has('admitted'), escalated(waiting)]).toEqual([
      ...['submitted', false, 2],
    ])
    expect(waiting.last('deadlinePassed')).toMatchObject({ kind: 'completeness' })
  })

  it('of a condition with a moved date is escalated by the new date only', () => {
    const p = conditional('2026-05-29')
    p.at('2026-06-10')
    const [old] = undoneDeadlines(ofProject(p.state))
    if (!old) throw new Error('no condition is overdue')
    const notice = { event: 'deadlineEscalated' as const, deadline: old }
    expect(stillHolds(ofProject(p.state), notice)).toBe(true)
    p.patch(({ conditions, ...state }) => ({
      ...state,
      conditions: {
        ...conditions,
        open: conditions.open.map((one) => ({ ...one, dueOn: plainDate('2026-06-01') })),
      },
    }))
    expect(stillHolds(ofProject(p.state), notice)).toBe(false)
    const [moved] = undoneDeadlines(ofProject(p.state))
    expect(moved && stillHolds(ofProject(p.state), { ...notice, deadline: moved })).toBe(true)
  })

  it('of each condition is escalated until it is met, also when a later one has passed', () => {
    const p = conditional('2026-05-29', '2026-06-01')
    const first = p.state.deadlines.find(({ round }) => round === 1)
    const [escalation] = noticesFor(first, p.now).filter(({ event }) => event === 'deadlineEscalated')
    if (!escalation) throw new Error('nothing is escalated')
    expect(stillHolds(ofProject(p.state), escalation)).toBe(false)
    const told = p.state.deadlines.map(({ kind, round, dueOn, dueAt }) => ({ kind, round, dueOn, dueAt }))
    const conditions = told.filter(({ kind }) => kind === 'condition')
    p.at('2026-06-02')
    expect(stillHolds(ofProject(p.state), escalation)).toBe(true)
    expect(undoneDeadlines(ofProject(p.state))).toEqual(conditions)
    p.by(lead).act('fulfilCondition', { condition: 1, evidence: digestOf('plan') })
    expect(stillHolds(ofProject(p.state), escalation)).toBe(false)
    expect(undoneDeadlines(ofProject(p.state))).toEqual(conditions.slice(1))
  })

  it.each(Object.keys(PROJECT.deadlines))('of the kind %s has its words', (kind) => {
    const dueAt = '2026-04-02T16:00:00.000Z' as Instant
    const deadline = { kind, round: 1, dueOn: dateOf('2026-04-02T02:00:00.000Z' as Instant), dueAt }
    const near = wordsOf(PROJECT, { deadline, event: 'deadlineNear', workingDays: 1, at: dueAt })
    expect([near.zh, near.en]).toEqual([
      expect.stringContaining(PROJECT.deadlines[kind]?.zh ?? ''),
      expect.stringContaining(PROJECT.deadlines[kind]?.en ?? ''),
    ])
  })
})
