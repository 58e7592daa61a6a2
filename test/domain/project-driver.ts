/**
 * Runs one project through `decide` and `evolve` with dated acts of named people:
 * `project().at('2026-03-02').by(lead).act('submitStage', form)`.
 * Deadlines that pass before a date are applied automatically; the second signature is given at once.
 */

import { createHash } from 'node:crypto'
import type { Deadline } from '#domain/case/deadline.ts'
import type { Unmet } from '#domain/case/refusal.ts'
import { type Permission, permissionsOf } from '#domain/engine/allowed.ts'
import { type Command, decide } from '#domain/engine/decide.ts'
import { evolve } from '#domain/engine/evolve.ts'
import { namedByCommand } from '#domain/engine/named-by-command.ts'
import { ACTIONS, type BodyOf, type Verb } from '#domain/project/actions.ts'
import type { EventOf, ProjectEvent, RecordedEvent } from '#domain/project/events.ts'
import type { Facts, OutsideFacts } from '#domain/project/facts.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { DeadlineKind, ProjectRefusal } from '#domain/project/topics.ts'
import { unopened } from '#domain/project/unopened.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import {
  type Actor,
  type Named,
  type NamedPerson,
  NOBODY_NAMED,
  type OrgId,
  type PersonActor,
} from '#domain/values/directory.ts'
import type { CommandId, PersonId } from '#domain/values/ids.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import {
  dateOf,
  type Instant,
  instant,
  msOf,
  plainDate,
  startOfDay,
  yearOf,
} from '#domain/values/plain-date.ts'
import { approver, CAST, lead, secondOf } from './project-people.ts'

const approverEntry = (id: PersonId): NamedPerson => {
  const { org, orgPath, role, isLeader } = approver
  return { id, org, orgPath, roles: [role], isLeader, leftOn: null }
}

const castEntry = (id: PersonId): NamedPerson | undefined => {
  const one = CAST.find(({ person }) => person === id)
  return one && { ...approverEntry(id), org: one.org, orgPath: [...one.orgPath], roles: [one.role] }
}

const HOUR_MS = 3_600_000

type ProjectUnmet = Unmet & { code: ProjectRefusal }

export class ProjectDriver {
  state: ProjectState = unopened('0198f3a0-0000-7000-8000-000000000001')
  readonly record: RecordedEvent[] = []
  now: Instant = startOfDay(plainDate('2024-01-01'))
  facts: OutsideFacts = {
    ...{ calendar: CALENDAR_V1, policy: POLICY_V1, published: [] },
    ...{ plan: null, bans: [], register: null },
  }
  private actor: PersonActor = lead
  private commands = 0
  private readonly entries = new Map<string, NamedPerson>()
  private readonly expertless = new Set<OrgId>()
  private readonly nationals = new Set<OrgId>()
  private readonly strangers = new Set<string>()
  private readonly paths = new Map<OrgId, OrgId[]>(CAST.map(({ org, orgPath }) => [org, orgPath]))

  /** Ten o'clock (or another hour) of that day. Deadlines that are due before are applied first, in order. */
  at(date: string, hour = 10): this {
    const target = instant(msOf(startOfDay(plainDate(date))) + hour * HOUR_MS)
    if (target < this.now) throw new Error(`${date} is before ${this.now}`)
    return this.until(target)
  }

  /** This number of hours later. */
  after(hours: number): this {
    return this.until(instant(msOf(this.now) + hours * HOUR_MS))
  }

  private until(target: Instant): this {
    for (let due = this.nextDue(target); due; due = this.nextDue(target)) {
      if (due.dueAt > this.now) this.now = due.dueAt
      this.pass(due)
    }
    this.now = target
    return this
  }

  by(actor: PersonActor): this {
    this.actor = actor
    return this
  }

  /** Other outside facts from now on: a policy, a calendar, bans. */
  given(facts: Partial<OutsideFacts>): this {
    this.facts = { ...this.facts, ...facts }
    return this
  }

  /** The act, and its second signature if policy requires one. Throws if either is refused. */
  act<V extends Verb>(verb: V, body: BodyOf<V>): this {
    const first = this.actor
    this.actOnce(verb, body)
    const step = ACTIONS[verb].review
    const pending = this.state.reviews.find((review) => review.step === step)
    if (!pending) return this
    const { contentHash } = pending.subject
    return this.by(secondOf(first)).actOnce('confirm', { step: pending.step, contentHash }).by(first)
  }

  /** The act alone: if two persons are needed, only the first signature. */
  actOnce<V extends Verb>(verb: V, body: BodyOf<V>): this {
    const decision = this.decided({ kind: 'act', verb, body }, this.actor)
    if ('refusal' in decision) throw new Error(`${verb} was refused: ${JSON.stringify(decision.refusal)}`)
    return this.append(decision.events, this.actor)
  }

  /** Every reason why the act is refused now; none when it is possible. */
  unmet<V extends Verb>(verb: V, body: BodyOf<V>): ProjectUnmet[] {
    const decision = this.decided({ kind: 'act', verb, body }, this.actor)
    return 'refusal' in decision ? (decision.refusal.unmet as ProjectUnmet[]) : []
  }

