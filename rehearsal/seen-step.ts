/** What can be seen after a step; each thing is fetched once, and only when an expectation asks for it. */
import type { ChainVerdict } from '#db/queries/case.ts'
import type { Box } from '#domain/tasks/boxes.ts'
import type { ProjectId } from '#domain/values/ids.ts'
import { WITNESS } from './cast.ts'
import type { Answer, ApiClient, SentFile } from './client.ts'
import type {
  Observation,
  SeenBox,
  SeenDocument,
  SeenEntry,
  SeenEvent,
  SeenProject,
  SeenQuery,
  SeenTask,
} from './observation.ts'
import type { Doer } from './rehearsal.ts'
import { seeAudit } from './see-audit.ts'
import { seeBox, seeSearch, seeWaiting } from './see-inbox.ts'
import { seeProject } from './see-project.ts'
import { seeTimeline } from './see-timeline.ts'
import type { Stage } from './stage.ts'
import type { Mail } from './world/mail-catcher.ts'
import type { Call } from './world/webhook-receiver.ts'

type View = () => { id: ProjectId; witness: Doer } | null

interface SeenIn {
  stage: Stage
  api: ApiClient
  projects: ReadonlyMap<string, ProjectId>
}

export class SeenStep implements Observation {
  answer: Answer | null = null
  private readonly stage: Stage
  private readonly api: ApiClient
  private readonly view: View
  private readonly projects: ReadonlyMap<string, ProjectId>
  private seqBefore = 0
  private mailsBefore = 0
  private callsBefore = 0
  private entriesBefore = 0
  private seen: Promise<SeenProject> | null = null

  constructor({ stage, api, projects }: SeenIn, view: View) {
    this.stage = stage
    this.api = api
    this.view = view
    this.projects = projects
  }

  /** Notes what there is already; the audit trail only where the step asks for it. */
  async begin({ isAudited }: { isAudited: boolean }): Promise<void> {
    const view = this.view()
    this.seqBefore = view ? (await seeProject(this.api, view.id, view.witness)).seq : 0
    this.mailsBefore = this.stage.mails.length
    this.callsBefore = this.stage.calls.length
    this.entriesBefore = view && isAudited ? (await this.audit('first')).length : 0
  }

  project(): Promise<SeenProject> {
    this.seen ??= this.projectFor()
    return this.seen
  }

  projectFor(doer?: Doer): Promise<SeenProject> {
    const { id, witness } = this.existing()
    return seeProject(this.api, id, doer ?? witness)
  }

  async events(): Promise<SeenEvent[]> {
    const { id, witness } = this.existing()
    return seeTimeline(this.api, id, { doer: witness, afterSeq: this.seqBefore })
  }

  async mails(): Promise<Mail[]> {
    return this.stage.mails.slice(this.mailsBefore)
  }

  box(doer: Doer, box: Box): Promise<SeenBox> {
    return seeBox(this.api, doer, box)
  }

  waiting(): Promise<SeenTask[]> {
    const { id, witness } = this.existing()
    return seeWaiting(this.api, id, witness)
  }

  async search(doer: Doer, query: SeenQuery): Promise<string[]> {
    const found = await seeSearch(this.api, doer, query)
    return [...this.projects].filter(([, id]) => found.includes(id)).map(([alias]) => alias)
  }

  async calls(): Promise<Call[]> {
    return this.stage.calls.slice(this.callsBefore)
  }

  async documents(): Promise<SeenDocument[]> {
    const { id, witness } = this.existing()
    const path = `/v1/projects/${id}/documents?limit=200`
    return (await this.api.read<{ items: SeenDocument[] }>(path, witness)).items
  }

  file(path: string): Promise<Omit<SentFile, 'name'>> {
    const { id, witness } = this.existing()
    return this.api.download(path.startsWith('/') ? path : `/v1/projects/${id}/${path}`, witness)
  }

  audit(from: 'first' | 'step'): Promise<SeenEntry[]> {
    const after = from === 'first' ? 0 : this.entriesBefore
    return seeAudit(this.api, this.existing().id, { auditor: WITNESS, after })
  }

  chain(): Promise<ChainVerdict> {
    return this.api.read(`/v1/projects/${this.existing().id}/chain`, WITNESS)
  }

  private existing(): { id: ProjectId; witness: Doer } {
    const view = this.view()
    if (!view) throw new Error('there is no project to look at: its first document was not accepted')
    return view
  }
}
