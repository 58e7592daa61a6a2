/**
 * A hosted case: takes messages, serves the clock, and goes on in a new run before its history grows. The
 * procedure in `project-lifecycle.ts` only says what it waits for.
 */
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyLocalActivities,
  setDefaultSignalHandler,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities } from '#activities/index.ts'
import type { Outcome } from '#activities/record.ts'
import type { Actor } from '#domain/directory.ts'
import { type CaseId, type CommandId, projectCaseId } from '#domain/ids.ts'
import { msOf } from '#domain/plain-date.ts'
import { type Deadline, firstDue } from '#domain/project/deadline.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { type ActEnvelope, envelopeProblems } from '#wire/envelope.ts'
import { type Ask, askOf } from './ask.ts'
import { Lock } from './lock.ts'
import {
  type ActHint,
  actSignal,
  actUpdate,
  catchUpSignal,
  factsChangedSignal,
  type ProjectInput,
  stateQuery,
} from './messages.ts'
import { RecordKeeper } from './record-keeper.ts'
import { orRefuse, refuseMalformed } from './refusing.ts'
import { RunLimits } from './run-limits.ts'
import { hasEnded } from './steps.ts'
import { dueText, show } from './visibility.ts'

const { recordDeadLetter } = proxyLocalActivities<Pick<Activities, 'recordDeadLetter'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '50ms', maximumInterval: '5s' },
})

const SYSTEM: Actor = { kind: 'system' }

/** How long a passed deadline waits for requests that were received before it, or after a rule failed on it. */
const DEFERRED_MS = 2_000
const FAILED_MS = 3_600_000

export class Case {
  private readonly lock = new Lock()
  private readonly limits = new RunLimits()
  private readonly record: RecordKeeper
  private readonly input: ProjectInput
  private readonly caseId: CaseId
  private settledActs = 0
  /** A deadline that has passed and cannot be decided yet. */
  private deferred: { deadline: Deadline; againInMs: number } | null = null

  /** Registers every handler synchronously; the opening is on the lock before any message can be. */
  constructor(input: ProjectInput) {
    this.input = input
    this.caseId = projectCaseId(input.projectId)
    this.record = new RecordKeeper(input.projectId, input.clockOffsetMs)
    void this.lock.run(() => this.open())
    setHandler(
      actUpdate,
      (envelope: ActEnvelope, hint?: ActHint) => this.act(envelope, hint).then(orRefuse),
      {
        validator: (envelope: ActEnvelope, _hint?: ActHint) => refuseMalformed(this.faultOf(envelope)),
      },
    )
    setHandler(actSignal, (envelope) => this.signalled(envelope))
    setHandler(factsChangedSignal, (change) => this.factsChanged(change))
    setHandler(catchUpSignal, () => this.lock.run(() => this.open()))
    setHandler(stateQuery, () => this.record.state)
    setDefaultSignalHandler((name, ...args) => this.deadLetter(name, 'unknown signal', args))
  }

  /** Hosts the case from its record, and shows it: details do not survive a new run. */
  private async open(): Promise<void> {
    await this.record.load()
    if (this.state.status !== 'unopened') show(this.state)
  }

  get state(): ProjectState {
    return this.record.state
  }

  /** Serves messages and the clock until the project has come that far. */
  async until(arrived: (state: ProjectState) => boolean): Promise<void> {
    for (;;) {
      if (this.isLate()) await this.lock.run(() => this.passDeadlines())
      if (arrived(this.state)) return
      if (this.limits.reached()) await this.goOn()
      const due = firstDue(this.state)
      const moved = (): boolean =>
        arrived(this.state) || this.limits.reached() || firstDue(this.state)?.dueAt !== due?.dueAt
      await (due ? condition(moved, this.waitMs(due), { summary: dueText(due) }) : condition(moved))
    }
  }

  /** A stage is over: the next one starts in a run of its own, unless this run did nothing yet. */
  async boundary(): Promise<void> {
    if (this.limits.recordedAny() && !hasEnded(this.state)) await this.goOn()
  }

  /** A new run, once nothing is under way and nothing was recorded in this very task. */
  async goOn(): Promise<never> {
    await this.quiet()
    return continueAsNew<(input: ProjectInput) => Promise<void>>(this.input)
  }

