/** One step: the clock moves on, somebody acts, and the expectations are compared. */

import { KINDS } from '#domain/kinds.ts'
import { ACTIONS } from '#domain/project/actions.ts'
import type { ProjectId } from '#domain/values/ids.ts'
import { bring } from './bring.ts'
import { WITNESS } from './cast.ts'
import { type Answer, ApiClient } from './client.ts'
import { resolved } from './notation.ts'
import type { SeenProject } from './observation.ts'
import { problemText } from './problem.ts'
import type { Doer, PlannedAct, Rehearsal, Step, WorldFacts } from './rehearsal.ts'
import { seeProject } from './see-project.ts'
import { SeenStep } from './seen-step.ts'
import type { Stage } from './stage.ts'
import { withTask } from './task-notation.ts'

export interface PlayedStep {
  step: Step
  answer: Answer | null
  /** The project after the step; null while there is none. */
  project: SeenProject | null
  failures: string[]
}

/** Mails and calls are looked at only where a step asks: waiting for the outbox takes a moment. */
const NOTICE_KEYS = ['notified', 'webhook', 'messages']
/** What of the audit trail belongs to the step is known only by what was there before. */
const AUDIT_KEYS = ['audited']

export class StepPlayer {
  readonly projects = new Map<string, ProjectId>()
  private readonly rehearsal: Rehearsal
  private readonly stage: Stage
  private readonly api: ApiClient

  constructor(rehearsal: Rehearsal, stage: Stage) {
    this.rehearsal = rehearsal
    this.stage = stage
    this.api = new ApiClient(stage.apiUrl)
  }

  async play(step: Step): Promise<PlayedStep> {
    const asksFor = (keys: string[]) => step.expectations.some(({ key }) => keys.includes(key))
    const asksForNotices = asksFor(NOTICE_KEYS)
    if (asksForNotices) await this.stage.settled()
    const { stage, api, projects } = this
    const seen = new SeenStep({ stage, api, projects }, () => this.viewOf(step.project))
    await seen.begin({ isAudited: asksFor(AUDIT_KEYS) })
    await this.stage.advanceTo(step.at)
    if (step.publish) await this.publish(step.publish)
    const answer = await this.done(step)
    seen.answer = answer
    if (asksForNotices) await this.stage.settled()
    const failures = [...this.unexpected(step, answer), ...(await this.failuresOf(step, seen))]
    return { step, answer, failures, project: this.projects.has(step.project) ? await seen.project() : null }
  }

  private async done(step: Step): Promise<Answer | null> {
    const { act, upload, tamper, project } = step
    if (tamper) await this.stage.tamper(this.existing(project), tamper)
    if (upload) return bring(this.api, this.existing(project), upload)
    return act && this.perform(step, act)
  }

  private async publish(facts: WorldFacts): Promise<void> {
    await this.stage.publish(facts)
    for (const { project, ...entry } of facts.register) {
      const id = this.projects.get(project)
      if (id !== undefined) await this.stage.enterInRegister(id, entry)
    }
  }

  private async perform(step: Step, act: PlannedAct): Promise<Answer> {
    const first = await this.send(step.project, act)
    const review = ACTIONS[act.verb].review
    if (!act.second || first.unmet.length > 0 || first.problem !== null || !review) return first
    const pending = (await this.see(step.project, act.by)).pendingHashes.find(({ step }) => step === review)
    if (!pending) return { ...first, problem: `no ${review} is waiting for a second signature` }
    return this.send(step.project, {
      verb: 'confirm',
      by: act.second,
      body: { step: review, contentHash: pending.contentHash },
      second: null,
      via: act.via,
      forged: null,
    })
  }

  private async send(alias: string, { verb, by, body, via, forged }: PlannedAct): Promise<Answer> {
    const projectId = verb === 'submitStage' ? (this.projects.get(alias) ?? null) : this.existing(alias)
    const known =
      projectId === null ? body : withTask(resolved(body, await this.knownDigests(alias)), projectId)
    const content = forged ? { ...(known as object), ...forged } : known
    const answer =
      via === 'api' || projectId === null
        ? await this.api.act(by, projectId, verb, content)
        : await this.sendDirectly(via, { doer: by, projectId, verb, body: content })
    if (projectId === null && answer.projectId !== null) await this.opened(alias, answer.projectId)
    return answer
  }

  private async sendDirectly(
    via: 'update' | 'signal',
    act: Parameters<Stage['sendDirectly']>[1],
  ): Promise<Answer> {
    const outcome = await this.stage.sendDirectly(via, act)
    const unmet = outcome.status === 'refused' ? KINDS.explained(outcome.refusal.unmet) : []
    return { status: null, unmet, projectId: act.projectId, commandId: null, problem: null }
  }

  private async opened(alias: string, projectId: ProjectId): Promise<void> {
    this.projects.set(alias, projectId)
    for (const { project, number, since } of this.rehearsal.world.register) {
      if (project === alias) await this.stage.enterInRegister(projectId, { number, since })
    }
  }

  private async knownDigests(alias: string) {
    const { formDigest, pendingHashes } = await this.see(alias)
    return { current: formDigest, pending: pendingHashes[0]?.contentHash ?? '0'.repeat(64) }
  }

  private viewOf(alias: string): { id: ProjectId; witness: Doer } | null {
    const id = this.projects.get(alias)
    return id === undefined ? null : { id, witness: WITNESS }
  }

  private existing(alias: string): ProjectId {
    const id = this.projects.get(alias)
    if (id === undefined) throw new Error(`there is no project “${alias}” yet`)
    return id
  }

  private see(alias: string, doer = WITNESS): Promise<SeenProject> {
    const id = this.existing(alias)
    return seeProject(this.api, id, doer)
  }

  /** An act that nobody expected to be refused, or a message that nobody could read. */
  private unexpected({ act, line, expectations }: Step, answer: Answer | null): string[] {
    if (!answer) return []
    const what = act?.verb ?? 'the upload'
    const keys = expectations.map(({ key }) => key)
    if (answer.problem !== null && !keys.includes('answer')) {
      return [this.failure(line, `${what} to be understood`, answer.problem)]
    }
    if (answer.unmet.length === 0 || keys.includes('refused') || keys.includes('answer')) return []
    const reasons = answer.unmet.map(({ code, en }) => `${code} (${en})`).join('; ')
    return [this.failure(line, `${what} to be done`, `a refusal: ${reasons}`)]
  }

  private async failuresOf({ expectations }: Step, seen: SeenStep): Promise<string[]> {
    const failures: string[] = []
    for (const { key, line, check } of expectations) {
      for (const { expected, found } of await check(seen)) {
        failures.push(this.failure(line, `${key}: ${expected}`, found))
      }
    }
    return failures
  }

  private failure(line: number, expected: string, found: string): string {
    return problemText(this.rehearsal.file, { line, expected, found })
  }
}
