/** What can be seen after a step; each thing is fetched once, and only when an expectation asks for it. */
import type { ProjectId } from '#domain/ids.ts'
import type { Mail } from '../world/mail-catcher.ts'
import type { Call } from '../world/webhook-receiver.ts'
import type { Answer, ApiClient } from './client.ts'
import type { Observation, SeenEvent, SeenProject } from './observation.ts'
import type { Doer } from './rehearsal.ts'
import { seeProject } from './see-project.ts'
import { seeTimeline } from './see-timeline.ts'
import type { Stage } from './stage.ts'

type View = () => { id: ProjectId; witness: Doer } | null

export class SeenStep implements Observation {
  answer: Answer | null = null
  private readonly stage: Stage
  private readonly api: ApiClient
  private readonly view: View
  private seqBefore = 0
  private mailsBefore = 0
  private callsBefore = 0
  private seen: Promise<SeenProject> | null = null

  constructor(stage: Stage, api: ApiClient, view: View) {
    this.stage = stage
    this.api = api
    this.view = view
  }

  async begin(): Promise<void> {
    const view = this.view()
    this.seqBefore = view ? (await seeProject(this.api, view.id, view.witness)).seq : 0
    this.mailsBefore = this.stage.mails.length
    this.callsBefore = this.stage.calls.length
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

  async calls(): Promise<Call[]> {
    return this.stage.calls.slice(this.callsBefore)
  }

  private existing(): { id: ProjectId; witness: Doer } {
    const view = this.view()
    if (!view) throw new Error('there is no project to look at: its first document was not accepted')
    return view
  }
}
