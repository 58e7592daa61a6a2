/**
 * A hosted case: it handles messages, decides deadlines that pass, and continues in a new run before its history gets too long.
 * The workflow of each kind (`project-lifecycle.ts`) only says for which states it waits.
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
import { isOver } from '#domain/tasks/is-hosted.ts'
import { NOBODY_NAMED } from '#domain/values/directory.ts'
import { type CaseId, type CommandId, caseIdOf, isUuid, partsOf } from '#domain/values/ids.ts'
import { msOf } from '#domain/values/plain-date.ts'
import { type ActEnvelope, type ActHint, faultOf } from '#wire/envelope.ts'
import { NO_FACTS_CHANGE } from '#wire/facts-change.ts'
import type { Outcome } from '#wire/record.ts'
import { type CommandRequest, commandRequestOf, factsChangedRequest, SYSTEM } from './command-request.ts'
import { DeadLetters } from './dead-letters.ts'
import { CANCEL_REQUESTED } from './interceptors.ts'
import { LocalActivities } from './local-activities.ts'
import { Lock } from './lock.ts'
import { actSignal, actUpdate, catchUpSignal, factsChangedSignal, stateQuery } from './messages.ts'
import { RecordKeeper, type Settled } from './record-keeper.ts'
import { asFailure, orRefuse, refuseMalformed } from './refusing.ts'
import { RunLimits } from './run-limits.ts'
import { show, timerFor } from './visibility.ts'

/** Before a passed deadline is tried again. Earlier requests in flight: retry in 2 s. A rule threw: retry in 1 h. */
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
  /** A requested load of the record that has not begun yet: further requests share it. */
  private loading: Promise<void> | null = null
  /** A deadline that has passed but cannot be decided yet. */
  private deferred: { deadline: Deadline; againInMs: number } | null = null

  /** The case that the workflow's id names. Undefined, with a log entry: the id names no case of this kind, so nothing is hosted. */
  static hosted(kind: Kind): Case | undefined {
    const { workflowId } = workflowInfo()
    const parts = partsOf(workflowId)
    if (parts?.kind === kind.name && isUuid(parts.id)) return new Case(kind, parts.id)
    log.error(`started under an id that is no ${kind.en}: it hosts nothing`, { workflowId })
    return undefined
  }

  /** Registers every handler synchronously. Loading takes the lock first, before any message. */
  private constructor(kind: Kind, id: string) {
    this.kind = kind
    this.caseId = caseIdOf(kind.name, id)
    const { caseId } = this
    const activities = new LocalActivities()
    this.record = new RecordKeeper(kind, id, activities)
    this.deadLetters = new DeadLetters(caseId, activities)
    void this.open()
    setHandler(actUpdate, (envelope: ActEnvelope, hint?: ActHint) => this.handleUpdate(envelope, hint), {
      validator: (envelope: ActEnvelope, _hint?: ActHint) => refuseMalformed(faultOf(envelope, caseId, kind)),
    })
    setHandler(actSignal, (...args: unknown[]) => this.handleSignal(actSignal.name, args))
    setHandler(factsChangedSignal, (...args: unknown[]) => this.handleSignal(factsChangedSignal.name, args))
    setHandler(catchUpSignal, () => this.catchUp())
    setHandler(stateQuery, () => this.record.state)
    setDefaultSignalHandler((name, ...args) => this.handleSignal(name, args))
  }

  /** Loads the case from its record and shows it to operators, because details are lost with each new run. */
  private open(): Promise<void> {
    if (this.loading) return this.loading
    let hasBegun = false
    const loading = this.lock.run(async () => {
      hasBegun = true
      this.loading = null
      await this.record.load()
      if (this.state.status !== UNOPENED) this.show()
    })
    if (!hasBegun) this.loading = loading
    return loading
  }

  private show(): void {
    const { kind, state } = this
    show({ kind, state, names: this.record.names })
  }

  get state(): ReviewedState {
    return this.record.state
  }

  /** Handles messages and deadlines until the state satisfies `arrived`. */
  async until(arrived: (state: ReviewedState) => boolean): Promise<void> {
    for (;;) {
      if (this.hasPassedDeadline()) await this.lock.run(() => this.passDeadlines())
      if (arrived(this.state)) return
      if (this.limits.reached()) await this.continueInNewRun()
      const due = firstDue(this.state)
      const moved = (): boolean =>
        arrived(this.state) || this.limits.reached() || firstDue(this.state)?.dueAt !== due?.dueAt
      await (due
        ? condition(moved, this.waitMs(due), timerFor({ kind: this.kind, state: this.state }, due))
        : condition(moved))
    }
  }

  /** The case waits for nothing any more. */
  untilOver(): Promise<void> {
    const { kind } = this
    return this.until((state) => isOver({ kind, state }))
  }

  /** A stage has ended: the next one starts in a new run, unless this run has recorded nothing. */
  async endStage(): Promise<void> {
    if (this.limits.recordedAny() && !hasEnded(this.kind, this.state.status)) await this.continueInNewRun()
  }

  /** Starts a new run as soon as the workflow is idle. */
  async continueInNewRun(): Promise<never> {
    await this.idle()
    return continueAsNew<() => Promise<void>>()
  }

  /** Resolves when no handler is running and the task that recorded last has ended, so that its result is in the history. */
  async idle(): Promise<void> {
    while (!allHandlersFinished() || this.limits.recordedInThisTask()) {
      await this.lock.run(() => this.passDeadlines())
      if (allHandlersFinished()) await sleep(this.deferred ? DEFERRED_MS : 1)
      else await condition(allHandlersFinished)
    }
  }

  /** True when an act was answered and the case still does not exist, so there is nothing to host. */
  async neverOpened(): Promise<boolean> {
    const opened = (): boolean => this.state.status !== UNOPENED
    await this.lock.run(async () => undefined)
    await condition(() => opened() || this.settledActs > 0, '1m')
    return !opened()
  }

  /** In a run that an act on a case at rest has started: resolves when that act is settled. */
  async untilActed(): Promise<void> {
    await this.lock.run(async () => undefined)
    await condition(() => this.settledActs > 0, '1m')
  }

  private waitMs({ kind, dueAt, round }: Deadline): number {
    const { deadline, againInMs } = this.deferred ?? {}
    if (againInMs && deadline?.kind === kind && deadline.round === round) return againInMs
    return Math.max(1, msOf(dueAt) - msOf(this.record.now))
  }

  /** Checked before any promise is made, because promises are expensive in the sandbox. */
  private hasPassedDeadline(): boolean {
    const due = firstDue(this.state)
    const late = due !== undefined && due.dueAt <= this.record.now
    if (!late) this.deferred = null
    return late
  }

  /** Passed deadlines are decided before an act that arrives in the same task. */
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
      this.deferred = { deadline: due, againInMs: outcome === 'later' ? DEFERRED_MS : FAILED_MS }
      return
    }
  }

  private settle(request: CommandRequest): Promise<Settled> {
    const before = this.state.seq
    return this.record.settle(request).then((settled) => {
      if (settled !== 'later') this.limits.countRecorded()
      if (this.state.seq !== before) this.show()
      return settled
    })
  }

  private async act(envelope: ActEnvelope, hint?: unknown): Promise<Outcome | 'lost'> {
    this.limits.countMessage()
    const request = commandRequestOf(envelope, hint)
    for (;;) {
      const settled = await this.lock.run(() => this.decideAfterDeadlines(request))
      if (settled !== 'later') {
        this.settledActs += 1
        return settled
      }
      await sleep(DEFERRED_MS, { summary: '先处理更早的期限 an earlier deadline is being decided first' })
    }
  }

  /** Decides passed deadlines, then the act. Makes no unnecessary promise, because each costs the sandbox a stack trace. */
  private decideAfterDeadlines(request: CommandRequest): Promise<Settled> {
    const decided = () => (this.mustWait(request) ? Promise.resolve('later' as const) : this.settle(request))
    return this.hasPassedDeadline() ? this.passDeadlines().then(decided) : decided()
  }

  /** The act was received after a deadline that is not decided yet, and the result may depend on that decision. */
  private mustWait({ receivedAt }: CommandRequest): boolean {
    const { deadline, againInMs } = this.deferred ?? {}
    return deadline !== undefined && againInMs === DEFERRED_MS && receivedAt >= deadline.dueAt
  }

  /** An act by Update; returns its outcome. */
  private async handleUpdate(envelope: ActEnvelope, hint?: unknown): Promise<Outcome> {
    try {
      return orRefuse(await this.act(envelope, hint), this.kind.refusals)
    } catch (error) {
      throw asFailure(error)
    }
  }

  /** Any signal: an act, a change of facts, or else a dead letter. Never throws. */
  private async handleSignal(name: string, args: unknown[]): Promise<void> {
    const eventId = Number(args.pop())
    const letter = { name, payload: args, eventId, at: this.record.now }
    try {
      const reason = await this.processSignal(name, args)
      if (reason !== null) await this.deadLetters.add({ ...letter, reason })
    } catch (error) {
      await this.deadLetters.add({ ...letter, reason: `a handler failed: ${String(error)}` })
    }
  }

  /** Why a signal was not processed; null when it was. */
  private async processSignal(name: string, args: readonly unknown[]): Promise<string | null> {
    const [message] = args
    if (name === actSignal.name) {
      const fault = faultOf(message, this.caseId, this.kind)
      return fault ?? reasonAgainst(await this.act(message as ActEnvelope))
    }
    this.limits.countMessage()
    if (name === CANCEL_REQUESTED) return 'cancellation requested: a case ends by an act of its procedure'
    if (name !== factsChangedSignal.name) return 'unknown signal'
    const request = factsChangedRequest(message, this.record.now)
    if (request === null) return NO_FACTS_CHANGE
    const settled = await this.lock.run(async () => {
      await this.passDeadlines()
      return this.settle(request)
    })
    return isRefused(settled) ? refusalText(settled.refusal, this.kind.refusals) : null
  }

  private catchUp(): Promise<void> {
    this.limits.countMessage()
    return this.open()
  }
}

const isRefused = (settled: Settled): settled is Extract<Outcome, { status: 'refused' }> =>
  typeof settled !== 'string' && settled.status === 'refused'

/** A change of facts with nothing to do is refused with this one code. */
const refusalText = ({ unmet }: Refusal, refusals: Catalogue): string =>
  unmet.every(({ code }) => code === 'deadlineMoved')
    ? 'the version that it names is not in force'
    : unmet.map((one) => explainUnmet(one, refusals).en).join('; ')

/** Why an act by signal is not in the record; null: it is there, applied or refused. */
function reasonAgainst(outcome: Outcome | 'lost'): string | null {
  if (outcome === 'lost') return 'the act cannot be recorded'
  const isReused = isRefused(outcome) && outcome.refusal.unmet.some(({ code }) => code === 'commandReused')
  return isReused ? 'the command id was used for another act' : null
}
