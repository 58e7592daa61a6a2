/**
 * Deciding against the record. The record is the truth: a command is decided when `append` has committed it, and
 * the state evolves only by events that `append` returns, never by those that were proposed.
 */

import { log, proxyLocalActivities, workflowInfo } from '@temporalio/workflow'
import type { Activities } from '#activities/index.ts'
import type { Decision } from '#domain/case/decision.ts'
import type { Recorded } from '#domain/case/event.ts'
import { type OutsideFacts, versionsOf } from '#domain/case/facts.ts'
import { capped, type Unmet } from '#domain/case/refusal.ts'
import type { CaseRefusal } from '#domain/case/refusals.ts'
import { decide } from '#domain/engine/decide.ts'
import { evolve } from '#domain/engine/evolve.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { namedByCommand } from '#domain/engine/named-by-command.ts'
import type { ReviewPolicy } from '#domain/review/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { Actor, Named } from '#domain/values/directory.ts'
import { type CaseId, caseIdOf } from '#domain/values/ids.ts'
import { dateOf, type Instant, instant } from '#domain/values/plain-date.ts'
import type { AppendRequest, AppendResult, MovedFacts, Naming, OrgNames, Outcome } from '#wire/record.ts'
import type { Ask } from './ask.ts'
import { businessNow } from './clock.ts'
import type { LocalActivities } from './local-activities.ts'

// A local activity: ordinary ones double the time of a decision. Retried until PostgreSQL is back.
const { append, loadCase } = proxyLocalActivities<Pick<Activities, 'append' | 'loadCase'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '50ms', maximumInterval: '5s' },
})

/** What the record says of one act, as far as it is known yet. */
interface Seen {
  actor: Actor
  receivedAt: Instant
  named: Named
  /** Why the act is refused without asking any rule. */
  refusedAs: Unmet | null
}

/**
 * How a command ended. `later`: requests that were received before a deadline are still on their way; `lost`: not
 * even its refusal can be recorded.
 */
export type Settled = Outcome | 'later' | 'lost'

export class RecordKeeper {
  state: ReviewedState
  /** Of organisations that the case shows, as far as they were told. */
  names: OrgNames = {}
  private facts: OutsideFacts<ReviewPolicy> | null = null
  private clockOffsetMs = 0
  private isNewExecution = workflowInfo().continuedFromExecutionRunId === undefined
  private readonly kind: Kind
  private readonly caseId: CaseId
  private readonly activities: LocalActivities

  constructor(kind: Kind, id: string, activities: LocalActivities) {
    this.kind = kind
    this.caseId = caseIdOf(kind.name, id)
    this.activities = activities
    this.state = kind.initial(id)
  }

  get now(): Instant {
    return businessNow(this.clockOffsetMs)
  }

  /** Hosts the case from its record: at the start of every run, and when the record turns out to be older. */
  async load(): Promise<void> {
    const { caseId, isNewExecution } = this
    const loaded = await this.activities.run(() =>
      loadCase({ caseId, ownTime: instant(Date.now()), isNewExecution }),
    )
    this.state = loaded.state
    this.learn(loaded)
    this.facts = this.kind.completed(loaded.facts)
    this.clockOffsetMs = loaded.clockOffsetMs
    this.isNewExecution = false
  }

  /** Decides a command and records it. */
  async settle(ask: Ask): Promise<Settled> {
    const { actor, named, receivedAt } = ask
    let seen: Seen = { actor, receivedAt, named, refusedAs: null }
    for (;;) {
      const decision = this.decide(ask, seen)
      // What the machine found nothing to do for is no act: a deadline that moved may come again under this id.
      if ('refusal' in decision && ask.act === null) return { status: 'refused', refusal: decision.refusal }
      const request = this.request(ask, seen, decision)
      const result = await this.activities.run(() => append(request))
      if (result.kind === 'unwritable' && (ask.act === null || seen.refusedAs?.code === 'notRecordable')) {
        log.error('a command cannot be recorded', { commandId: ask.id, why: result.why })
        return ask.act === null ? refused('ruleFailed') : 'lost'
      }
      // Too much was missed, or the record is older: the case is read anew.
      if (result.kind === 'ahead' || ('missed' in result && result.missed === null)) await this.load()
      const settled = this.take(result, seen)
      if (typeof settled === 'string' || 'status' in settled) return settled
      seen = settled
    }
  }

