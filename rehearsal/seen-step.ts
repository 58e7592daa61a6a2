/** What can be seen after a step; each thing is fetched once, and only when an expectation asks for it. */
import type { ChainVerdict } from '#db/queries/case.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Box } from '#domain/tasks/boxes.ts'
import { type CaseId, ownIdOf } from '#domain/values/ids.ts'
import { addressOfAll } from './address.ts'
import { WITNESS } from './cast.ts'
import type { Answer, ApiClient, SentFile } from './client.ts'
import type {
  Observation,
  SeenBox,
  SeenCase,
  SeenDocument,
  SeenEntry,
  SeenEvent,
  SeenQuery,
  SeenTask,
} from './observation.ts'
import type { Doer } from './rehearsal.ts'
import { seeAudit } from './see-audit.ts'
import { seeCase } from './see-case.ts'
import { seeBox, seeSearch, seeWaiting } from './see-inbox.ts'
import { seeTimeline } from './see-timeline.ts'
import type { Stage } from './stage.ts'
import type { Mail } from './world/mail-catcher.ts'
import type { Call } from './world/webhook-receiver.ts'

/** The case that the step is about, where the API keeps it, and who looks; null: there is none yet. */
type View = () => { address: string; witness: Doer } | null

interface SeenIn {
  stage: Stage
  api: ApiClient
  kind: Kind
  cases: ReadonlyMap<string, CaseId>
}

export class SeenStep implements Observation {
  answer: Answer | null = null
  private readonly stage: Stage
  private readonly api: ApiClient
  private readonly view: View
  private readonly kind: Kind
  private readonly cases: ReadonlyMap<string, CaseId>
  private seqBefore = 0
  private mailsBefore = 0
  private callsBefore = 0
  private entriesBefore = 0
  private seen: Promise<SeenCase> | null = null

  constructor({ stage, api, kind, cases }: SeenIn, view: View) {
    this.stage = stage
    this.api = api
    this.view = view
    this.kind = kind
    this.cases = cases
  }

  /** Notes what there is already; the audit trail only where the step asks for it. */
  async begin({ isAudited }: { isAudited: boolean }): Promise<void> {
    const view = this.view()
    this.seqBefore = view ? (await seeCase(this.api, view.address, view.witness)).seq : 0
    this.mailsBefore = this.stage.mails.length
    this.callsBefore = this.stage.calls.length
    this.entriesBefore = view && isAudited ? (await this.audit('first')).length : 0
  }

  case(): Promise<SeenCase> {
    this.seen ??= this.caseFor()
    return this.seen
  }

  caseFor(doer?: Doer): Promise<SeenCase> {
    const { address, witness } = this.existing()
    return seeCase(this.api, address, doer ?? witness)
  }

  async events(): Promise<SeenEvent[]> {
    const { address, witness } = this.existing()
    return seeTimeline(this.api, address, { doer: witness, afterSeq: this.seqBefore })
  }

  async mails(): Promise<Mail[]> {
    return this.stage.mails.slice(this.mailsBefore)
  }

  box(doer: Doer, box: Box): Promise<SeenBox> {
    return seeBox(this.api, doer, box)
  }

  waiting(): Promise<SeenTask[]> {
    const { address, witness } = this.existing()
    return seeWaiting(this.api, address, witness)
  }

  async search(doer: Doer, query: SeenQuery): Promise<string[]> {
    const found = await seeSearch(this.api, addressOfAll(this.kind), { doer, query })
    return [...this.cases].filter(([, id]) => found.includes(ownIdOf(id))).map(([alias]) => alias)
  }

  async calls(): Promise<Call[]> {
    return this.stage.calls.slice(this.callsBefore)
  }

  async documents(): Promise<SeenDocument[]> {
    const { address, witness } = this.existing()
    const path = `${address}/documents?limit=200`
    return (await this.api.read<{ items: SeenDocument[] }>(path, witness)).items
  }

  file(path: string): Promise<Omit<SentFile, 'name'>> {
    const { address, witness } = this.existing()
    return this.api.download(path.startsWith('/') ? path : `${address}/${path}`, witness)
  }

  audit(from: 'first' | 'step'): Promise<SeenEntry[]> {
    const after = from === 'first' ? 0 : this.entriesBefore
    return seeAudit(this.api, this.existing().address, { auditor: WITNESS, after })
  }

  chain(): Promise<ChainVerdict> {
    return this.api.read(`${this.existing().address}/chain`, WITNESS)
  }

  private existing(): NonNullable<ReturnType<View>> {
    const view = this.view()
    if (!view) throw new Error('there is no case to look at: the act that opens it was not done')
    return view
  }
}
