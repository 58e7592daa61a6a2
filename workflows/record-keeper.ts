/**
 * Deciding against the record. The record is the truth: a command is decided when `append` has committed it, and
 * the state evolves only by events that `append` returns, never by those that were proposed.
 */
import { log, proxyLocalActivities } from '@temporalio/workflow'
import type { Activities } from '#activities/index.ts'
import type { AppendRequest, AppendResult, Outcome } from '#activities/record.ts'
import type { Actor } from '#domain/directory.ts'
import type { ProjectId } from '#domain/ids.ts'
import { projectCaseId } from '#domain/ids.ts'
import { dateOf, type Instant } from '#domain/plain-date.ts'
import { type Decision, decide } from '#domain/project/decide.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { evolve, unopened } from '#domain/project/evolve.ts'
import { type OutsideFacts, versionsOf } from '#domain/project/facts.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { RefusalCode } from '#domain/refusal.ts'
import type { Ask } from './ask.ts'
import { businessNow } from './clock.ts'

// A local activity: ordinary ones double the time of a decision. Retried until PostgreSQL is back.
const { append, loadCase } = proxyLocalActivities<Pick<Activities, 'append' | 'loadCase'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '50ms', maximumInterval: '5s' },
})

export class RecordKeeper {
  state: ProjectState
  private facts: OutsideFacts | null = null
  private readonly projectId: ProjectId
  private readonly clockOffsetMs: number

  constructor(projectId: ProjectId, clockOffsetMs: number) {
    this.projectId = projectId
    this.clockOffsetMs = clockOffsetMs
    this.state = unopened(projectId)
  }

  get now(): Instant {
    return businessNow(this.clockOffsetMs)
  }

  /** Hosts the case from its record: at the start of every run, and when the record turns out to be older. */
  async load(): Promise<void> {
    const { state, facts } = await loadCase(projectCaseId(this.projectId), dateOf(this.now))
    this.state = state
    this.facts = facts
  }

  /**
   * Decides a command and records it. Answers with its outcome, or null when requests that were received before a
   * deadline are still on their way.
   */
  async settle(ask: Ask): Promise<Outcome | null> {
    let { actor, receivedAt } = ask
    let holdsRole = true
    for (;;) {
      const decision: Decision = holdsRole ? this.decide(ask, actor, receivedAt) : refused('roleNotHeld')
      // What the machine found nothing to do for is no act: a deadline that moved may come again under this id.
      if ('refusal' in decision && ask.act === null) return { status: 'refused', refusal: decision.refusal }
      const result: AppendResult = await append(this.request(ask, actor, receivedAt, decision))
      if (result.kind === 'factsMoved') {
        this.facts = { ...this.known(), ...result.facts.outside }
        actor = result.facts.actor ?? actor
        receivedAt = result.facts.receivedAt
        holdsRole = result.facts.actorHolds
        continue
      }
      if (result.kind === 'ahead') {
        await this.load()
        continue
      }
      const settled = this.take(result)
      if (settled !== undefined) return settled
    }
  }

  /** Takes over what `append` answered; undefined: decide again. */
  private take(result: Exclude<AppendResult, { kind: 'factsMoved' | 'ahead' }>): Outcome | null | undefined {
    switch (result.kind) {
      case 'recorded':
        this.evolveBy(result.events)
        return result.outcome
      case 'known':
        this.evolveBy(result.missed)
        return result.outcome
      case 'behind':
        this.evolveBy(result.missed)
        return undefined
      case 'requestsUnderWay':
        return null
    }
  }

  private evolveBy(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      if (event.seq > this.state.seq) this.state = evolve(this.state, event)
    }
  }

  private decide(ask: Ask, actor: Actor, receivedAt: Instant): Decision {
    if (ask.round !== null && ask.round !== this.state.approval.round) {
      return refused('roundMoved', { round: this.state.approval.round })
    }
    const contentHash = ask.act?.contentHash ?? ''
    const facts = {
      ...this.known(),
      at: this.now,
      on: dateOf(receivedAt),
      actor,
      command: { id: ask.id, contentHash },
    }
    try {
      return decide(this.state, ask.command, facts)
    } catch (error) {
      // A mistake in a rule: thrown on, it would stop this case for ever; refused, it stops this act.
      log.error('a rule failed', { commandId: ask.id, error: String(error) })
      return refused('ruleFailed')
    }
  }

  private request(ask: Ask, actor: Actor, receivedAt: Instant, decision: Decision): AppendRequest {
    const { id, act, dueAt, command } = ask
    return {
      caseId: projectCaseId(this.projectId),
      afterSeq: this.state.seq,
      at: this.now,
      clockOffsetMs: this.clockOffsetMs,
      command: { id, action: command.kind === 'act' ? command.verb : command.kind, act, receivedAt, dueAt },
      actor,
      used: versionsOf(this.known()),
      decision,
    }
  }

  private known(): OutsideFacts {
    if (!this.facts) throw new Error('a command was decided before the case was loaded')
    return this.facts
  }
}

const refused = (code: RefusalCode, params?: Record<string, string | number>): Decision => ({
  refusal: { unmet: [params === undefined ? { code } : { code, params }] },
})
