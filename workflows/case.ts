/**
 * A hosted case: takes messages, serves the clock, and goes on in a new run before its history grows. The
 * procedure of each kind (`project-lifecycle.ts`) only says what it waits for.
 */

import {
  allHandlersFinished,
  condition,
  continueAsNew,
  log,
  setDefaultSignalHandler,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import { type Deadline, firstDue } from '#domain/case/deadline.ts'
import { hasEnded } from '#domain/case/kind.ts'
import { type Catalogue, explainUnmet, type Refusal } from '#domain/case/refusal.ts'
import { UNOPENED } from '#domain/case/state.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import { NOBODY_NAMED } from '#domain/values/directory.ts'
import { type CaseId, type CommandId, caseIdOf, isUuid, partsOf } from '#domain/values/ids.ts'
import { msOf } from '#domain/values/plain-date.ts'
import { type ActEnvelope, type ActHint, faultOf } from '#wire/envelope.ts'
import { NO_FACTS_CHANGE } from '#wire/facts-change.ts'
import type { Outcome } from '#wire/record.ts'
import { type Ask, askOf, factsChangedAsk, SYSTEM } from './ask.ts'
import { DeadLetters } from './dead-letters.ts'
import { CANCEL_REQUESTED } from './interceptors.ts'
import { LocalActivities } from './local-activities.ts'
import { Lock } from './lock.ts'
import { actSignal, actUpdate, catchUpSignal, factsChangedSignal, stateQuery } from './messages.ts'
import { RecordKeeper, type Settled } from './record-keeper.ts'
import { asFailure, orRefuse, refuseMalformed } from './refusing.ts'
import { RunLimits } from './run-limits.ts'
import { show, timerFor } from './visibility.ts'

/** How long a passed deadline waits for requests that were received before it, or after a rule failed on it. */
const DEFERRED_MS = 2_000
const FAILED_MS = 3_600_000

export class Case {
  private readonly lock = new Lock()
  private readonly limits = new RunLimits()
  private readonly record: RecordKeeper
  private readonly kind: Kind
  private readonly caseId: CaseId
  private readonly deadLetters: DeadLetters
  private settledActs = 0
  /** Looking at the record, asked for and not begun: however often it is asked for, it is done once. */
  private look: Promise<void> | null = null
  /** A deadline that has passed and cannot be decided yet. */
  private deferred: { deadline: Deadline; againInMs: number } | null = null

  /** The case of this kind that the workflow's id names; undefined, and told in the log: it names none, and nothing is hosted. */
  static hosted(kind: Kind): Case | undefined {
    const { workflowId } = workflowInfo()
    const parts = partsOf(workflowId)
    if (parts?.kind === kind.name && isUuid(parts.id)) return new Case(kind, parts.id)
    log.error(`started under an id that is no ${kind.en}: it hosts nothing`, { workflowId })
    return undefined
  }

  /** Registers every handler synchronously; the opening is on the lock before any message can be. */
  private constructor(kind: Kind, id: string) {
    this.kind = kind
    this.caseId = caseIdOf(kind.name, id)
    const { caseId } = this
    const activities = new LocalActivities()
    this.record = new RecordKeeper(kind, id, activities)
    this.deadLetters = new DeadLetters(caseId, activities)
    void this.open()
    setHandler(actUpdate, (envelope: ActEnvelope, hint?: ActHint) => this.answered(envelope, hint), {
      validator: (envelope: ActEnvelope, _hint?: ActHint) => refuseMalformed(faultOf(envelope, caseId, kind)),
    })
    setHandler(actSignal, (...args: unknown[]) => this.signalled(actSignal.name, args))
    setHandler(factsChangedSignal, (...args: unknown[]) => this.signalled(factsChangedSignal.name, args))
    setHandler(catchUpSignal, () => this.caughtUp())
    setHandler(stateQuery, () => this.record.state)
    setDefaultSignalHandler((name, ...args) => this.signalled(name, args))
  }

  /** Hosts the case from its record, and shows it: details do not survive a new run. */
  private open(): Promise<void> {
    if (this.look) return this.look
    let hasBegun = false
    const look = this.lock.run(async () => {
      hasBegun = true
      this.look = null
      await this.record.load()
      if (this.state.status !== UNOPENED) this.show()
    })
    if (!hasBegun) this.look = look
    return look
  }

  private show(): void {
    const { kind, state } = this
    show({ kind, state, names: this.record.names })
  }

  get state(): ReviewedState {
    return this.record.state
  }

  /** Serves messages and the clock until the case has come that far. */
  async until(arrived: (state: ReviewedState) => boolean): Promise<void> {
    for (;;) {
      if (this.isLate()) await this.lock.run(() => this.passDeadlines())
      if (arrived(this.state)) return
      if (this.limits.reached()) await this.goOn()
      const due = firstDue(this.state)
      const moved = (): boolean =>
        arrived(this.state) || this.limits.reached() || firstDue(this.state)?.dueAt !== due?.dueAt
      await (due
        ? condition(moved, this.waitMs(due), timerFor({ kind: this.kind, state: this.state }, due))
        : condition(moved))
    }
  }

  /** A stage is over: the next one starts in a run of its own, unless this run did nothing yet. */
  async boundary(): Promise<void> {
    if (this.limits.recordedAny() && !hasEnded(this.kind, this.state.status)) await this.goOn()
  }

  /** A new run, once nothing is under way and nothing was recorded in this very task. */
  async goOn(): Promise<never> {
    await this.quiet()
    return continueAsNew<() => Promise<void>>()
  }

  /** Nobody is being served, and the task that recorded last is over: what it did is in the history. */
  async quiet(): Promise<void> {
    while (!allHandlersFinished() || this.limits.recordedInThisTask()) {
      await this.lock.run(() => this.passDeadlines())
      if (allHandlersFinished()) await sleep(this.deferred ? DEFERRED_MS : 1)
      else await condition(allHandlersFinished)
    }
  }

  /** True when an act was answered and the case still does not exist: nothing to host. */
  async neverOpened(): Promise<boolean> {
    const opened = (): boolean => this.state.status !== UNOPENED
    await this.lock.run(async () => undefined)
    await condition(() => opened() || this.settledActs > 0, '1m')
    return !opened()
  }

  private waitMs({ kind, dueAt, round }: Deadline): number {
    const { deadline, againInMs } = this.deferred ?? {}
    if (againInMs && deadline?.kind === kind && deadline.round === round) return againInMs
    return Math.max(1, msOf(dueAt) - msOf(this.record.now))
  }

  /** A deadline has passed. Asked first, because a promise costs the sandbox more than the question. */
  private isLate(): boolean {
    const due = firstDue(this.state)
    const late = due !== undefined && due.dueAt <= this.record.now
    if (!late) this.deferred = null
    return late
  }

  /** The clock first: what has passed is decided before the act that arrives in the same task. */
  private async passDeadlines(): Promise<void> {
    this.deferred = null
    for (let due = firstDue(this.state); due && due.dueAt <= this.record.now; due = firstDue(this.state)) {
      const { kind, round, dueAt } = due
      const outcome = await this.settle({
        id: `${this.caseId}/${kind}/${round}/${dueAt}` as CommandId,
        command: { kind: 'deadlinePassed', deadline: kind, round, dueAt },
        actor: SYSTEM,
        named: NOBODY_NAMED,
        act: null,
        receivedAt: dueAt,
        dueAt,
        round: null,
      })
      const stillArmed = this.state.deadlines.some(
        (armed) => armed.kind === kind && armed.round === round && armed.dueAt === dueAt,
      )
      if (!stillArmed) continue
      // Earlier requests on their way: again in 2 s. A rule failed: again in an hour.
      this.deferred = { deadline: due, againInMs: outcome === 'later' ? DEFERRED_MS : FAILED_MS }
      return
    }
  }

  private settle(ask: Ask): Promise<Settled> {
    const before = this.state.seq
    return this.record.settle(ask).then((settled) => {
      if (settled !== 'later') this.limits.countRecorded()
      if (this.state.seq !== before) this.show()
      return settled
    })
  }

  private async act(envelope: ActEnvelope, hint?: unknown): Promise<Outcome | 'lost'> {
    this.limits.countMessage()
    const ask = askOf(envelope, hint)
    for (;;) {
      const settled = await this.lock.run(() => this.served(ask))
      if (settled !== 'later') {
        this.settledActs += 1
        return settled
      }
      await sleep(DEFERRED_MS, { summary: '先处理更早的期限 an earlier deadline is being decided first' })
    }
  }

  /** The clock first, then the act. Promises that need not be are not made: each costs the sandbox a stack trace. */
  private served(ask: Ask): Promise<Settled> {
    const decided = () => (this.mustWait(ask) ? Promise.resolve('later' as const) : this.settle(ask))
    return this.isLate() ? this.passDeadlines().then(decided) : decided()
  }

  /** Received after a deadline that is not decided yet: what it may do depends on that decision. */
  private mustWait({ receivedAt }: Ask): boolean {
    const { deadline, againInMs } = this.deferred ?? {}
    return deadline !== undefined && againInMs === DEFERRED_MS && receivedAt >= deadline.dueAt
  }

  /** An act by Update: the answer is its outcome. */
  private async answered(envelope: ActEnvelope, hint?: unknown): Promise<Outcome> {
    try {
      return orRefuse(await this.act(envelope, hint), this.kind.refusals)
    } catch (error) {
      throw asFailure(error)
    }
  }

  /** Any signal: an act, a change of facts, or something to keep as a dead letter. Never throws. */
  private async signalled(name: string, args: unknown[]): Promise<void> {
    const eventId = Number(args.pop())
    const letter = { name, payload: args, eventId, at: this.record.now }
    try {
      const reason = await this.taken(name, args)
      if (reason !== null) await this.deadLetters.add({ ...letter, reason })
    } catch (error) {
      await this.deadLetters.add({ ...letter, reason: `a handler failed: ${String(error)}` })
    }
  }

  /** Why a signal was not taken; null when it was. */
  private async taken(name: string, args: readonly unknown[]): Promise<string | null> {
    const [message] = args
    if (name === actSignal.name) {
      const fault = faultOf(message, this.caseId, this.kind)
      return fault ?? reasonAgainst(await this.act(message as ActEnvelope))
    }
    this.limits.countMessage()
    if (name === CANCEL_REQUESTED) return 'cancellation requested: a case ends by an act of its procedure'
    if (name !== factsChangedSignal.name) return 'unknown signal'
    const ask = factsChangedAsk(message, this.record.now)
    if (ask === null) return NO_FACTS_CHANGE
    const settled = await this.lock.run(async () => {
      await this.passDeadlines()
      return this.settle(ask)
    })
    return isRefused(settled) ? whyNoChange(settled.refusal, this.kind.refusals) : null
  }

  private caughtUp(): Promise<void> {
    this.limits.countMessage()
    return this.open()
  }
}

const isRefused = (settled: Settled): settled is Extract<Outcome, { status: 'refused' }> =>
  typeof settled !== 'string' && settled.status === 'refused'

/** A machine's command with nothing to do is refused by that one code; every other refusal says itself what it is. */
const whyNoChange = ({ unmet }: Refusal, refusals: Catalogue): string =>
  unmet.every(({ code }) => code === 'deadlineMoved')
    ? 'the version that it names is not in force'
    : unmet.map((one) => explainUnmet(one, refusals).en).join('; ')

/** Acts by signal that left no trace in the record; all others, refused ones too, are in it. */
function reasonAgainst(outcome: Outcome | 'lost'): string | null {
  if (outcome === 'lost') return 'the act cannot be recorded'
  const isReused = isRefused(outcome) && outcome.refusal.unmet.some(({ code }) => code === 'commandReused')
  return isReused ? 'the command id was used for another act' : null
}
