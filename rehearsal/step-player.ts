/** One step: the clock moves on, somebody acts, and the expectations are compared. */

import { routeNameOf } from '#api/acts/route-name.ts'
import { type CaseId, caseIdOf, ownIdOf } from '#domain/values/ids.ts'
import { addressOf, addressOfAll } from './address.ts'
import { type Answer, ApiClient } from './client.ts'
import { fetchCase } from './fetch-case.ts'
import { type LateDigests, PENDING, resolved } from './late-digests.ts'
import type { ObservedCase } from './observation.ts'
import { type FileProblem, type Titles, Unplayable } from './problem.ts'
import { OBSERVER } from './reference-directory.ts'
import type { Doer, PlannedAct, Rehearsal, Step, WorldFacts } from './rehearsal.ts'
import type { RehearsalHost } from './rehearsal-host.ts'
import { StepObservation } from './step-observation.ts'
import { withTask } from './task-notation.ts'
import { uploadFile } from './upload.ts'
import { named } from './words.ts'

export interface PlayedStep {
  step: Step
  answer: Answer | null
  /** The case after the step; null while there is none. */
  case: ObservedCase | null
  failures: FileProblem[]
  /** Why it was not played to its end; null: it was. */
  interrupted: Titles | null
}

/** Mails and calls are looked at only where a step asks: waiting for the outbox takes a moment. */
const NOTICE_KEYS = ['notified', 'webhook', 'messages']
/** What of the audit trail belongs to the step is known only by what was there before. */
const AUDIT_KEYS = ['audited']

export class StepPlayer {
  readonly cases = new Map<string, CaseId>()
  private readonly rehearsal: Rehearsal
  private readonly host: RehearsalHost
  private readonly api: ApiClient

  constructor(rehearsal: Rehearsal, host: RehearsalHost) {
    this.rehearsal = rehearsal
    this.host = host
    this.api = new ApiClient(host.apiUrl)
  }

  async play(step: Step): Promise<PlayedStep> {
    const asksFor = (keys: string[]) => step.expectations.some(({ key }) => keys.includes(key))
    const asksForNotices = asksFor(NOTICE_KEYS)
    if (asksForNotices) await this.host.settled()
    const { host, api, cases } = this
    const { kind } = step
    const seen = new StepObservation({ host, api, kind, cases, names: step.names }, () =>
      this.viewOf(step.alias),
    )
    await seen.begin({ isAudited: asksFor(AUDIT_KEYS) })
    await this.host.advanceTo(step.at)
    if (step.publish) await this.publish(step.publish)
    const answer = await this.done(step)
    seen.answer = answer
    if (asksForNotices) await this.host.settled()
    const unexpected = this.unexpected(step, answer)
    const isOpen = this.cases.has(step.alias)
    // Why there is no case says more than that there is nothing to look at.
    const others = isOpen || unexpected.length === 0 ? await this.failuresOf(step, seen) : []
    const standing = isOpen ? await seen.case() : null
    return { step, answer, failures: [...unexpected, ...others], case: standing, interrupted: null }
  }

  private async done(step: Step): Promise<Answer | null> {
    const { act, upload, tamper, alias } = step
    if (tamper) await this.host.tamper(this.existing(alias), tamper)
    if (upload) return uploadFile(this.api, this.addressOf(alias), upload)
    return act && this.perform(step, act)
  }

  private async publish(facts: WorldFacts): Promise<void> {
    await this.host.publish(facts)
    for (const { alias, ...entry } of facts.register) {
      const id = this.cases.get(alias)
      if (id !== undefined) await this.host.enterInRegister(id, entry)
    }
  }

  private async perform(step: Step, act: PlannedAct): Promise<Answer> {
    const first = await this.send(step, act)
    const review = step.kind.actions[act.verb]?.review
    if (!act.second || first.unmet.length > 0 || first.problem !== null || !review) return first
    const pending = (await this.see(step.alias, act.by)).pendingHashes.find(({ step }) => step === review)
    if (!pending) return { ...first, problem: nothingPending(named(step.kind.steps, review)) }
    return this.send(step, {
      verb: 'confirm',
      by: act.second,
      body: { step: review, contentHash: pending.contentHash },
      second: null,
      via: act.via,
      forged: null,
    })
  }