  /** Takes over what `append` answered: how the command ended, or with what it has to be decided again. */
  private take(result: AppendResult, seen: Seen): Settled | Seen {
    switch (result.kind) {
      case 'recorded':
        this.learn(result)
        this.evolveBy(result.events)
        return result.outcome
      case 'known':
        this.learn(result)
        this.evolveBy(result.missed ?? [])
        return result.outcome
      case 'behind':
        this.learn(result)
        this.evolveBy(result.missed ?? [])
        return seen
      case 'ahead':
        return seen
      case 'factsMoved':
        this.takeOver(result.facts)
        return {
          actor: result.facts.actor ?? seen.actor,
          receivedAt: result.facts.receivedAt,
          named: result.facts.named,
          refusedAs: result.facts.actorHolds ? null : (result.facts.barred ?? { code: 'roleNotHeld' }),
        }
      case 'unwritable':
        return { ...seen, refusedAs: { code: 'notRecordable' } }
      case 'requestsUnderWay':
        return 'later'
      case 'nothingToDo':
        return refused('deadlineMoved')
      case 'reused':
        return refused('commandReused')
    }
  }

  private takeOver({ outside, published: { names, entries } }: MovedFacts): void {
    const known = this.known()
    const published = [...known.published.filter(({ fact }) => !names.includes(fact)), ...entries]
    this.facts = this.kind.completed({ ...known, ...outside, published })
  }

  private learn({ names }: Naming): void {
    this.names = { ...this.names, ...names }
  }

  private evolveBy(events: readonly Recorded[]): void {
    for (const event of events) {
      if (event.seq > this.state.seq) this.state = evolve(this.kind, this.state, event)
    }
  }

  private decide(ask: Ask, { actor, receivedAt, named, refusedAs }: Seen): Decision {
    if (refusedAs) return { refusal: { unmet: [refusedAs] } }
    const { round } = this.kind.matterOf(this.state)
    if (ask.round !== null && ask.round !== round) {
      return { refusal: refused('roundMoved', { round }).refusal }
    }
    const contentHash = ask.act?.contentHash ?? ''
    try {
      const facts = {
        ...this.known(),
        at: this.now,
        on: dateOf(receivedAt),
        actor,
        named,
        command: { id: ask.id, contentHash },
      }
      const decision = decide({ kind: this.kind, state: this.state }, ask.command, facts)
      return 'refusal' in decision ? { refusal: capped(decision.refusal, this.kind.refusals) } : decision
    } catch (error) {
      // A mistake in a rule: thrown on, it would stop this case for ever; refused, it stops this act.
      log.error('a rule failed', { commandId: ask.id, error: String(error) })
      return { refusal: refused('ruleFailed').refusal }
    }
  }

  private request(ask: Ask, { actor, receivedAt, named }: Seen, decision: Decision): AppendRequest {
    const { id, act, dueAt, command } = ask
    return {
      caseId: this.caseId,
      afterSeq: this.state.seq,
      at: this.now,
      clockOffsetMs: this.clockOffsetMs,
      command: { id, action: command.kind === 'act' ? command.verb : command.kind, act, receivedAt, dueAt },
      actor,
      named,
      names: namedByCommand({ kind: this.kind, state: this.state }, command),
      used: versionsOf(this.kind, this.known()),
      decision,
    }
  }

  private known(): OutsideFacts<ReviewPolicy> {
    if (!this.facts) throw new Error('a command was decided before the case was loaded')
    return this.facts
  }
}

const refused = (code: CaseRefusal, params?: Record<string, string | number>) => ({
  status: 'refused' as const,
  refusal: { unmet: [params === undefined ? { code } : { code, params }] },
})
