/** A national plan in the domain tests: acts of people on days, and deadlines that pass on the way. */
import { createHash } from 'node:crypto'
import type { CaseEvent, Recorded } from '#domain/case/event.ts'
import {
  NATIONAL_PLAN,
  type PlanItem,
  type PlanVersion,
  type PublishedPlan,
} from '#domain/case/national-plan.ts'
import type { PublishedFact } from '#domain/case/published-fact.ts'
import { type Command, decide } from '#domain/engine/decide.ts'
import { evolve } from '#domain/engine/evolve.ts'
import { imported } from '#domain/national-plan/import.ts'
import { NATIONAL_PLAN_KIND } from '#domain/national-plan/kind.ts'
import { unopened } from '#domain/national-plan/state.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import { type Actor, NOBODY_NAMED, type PersonActor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import { dateOf, type Instant, instant, msOf, plainDate, startOfDay } from '#domain/values/plain-date.ts'
import { approver, lead, officeLeader, officer, otherLead } from './project-people.ts'

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

export const ITEMS: PlanItem[] = [
  { id: 'P15-01', title: '不动产登记共享平台', owner: 'mnr' },
  { id: 'P15-02', title: '农业监测系统', owner: 'moa', years: { from: 2026, to: 2028 } },
]
export const CONTENT = { code: 'P15', title: '“十五五”国家政务信息化建设规划', items: ITEMS }
export const ARGUMENT = digestOf('argument')

/** What the tests of one file have come across: codes of refusals, and statuses that followed each other. */
export const seen = { refusals: new Set<string>(), transitions: new Set<string>() }

export class PlanDriver {
  state = unopened('plan')
  readonly record: Recorded<CaseEvent>[] = []
  now: Instant = startOfDay(plainDate('2026-01-05'))
  published: PublishedFact[] = []
  private commands = 0

  /** Ten o'clock of that day; deadlines due before pass first. */
  at(date: string): this {
    const target = instant(msOf(startOfDay(plainDate(date))) + 10 * 3_600_000)
    for (let due = this.nextDue(target); due; due = this.nextDue(target)) {
      if (due.dueAt > this.now) this.now = due.dueAt
      const { kind: deadline, round, dueAt } = due
      this.append(this.decided({ kind: 'deadlinePassed', deadline, round, dueAt }, { kind: 'system' }))
    }
    this.now = target
    return this
  }

  /** The act alone; throws when it is refused. */
  act(actor: Actor, verb: string, body: object = {}): this {
    return this.append(this.decided({ kind: 'act', verb, body }, actor), actor)
  }

  /** The codes of every reason why it is refused now. */
  refused(actor: Actor, verb: string, body: object = {}): string[] {
    const decision = this.decided({ kind: 'act', verb, body }, actor)
    const codes = 'refusal' in decision ? decision.refusal.unmet.map(({ code }) => code) : []
    for (const code of codes) seen.refusals.add(code)
    return codes
  }

  /** The decision of the State Council, with its second signature. */
  decide(body: object): this {
    this.act(officer, 'decidePlan', { formDigest: this.digest, ...body })
    const contentHash = this.state.reviews[0]?.subject.contentHash ?? ''
    return this.act(officeLeader, 'confirm', { step: 'planApproval', contentHash })
  }

  get digest(): string {
    return this.state.draft?.digest ?? digestOf('nothing')
  }

  /** A version of it is loaded that was approved elsewhere. */
  loaded(plan: PlanVersion): this {
    const bodies = { planningAuthority: 'ndrc', planApprovingBody: 'sco' }
    const event = imported(this.state, plan, bodies)
    if (event) return this.append({ events: [event] })
    throw new Error(`no version is loaded while it is ${this.state.status}`)
  }

  /** A version of another plan is in force. */
  besides({ version, effectiveFrom, source, items }: PublishedPlan): this {
    const body = { source, items, effectiveFrom }
    const other = 'national-plan/other' as CaseId
    this.published = [{ fact: NATIONAL_PLAN, key: '*', caseId: other, part: '', version, body }]
    return this
  }