  private async send(step: Step, act: PlannedAct): Promise<Answer> {
    const { verb, by, via, forged } = act
    const { alias, kind } = step
    if (!this.cases.has(alias) && verb === kind.opensBy) return this.open(step, act)
    const caseId = this.existing(alias)
    const known = withTask(resolved(act.body, await this.lateDigests(step)), caseId)
    const body = forged ? { ...(known as object), ...forged } : known
    if (via !== 'api') return this.sendDirectly(via, { doer: by, caseId, verb, body })
    return this.api.act(by, `${this.addressOf(alias)}/${routeNameOf(verb)}`, body)
  }

  private async open({ alias, kind }: Step, { by, body, forged }: PlannedAct): Promise<Answer> {
    const { world } = this.rehearsal
    const content = forged ? { ...(body as object), ...forged } : body
    const answer = await this.api.act(by, addressOfAll(kind), content)
    if (answer.id === null) return answer
    const caseId = caseIdOf(kind.name, answer.id)
    this.cases.set(alias, caseId)
    for (const { alias: entered, ...entry } of world.register) {
      if (entered === alias) await this.host.enterInRegister(caseId, entry)
    }
    return answer
  }

  private async sendDirectly(
    via: 'update' | 'signal',
    act: Parameters<RehearsalHost['sendDirectly']>[1],
  ): Promise<Answer> {
    const outcome = await this.host.sendDirectly(via, act)
    const { kinds } = this.host.installation
    const unmet = outcome.status === 'refused' ? kinds.explained(outcome.refusal.unmet) : []
    return { status: null, unmet, id: ownIdOf(act.caseId), commandId: null, problem: null }
  }

  private async lateDigests({ alias, own: { lateDigests = {} } }: Step): Promise<LateDigests> {
    const seen = await this.see(alias)
    const own = Object.entries(lateDigests).map(([word, { digest }]) => [word, digest(seen)])
    return { ...Object.fromEntries(own), [PENDING]: seen.pendingHashes[0]?.contentHash ?? '0'.repeat(64) }
  }

  private viewOf(alias: string): { address: string; observer: Doer } | null {
    return this.cases.has(alias) ? { address: this.addressOf(alias), observer: OBSERVER } : null
  }

  private existing(alias: string): CaseId {
    const id = this.cases.get(alias)
    if (id === undefined) {
      throw new Unplayable({ zh: `尚无案件“${alias}”`, en: `there is no case “${alias}” yet` })
    }
    return id
  }

  private addressOf(alias: string): string {
    const caseId = this.existing(alias)
    return addressOf(this.host.installation.kinds.of(caseId), caseId)
  }

  private see(alias: string, doer = OBSERVER): Promise<ObservedCase> {
    return fetchCase(this.api, this.addressOf(alias), doer)
  }

  /** An act that nobody expected to be refused, or a message that nobody could read. */
  private unexpected({ kind, act, spot, expectations }: Step, answer: Answer | null): FileProblem[] {
    if (!answer) return []
    const what = act ? named(kind.actions, act.verb) : UPLOAD
    const keys = expectations.map(({ key }) => key)
    if (answer.problem !== null && !keys.includes('answer')) {
      const expected = { zh: `${what.zh}的请求可以处理`, en: `${what.en} to be understood` }
      return [{ spot, expected, found: answer.problem }]
    }
    if (answer.unmet.length === 0 || keys.includes('refused') || keys.includes('answer')) return []
    const found = {
      zh: `拒绝：${answer.unmet.map(({ zh }) => zh).join('；')}`,
      en: `a refusal: ${answer.unmet.map(({ code, en }) => `${code} (${en})`).join('; ')}`,
    }
    return [{ spot, expected: { zh: `${what.zh}办成`, en: `${what.en} to be done` }, found }]
  }

  private async failuresOf({ expectations }: Step, seen: StepObservation): Promise<FileProblem[]> {
    const failures: FileProblem[] = []
    for (const { label, spot, check } of expectations) {
      for (const { expected, found } of await check(seen)) {
        const labelled = { zh: `${label.zh}：${expected.zh}`, en: `${label.en}: ${expected.en}` }
        failures.push({ spot, expected: labelled, found })
      }
    }
    return failures
  }
}

const UPLOAD: Titles = { zh: '上传', en: 'the upload' }

const nothingPending = ({ zh, en }: Titles): Titles => ({
  zh: `“${zh}”没有待第二人签署的内容`,
  en: `no ${en} is waiting for a second signature`,
})
