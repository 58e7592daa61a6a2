/** Observes the result of a step. Data is fetched only when an expectation needs it. */
import type { ChainVerdict } from '#db/queries/case.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Box } from '#domain/tasks/boxes.ts'
import { type CaseId, ownIdOf } from '#domain/values/ids.ts'
import { addressOfAll } from './address.ts'
import type { Answer, ApiClient, SentFile } from './client.ts'
import { fetchAudit } from './fetch-audit.ts'
import { fetchCase } from './fetch-case.ts'
import { fetchBox, fetchSearch, fetchWaiting } from './fetch-inbox.ts'
import { fetchTimeline } from './fetch-timeline.ts'
import type {
  Observation,
  ObservedBox,
  ObservedCase,
  ObservedDocument,
  ObservedEntry,
  ObservedEvent,
  ObservedQuery,
  ObservedTask,
} from './observation.ts'
import { Unplayable } from './problem.ts'
import { OBSERVER } from './reference-directory.ts'
import type { Doer } from './rehearsal.ts'
import type { RehearsalHost } from './rehearsal-host.ts'
import type { Mail } from './world/mail-catcher.ts'
import type { Call } from './world/webhook-receiver.ts'

/** The address of the step's case in the API, and who reads it; null: there is no case yet. */
type View = () => { address: string; observer: Doer } | null

interface StepObservationParts {
  host: RehearsalHost
  api: ApiClient
  kind: Kind
  cases: ReadonlyMap<string, CaseId>
  /** What the step's file calls the cases, and what they are called in the world. */
  names: ReadonlyMap<string, string>
}

export class StepObservation implements Observation {
  answer: Answer | null = null
  private readonly host: RehearsalHost
  private readonly api: ApiClient
  private readonly view: View
  private readonly kind: Kind
  private readonly cases: ReadonlyMap<string, CaseId>
  private readonly names: ReadonlyMap<string, string>
  private seqBefore = 0
  private mailsBefore = 0
  private callsBefore = 0
  private entriesBefore = 0
  private seen: Promise<ObservedCase> | null = null

  constructor({ host, api, kind, cases, names }: StepObservationParts, view: View) {
    this.host = host
    this.api = api
    this.view = view
    this.kind = kind
    this.cases = cases
    this.names = names
  }

  /** Notes what exists before the step; the audit trail only if the step needs it. */
  async begin({ isAudited }: { isAudited: boolean }): Promise<void> {
    const view = this.view()
    this.seqBefore = view ? (await fetchCase(this.api, view.address, view.observer)).seq : 0
    this.mailsBefore = this.host.mails.length
    this.callsBefore = this.host.calls.length
    this.entriesBefore = view && isAudited ? (await this.audit('first')).length : 0
  }

  case(): Promise<ObservedCase> {
    this.seen ??= this.caseFor()
    return this.seen
  }

  caseFor(doer?: Doer): Promise<ObservedCase> {
    const { address, observer } = this.existing()
    return fetchCase(this.api, address, doer ?? observer)
  }

  async events(): Promise<ObservedEvent[]> {
    const { address, observer } = this.existing()
    return fetchTimeline(this.api, address, { doer: observer, afterSeq: this.seqBefore })
  }

  async mails(): Promise<Mail[]> {
    return this.host.mails.slice(this.mailsBefore)
  }

  box(doer: Doer, box: Box): Promise<ObservedBox> {
    return fetchBox(this.api, doer, box)
  }

  waiting(): Promise<ObservedTask[]> {
    const { address, observer } = this.existing()
    return fetchWaiting(this.api, address, observer)
  }

  async search(doer: Doer, query: ObservedQuery): Promise<string[]> {
    const found = await fetchSearch(this.api, addressOfAll(this.kind), { doer, query })
    const isFound = (alias: string): boolean => {
      const id = this.cases.get(alias)
      return id !== undefined && found.includes(ownIdOf(id))
    }
    return [...this.names].filter(([, alias]) => isFound(alias)).map(([name]) => name)
  }

  async calls(): Promise<Call[]> {
    return this.host.calls.slice(this.callsBefore)
  }

  async documents(): Promise<ObservedDocument[]> {
    const { address, observer } = this.existing()
    const path = `${address}/documents?limit=200`
    return (await this.api.read<{ items: ObservedDocument[] }>(path, observer)).items
  }

  file(path: string): Promise<Omit<SentFile, 'name'>> {
    const { address, observer } = this.existing()
    return this.api.download(path.startsWith('/') ? path : `${address}/${path}`, observer)
  }

  audit(from: 'first' | 'step'): Promise<ObservedEntry[]> {
    const after = from === 'first' ? 0 : this.entriesBefore
    return fetchAudit(this.api, this.existing().address, { auditor: OBSERVER, after })
  }

  chain(): Promise<ChainVerdict> {
    return this.api.read(`${this.existing().address}/chain`, OBSERVER)
  }

  private existing(): NonNullable<ReturnType<View>> {
    const view = this.view()
    if (!view) {
      throw new Unplayable({
        zh: '没有可以查看的案件：提出它的事项没有办成',
        en: 'there is no case to look at: the act that opens it was not done',
      })
    }
    return view
  }
}
