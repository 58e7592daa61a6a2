/**
 * Decides commands and records them. The record is the truth: a command is decided when `append` has committed it. The state
 * evolves only by the events that `append` returns, never by the proposed ones.
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
import { businessNow } from './clock.ts'
import type { CommandRequest } from './command-request.ts'
import type { LocalActivities } from './local-activities.ts'

// Local activities, because ordinary ones double the time of a decision. Retried until PostgreSQL is available.
const { append, loadCase } = proxyLocalActivities<Pick<Activities, 'append' | 'loadCase'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '50ms', maximumInterval: '5s' },
})

/** The facts about one command, corrected by each answer of the record. */
interface Seen {
  actor: Actor
  receivedAt: Instant
  named: Named
  /** Why the act is refused before any rule is evaluated. */
  refusedAs: Unmet | null
}

/**
 * How a command ended. `later`: requests received before the deadline are still in flight; `lost`: not even its refusal can be
 * recorded.
 */
export type Settled = Outcome | 'later' | 'lost'

export class RecordKeeper {
  state: ReviewedState
  /** Names of the organisations that the case shows, as far as they are known. */
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

  /** Loads the case from its record: at the start of every run, and when the record is older than the workflow. */
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
  async settle(request: CommandRequest): Promise<Settled> {
    const { actor, named, receivedAt } = request
    let seen: Seen = { actor, receivedAt, named, refusedAs: null }
    for (;;) {
      const decision = this.decide(request, seen)
      // A refused command of the system is not recorded: the same deadline may come again under the same id.
      if ('refusal' in decision && request.act === null)
        return { status: 'refused', refusal: decision.refusal }
      const appendRequest = this.appendRequest(request, seen, decision)
      const result = await this.activities.run(() => append(appendRequest))
      if (
        result.kind === 'unwritable' &&
        (request.act === null || seen.refusedAs?.code === 'notRecordable')
      ) {
        log.error('a command cannot be recorded', { commandId: request.id, why: result.why })
        return request.act === null ? refused('ruleFailed') : 'lost'
      }
      if ('names' in result) this.learn(result)
      // Too many events were missed, or the record is older: load the case again.
      if (result.kind === 'ahead' || ('missed' in result && result.missed === null)) await this.load()
      const settled = this.take(result, seen)
      if (typeof settled === 'string' || 'status' in settled) return settled
      seen = settled
    }
  }

  /** Applies the answer of `append`. Returns how the command ended, or the facts with which it must be decided again. */
  private take(result: AppendResult, seen: Seen): Settled | Seen {
    switch (result.kind) {
      case 'recorded':
        this.evolveBy(result.events)
        return result.outcome
      case 'known':
        this.evolveBy(result.missed ?? [])
        return result.outcome
      case 'behind':
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

  private decide(request: CommandRequest, { actor, receivedAt, named, refusedAs }: Seen): Decision {
    if (refusedAs) return { refusal: { unmet: [refusedAs] } }
    const { round } = this.kind.matterOf(this.state)
    if (request.round !== null && request.round !== round) {
      return { refusal: refused('roundMoved', { round }).refusal }
    }
    const contentHash = request.act?.contentHash ?? ''
    try {
      const facts = {
        ...this.known(),
        at: this.now,
        on: dateOf(receivedAt),
        actor,
        named,
        command: { id: request.id, contentHash },
      }
      const decision = decide({ kind: this.kind, state: this.state }, request.command, facts)
      return 'refusal' in decision ? { refusal: capped(decision.refusal, this.kind.refusals) } : decision
    } catch (error) {
      // A bug in a rule. Thrown, it would block the case for ever; as a refusal, it ends only this act.
      log.error('a rule failed', { commandId: request.id, error: String(error) })
      return { refusal: refused('ruleFailed').refusal }
    }
  }

  private appendRequest(
    request: CommandRequest,
    { actor, receivedAt, named }: Seen,
    decision: Decision,
  ): AppendRequest {
    const { id, act, dueAt, command } = request
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
