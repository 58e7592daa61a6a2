/** The general layers also work for a kind that is not the project. */
import { describe, expect, it } from 'vitest'
import type { Decision } from '#domain/case/decision.ts'
import { explainUnmet } from '#domain/case/refusal.ts'
import { permissionsOf } from '#domain/engine/allowed.ts'
import { type Command, decide } from '#domain/engine/decide.ts'
import { evolve } from '#domain/engine/evolve.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { Kinds } from '#domain/engine/kinds.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { ReviewFacts } from '#domain/review/kind.ts'
import { ONE_PERSON, TWO_PERSONS } from '#domain/review/panels.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import { type Actor, NOBODY_NAMED } from '#domain/values/directory.ts'
import type { CommandId } from '#domain/values/ids.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import { approver, lead, leader } from '../domain/project-people.ts'
import { PROPOSAL } from './kind.ts'

const MACHINE: Actor = { kind: 'system' }

/** A proposal; each step returns the codes of its refusal, or none. */
function proposal() {
  let state = PROPOSAL.initial('1')
  const at = (now: string, actor: Actor, command: Command): string[] => {
    const facts: ReviewFacts = {
      ...{ calendar: CALENDAR_V1, actor, named: NOBODY_NAMED, at: now as Instant, published: [] },
      policy: { ...POLICY_V1, values: { ...POLICY_V1.values, panels: { answer: TWO_PERSONS } } },
      ...{ on: dateOf(now as Instant), command: { id: now as CommandId, contentHash: 'a'.repeat(64) } },
    }
    const decision: Decision = decide({ kind: PROPOSAL, state }, command, facts)
    if ('refusal' in decision) return decision.refusal.unmet.map(({ code }) => code)
    for (const event of decision.events)
      state = evolve(PROPOSAL, state, {
        ...{ seq: state.seq + 1, at: now as Instant, by: actor, commandId: now as CommandId, event },
      })
    return []
  }
  const does = (now: string, actor: Actor, verb: string, body: object) =>
    at(now, actor, { kind: 'act', verb, body })
  return { at, does, now: () => state }
}

const MORNING = '2026-03-02T01:00:00.000Z'
const NOON = '2026-03-03T04:00:00.000Z'

it('is proposed, answered by its panel, and then ends', () => {
  const { does, now } = proposal()
  expect(does(MORNING, approver, 'answer', { answer: '好' })).toEqual(['notNow'])
  expect(does(MORNING, lead, 'propose', { title: '共建', text: '共建' })).toEqual([])
  expect(tasksOf({ kind: PROPOSAL, state: now() })).toMatchObject([
    { key: 'proposal/1/answer/1', org: 'ndrc' },
  ])
  expect(does(NOON, approver, 'answer', { answer: '好' })).toEqual([])
  expect(tasksOf({ kind: PROPOSAL, state: now() })).toMatchObject([
    { key: 'proposal/1/confirm-answer-leader/1', leaderOnly: true },
  ])
  const [review] = now().reviews
  const { contentHash = '' } = review?.subject ?? {}
  expect(does(NOON, leader, 'confirm', { step: 'answer', contentHash })).toEqual([])
  expect(now()).toMatchObject({ status: 'answered', reviews: [], deadlines: [] })
  expect(does(NOON, lead, 'propose', { title: '再提', text: '再提' })).toEqual(['proposedAlready'])
})

it('has a deadline of its own, which the panel does not pause', () => {
  const { does, at, now } = proposal()
  does(MORNING, lead, 'propose', { title: '共建', text: '共建' })
  const [armed] = now().deadlines
  expect(armed).toMatchObject({ kind: 'answer', dueOn: '2026-03-12' })
  const dueAt = armed?.dueAt as Instant
  const passing: Command = { kind: 'deadlinePassed', deadline: 'answer', round: 1, dueAt }
  expect(at(MORNING, MACHINE, passing)).toEqual(['deadlineMoved'])
  expect(at(dueAt, MACHINE, passing)).toEqual([])
  expect(now()).toMatchObject({ status: 'proposed', isOverdue: true, deadlines: [] })
})

it('lists the allowed acts, and the reasons against the others in its own words', () => {
  const { now } = proposal()
  const facts = {
    ...{ calendar: CALENDAR_V1, policy: POLICY_V1, actor: approver, named: NOBODY_NAMED, published: [] },
    ...{ at: MORNING as Instant, on: dateOf(MORNING as Instant) },
    command: { id: 'x' as CommandId, contentHash: '' },
  }
  const found = permissionsOf({ kind: PROPOSAL, state: now() }, facts)
  expect(found.map(({ verb }) => verb)).toEqual(Object.keys(PROPOSAL.actions))
  const answer = found.find(({ verb }) => verb === 'answer')
  const unmet = answer && 'unmet' in answer ? answer.unmet : []
  expect(unmet.map((one) => explainUnmet(one, PROPOSAL.refusals).zh)).toContain('当前状态“未提出”下不能办理')
})

describe('a registry', () => {
  it('refuses two kinds with the same name, or with one name for different things', () => {
    expect(() => new Kinds([PROPOSAL, PROPOSAL])).toThrow('two kinds of case are called proposal')
    const other = { name: 'opinion', path: 'opinions', workflow: 'opinion' }
    expect(new Kinds([PROPOSAL, { ...PROPOSAL, ...other }]).all).toHaveLength(2)
    expect(new Kinds([PROJECT, PROPOSAL]).names).toEqual(['project', 'proposal'])
    const proposedAlready = { ...PROPOSAL.refusals.proposedAlready, zh: '提过' }
    const strange = { ...PROPOSAL, ...other, refusals: { ...PROPOSAL.refusals, proposedAlready } }
    expect(() => new Kinds([PROPOSAL, strange as Kind])).toThrow('different things by proposedAlready')
    const stages = { suggestion: { zh: '动议', en: 'suggestion' } }
    expect(() => new Kinds([PROPOSAL, { ...PROPOSAL, ...other, stages }])).toThrow('by suggestion')
    const panels = { ...PROPOSAL.policy.panels, value: { answer: ONE_PERSON } }
    const policy = { ...PROPOSAL.policy, panels }
    expect(() => new Kinds([PROPOSAL, { ...PROPOSAL, ...other, policy }])).toThrow('by answer')
  })
})

it('has its default warnings if an older version of the policy does not have its deadlines', () => {
  const kinds = new Kinds([PROPOSAL])
  const { warningWorkingDays: _warnings, ...older } = kinds.firstPolicy.values
  const loaded = {
    ...kinds.firstPolicy,
    values: { ...older, warningWorkingDays: { seat: { first: 0, last: 2 } } },
  }
  expect(kinds.completed(loaded).values.warningWorkingDays).toEqual({
    answer: { first: 5, last: 1 },
    seat: { first: 0, last: 2 },
  })
})