  private nextDue(target: Instant) {
    return this.state.deadlines
      .filter(({ dueAt }) => dueAt <= target)
      .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))[0]
  }

  private decided(command: Command, actor: Actor) {
    this.commands += 1
    const contentHash = digestOf(JSON.stringify(['body' in command ? command.body : '']))
    return decide({ kind: NATIONAL_PLAN_KIND, state: this.state }, command, {
      ...NATIONAL_PLAN_KIND.completed({
        ...{ calendar: CALENDAR_V1, policy: POLICY_V1, published: this.published },
      }),
      ...{ at: this.now, on: dateOf(this.now), actor, named: this.named },
      command: { id: String(this.commands) as CommandId, contentHash },
    } as never)
  }

  private get named() {
    const orgs = ['mnr', 'moa', 'mca', 'ndrc']
    const documents = [ARGUMENT]
    return { ...NOBODY_NAMED, organisations: orgs.map((id) => ({ id, path: [id] })), documents }
  }

  private append(decision: ReturnType<typeof decide>, by: Actor = { kind: 'system' }): this {
    if ('refusal' in decision) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
    for (const event of decision.events) {
      const commandId = String(this.commands) as CommandId
      const recorded = { seq: this.state.seq + 1, at: this.now, by, commandId, event }
      const before = this.state.status
      this.record.push(recorded)
      this.state = evolve(NATIONAL_PLAN_KIND, this.state, recorded)
      if (this.state.status !== before) seen.transitions.add(`${before} ${this.state.status}`)
    }
    return this
  }
}

const leadOf = (org: string): PersonActor =>
  [lead, otherLead].find(({ orgPath }) => orgPath.includes(org)) ?? lead

/** Every request is answered: the department agrees. */
export function answered(plan: PlanDriver): PlanDriver {
  for (const { number, org, position } of plan.state.opinions)
    if (position === null) plan.act(leadOf(org), 'giveOpinion', { request: number, agrees: true })
  return plan
}

export const drafted = (): PlanDriver => new PlanDriver().at('2026-03-02').act(approver, 'draftPlan', CONTENT)

export const asked = (): PlanDriver => drafted().act(approver, 'askOpinions', { departments: ['mnr', 'moa'] })

/** Puts what is drafted before the State Council. */
export const request = (plan: PlanDriver): PlanDriver =>
  plan.act(approver, 'requestApproval', { formDigest: plan.digest, argument: ARGUMENT })

export const requested = (): PlanDriver => request(answered(asked()))

export const APPROVE = { verdict: 'approve', documentNumber: '国函〔2026〕10号', effectiveFrom: '2026-04-01' }

/** Approved on 2026-03-20, in force from 2026-04-01. */
export const approved = (): PlanDriver => requested().at('2026-03-20').decide(APPROVE)

export const assessed = (isMaterial = true): PlanDriver =>
  approved()
    .at('2028-06-01')
    .act(approver, 'assessPlan', { isMaterial, findings: '新技术条件变化', report: ARGUMENT })

/** Drops the second item and adds another one. */
export const AMENDED: PlanItem[] = [
  ...ITEMS.slice(0, 1),
  { id: 'P15-03', title: '婚姻登记系统', owner: 'mnr' },
]

export const amendmentRequested = (): PlanDriver => {
  const plan = assessed().act(approver, 'proposeAmendment', { items: AMENDED })
  return request(answered(plan.act(approver, 'askOpinions', { departments: ['mnr'] })))
}

/** Every change of status that there is. */
export const TRANSITIONS = [
  ...['unopened drafting', 'unopened approved'],
  ...['drafting consulting', 'drafting abandoned', 'drafting approved'],
  ...['consulting consulted', 'consulting abandoned', 'consulting approved'],
  ...[
    'consulted requested',
    'consulted drafting',
    'consulted consulting',
    'consulted abandoned',
    'consulted approved',
  ],
  ...['requested approved', 'requested consulted', 'requested refused'],
  ...['approved amending', 'approved closed', 'amending drafting', 'amending approved'],
]