  refused<V extends Verb>(verb: V, body: BodyOf<V>): ProjectRefusal[] {
    return this.unmet(verb, body).map(({ code }) => code)
  }

  /** A calendar or policy was replaced: deadlines are planned anew. */
  factsChanged(cause: 'calendar' | 'policy'): this {
    const system: Actor = { kind: 'system' }
    const decision = this.decided({ kind: 'factsChanged', cause }, system)
    return 'refusal' in decision ? this : this.append(decision.events, system)
  }

  permissions(actor: PersonActor): Permission[] {
    return permissionsOf(ofProject(this.state), this.factsFor(actor, ''))
  }

  /** What the actor may do now, without the conditions on the content. */
  allowed(actor: PersonActor): Verb[] {
    return this.permissions(actor).flatMap((permission) =>
      permission.allowed ? [permission.verb as Verb] : [],
    )
  }

  deadline(kind: DeadlineKind): Deadline | undefined {
    return this.state.deadlines.find((deadline) => deadline.kind === kind)
  }

  dueOn(kind: DeadlineKind): string | undefined {
    return this.deadline(kind)?.dueOn
  }

  /** The last event of that type. */
  last<T extends ProjectEvent['type']>(type: T): EventOf<T> | undefined {
    return this.record.map(({ event }) => event).findLast((event) => event.type === type) as
      | EventOf<T>
      | undefined
  }

  has(type: ProjectEvent['type']): boolean {
    return this.last(type) !== undefined
  }

  /** Changes the state directly, for states that would need many acts. */
  patch(change: (state: ProjectState) => ProjectState): this {
    this.state = change(this.state)
    return this
  }

  /** A line of the annual plan for the year of the current date. */
  funded(amountFen: Fen = fen(3_000_000_000)): this {
    const year = yearOf(dateOf(this.now))
    const documentNumber = '发改投资〔2026〕100号'
    return this.by(approver).act('listInAnnualPlan', {
      year,
      amountFen,
      source: 'centralInvestment',
      documentNumber,
    })
  }

  private nextDue(until: Instant): Deadline | undefined {
    return this.state.deadlines
      .filter(({ dueAt }) => dueAt <= until)
      .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
  }

  private pass({ kind, round, dueAt }: Deadline): void {
    const system: Actor = { kind: 'system' }
    const decision = this.decided({ kind: 'deadlinePassed', deadline: kind, round, dueAt }, system)
    if ('refusal' in decision) throw new Error(`${kind} did not pass: ${JSON.stringify(decision.refusal)}`)
    this.append(decision.events, system)
  }

  /** Directory entries of these people. Without one, everybody is an approver of the authority. */
  knows(...people: (Partial<NamedPerson> & Pick<NamedPerson, 'id'>)[]): this {
    for (const person of people) {
      const path = person.org === undefined ? {} : { orgPath: this.paths.get(person.org) ?? [person.org] }
      this.entries.set(person.id, { ...approverEntry(person.id), ...path, ...person })
    }
    return this
  }

  knowsNot(id: string): this {
    this.strangers.add(id)
    return this
  }

  /** Puts an organisation below others, nearest first. All others have no parent. */
  below(org: OrgId, ...above: OrgId[]): this {
    this.paths.set(org, [org, ...above])
    return this
  }

  /** Nobody in these organisations is an expert. */
  withoutExperts(...orgs: OrgId[]): this {
    for (const org of orgs) this.expertless.add(org)
    return this
  }

  /** These are national bodies, or belong to one. */
  national(...orgs: OrgId[]): this {
    for (const org of orgs) this.nationals.add(org)
    return this
  }

  private namedBy(command: Command): Named {
    const { people, organisations, documents } = namedByCommand(ofProject(this.state), command)
    const isKnown = (id: string): boolean => !this.strangers.has(id)
    return {
      people: people.filter(isKnown).map((id) => this.entries.get(id) ?? castEntry(id) ?? approverEntry(id)),
      organisations: organisations.filter(isKnown).map((id) => ({
        ...{ id, path: this.paths.get(id) ?? [id] },
        ...{ hasExpert: !this.expertless.has(id), isNational: this.nationals.has(id) },
      })),
      ...(documents.length > 0 ? { documents: documents.filter(isKnown) } : {}),
    }
  }

  private factsFor(actor: Actor, contentHash: string, named = NOBODY_NAMED): Facts {
    const id = `command-${this.commands}` as CommandId
    return { ...this.facts, at: this.now, on: dateOf(this.now), actor, named, command: { id, contentHash } }
  }

  private decided(command: Command, actor: Actor) {
    const content = JSON.stringify([this.commands, command])
    const contentHash = createHash('sha256').update(content).digest('hex')
    return decide(ofProject(this.state), command, this.factsFor(actor, contentHash, this.namedBy(command)))
  }

  private append(events: readonly ProjectEvent[], by: Actor): this {
    for (const event of events) {
      const commandId = `command-${this.commands}` as CommandId
      const recorded = { seq: this.state.seq + 1, at: this.now, by, commandId, event }
      this.record.push(recorded)
      this.state = evolve(PROJECT, this.state, recorded)
    }
    this.commands += 1
    return this
  }
}