  /** Nobody is being served, and the task that recorded last is over: what it did is in the history. */
  async quiet(): Promise<void> {
    while (!this.limits.forced() && (!allHandlersFinished() || this.limits.recordedInThisTask())) {
      await this.lock.run(() => this.passDeadlines())
      if (allHandlersFinished()) await sleep(this.deferred ? DEFERRED_MS : 1)
      else await condition(() => allHandlersFinished() || this.limits.forced())
    }
  }

  /** True when an act was answered and the project still does not exist: nothing to host. */
  async neverOpened(): Promise<boolean> {
    const opened = (): boolean => this.state.status !== 'unopened'
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
        act: null,
        receivedAt: dueAt,
        dueAt,
        round: null,
      })
      const stillArmed = this.state.deadlines.some(
        (armed) => armed.kind === kind && armed.round === round && armed.dueAt === dueAt,
      )
      if (!stillArmed) continue
      // Requests received before it come first; or a rule failed on it, and no hurry mends that.
      this.deferred = { deadline: due, againInMs: outcome === null ? DEFERRED_MS : FAILED_MS }
      return
    }
  }

  private async settle(ask: Ask): Promise<Outcome | null> {
    const before = this.state.seq
    const outcome = await this.record.settle(ask)
    if (outcome) this.limits.countRecorded()
    if (this.state.seq !== before) show(this.state)
    return outcome
  }

  private async act(envelope: ActEnvelope, hint?: ActHint): Promise<Outcome> {
    const ask = askOf(envelope, hint)
    for (;;) {
      const outcome = await this.lock.run(async () => {
        if (this.isLate()) await this.passDeadlines()
        return this.mustWait(ask) ? null : this.settle(ask)
      })
      if (outcome) {
        this.settledActs += 1
        return outcome
      }
      await sleep(DEFERRED_MS, { summary: 'an earlier deadline is being decided first' })
    }
  }

  /** Received after a deadline that is not decided yet: what it may do depends on that decision. */
  private mustWait({ receivedAt }: Ask): boolean {
    const { deadline, againInMs } = this.deferred ?? {}
    return deadline !== undefined && againInMs === DEFERRED_MS && receivedAt >= deadline.dueAt
  }

  /** Why a message is no act of this case; null when it is one. */
  private faultOf(envelope: unknown): string | null {
    const problems = envelopeProblems(envelope).map(({ pointer, en }) => `${pointer} ${en}`)
    if (problems.length > 0) return problems.join('; ')
    return (envelope as ActEnvelope).case === this.caseId ? null : 'the act is for another case'
  }

  /** An act by signal: decided in the same way; what cannot be an act becomes a dead letter. */
  private async signalled(envelope: unknown): Promise<void> {
    const fault = this.faultOf(envelope)
    if (fault) return this.deadLetter(actSignal.name, fault, [envelope])
    await this.act(envelope as ActEnvelope)
  }

  private async factsChanged(change: unknown): Promise<void> {
    const { commandId, cause } = (change ?? {}) as { commandId?: unknown; cause?: unknown }
    // An id of its own kind: nobody may use up that of a deadline in advance.
    const isOwnId = typeof commandId === 'string' && commandId.startsWith('factsChanged/')
    if (!isOwnId || (cause !== 'calendar' && cause !== 'policy')) {
      return this.deadLetter(factsChangedSignal.name, 'not a change of facts', [change])
    }
    await this.lock.run(async () => {
      await this.passDeadlines()
      await this.settle({
        id: commandId as CommandId,
        command: { kind: 'factsChanged', cause },
        actor: SYSTEM,
        act: null,
        receivedAt: this.record.now,
        dueAt: null,
        round: null,
      })
    })
  }

  private async deadLetter(name: string, reason: string, payload: unknown[]): Promise<void> {
    const { runId } = workflowInfo()
    const effectKey = `${runId}/${this.limits.nextDeadLetter()}`
    await recordDeadLetter({
      caseId: this.caseId,
      kind: 'signal',
      name,
      reason,
      payload,
      effectKey,
      at: this.record.now,
    })
  }
}
