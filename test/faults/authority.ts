/** Acts of the authority on any open case, and checks of these acts in the record. */
import { createHash } from 'node:crypto'
import { commandIdOf } from '#api/acts/perform.ts'
import { routeNameOf } from '#api/acts/route-name.ts'
import type { Pool } from '#db/connect.ts'
import type { ProjectStatus } from '#domain/project/status.ts'
import { DAY, type OpenCase } from './hosting-drill.ts'
import { type Answer, call, type Person, signIn, untilAnswered } from './load.ts'

/** Statuses in which evidence on the gates of operation can be recorded repeatedly. */
const BUILT: readonly ProjectStatus[] = [
  ...(['building', 'rectifying', 'suspended', 'completed', 'trialRun'] as const),
  ...(['accepting', 'acceptanceFailed', 'accepted', 'operating'] as const),
]

/** An act with its last answer, and everything that is needed to send it again. */
export interface SentAct {
  caseId: string
  path: string
  key: string
  body: object
  answer: Answer
}

export const isBuilt = ({ status }: OpenCase): boolean => BUILT.includes(status)
export const isDone = ({ answer }: SentAct): boolean => answer.status >= 200 && answer.status <= 201
/** The outcome in the answer to an act that is done. */
export const outcomeIn = ({ answer }: SentAct): { seq: number; events: string[] } =>
  (answer.body as { outcome: { seq: number; events: string[] } }).outcome

export class Authority {
  private readonly url: string
  private readonly approver: Person
  private count = 0

  private constructor(url: string, approver: Person) {
    this.url = url
    this.approver = approver
  }

  static async signedIn(url: string): Promise<Authority> {
    return new Authority(url, await signIn(url, 'chen-hao', 'approver'))
  }

  /** Sends one act: evidence for a built system, otherwise an admission, which may be refused. */
  async act(one: OpenCase): Promise<SentAct> {
    const { unsent, send } = this.next(one)
    return { ...unsent, answer: await send() }
  }

  /** The same, repeated until the outcome is known. */
  async actUntilAnswered(one: OpenCase): Promise<SentAct> {
    const { unsent, send } = this.next(one)
    return { ...unsent, answer: await untilAnswered(send) }
  }

  /** Repeats the same act with the same key until the outcome is known. */
  async repeat(act: SentAct): Promise<SentAct> {
    return { ...act, answer: await untilAnswered(() => this.send(act)) }
  }

  private next(one: OpenCase): { unsent: Omit<SentAct, 'answer'>; send: () => Promise<Answer> } {
    this.count += 1
    const document = createHash('sha256').update(`finding ${this.count}`).digest('hex')
    const verb = isBuilt(one) ? 'recordGateEvidence' : 'admit'
    const unsent = {
      caseId: one.caseId,
      path: `/v1/projects/${one.caseId.replace('project/', '')}/${routeNameOf(verb)}`,
      key: `drill-${this.count}`,
      body: verb === 'admit' ? {} : { gate: 'sharing', status: 'met', document, on: DAY },
    }
    return { unsent, send: () => this.send(unsent) }
  }

  private send({ path, key, body }: Omit<SentAct, 'answer'>): Promise<Answer> {
    return call(`${this.url}${path}`, { who: this.approver, act: { key, body } })
  }

  /** Keys of acts without an outcome in the record. */
  async undecided(pool: Pool, acts: readonly SentAct[]): Promise<string[]> {
    const { rows } = await pool.query<{ key: string }>(
      `select key from jsonb_to_recordset($1) as sent (key text, id text)
       where not exists (select from command where command_id = id)`,
      [JSON.stringify(acts.map(({ key }) => ({ key, id: this.idOf(key) })))],
    )
    return rows.map(({ key }) => key)
  }

  /** Keys of acts whose answer differs from the record. */
  async untrue(pool: Pool, acts: readonly SentAct[]): Promise<string[]> {
    const told = acts.filter(isDone).map((act) => {
      const { seq, events } = outcomeIn(act)
      return { key: act.key, id: this.idOf(act.key), case_id: act.caseId, seq, events: events.length }
    })
    const { rows } = await pool.query<{ key: string }>(
      `select key from jsonb_to_recordset($1) as told (key text, id text, case_id text, seq int, events int)
       where events <> (
         select count(*) from event e join command c on c.case_id = e.case_id and c.command_id = e.command_id
         where e.command_id = id and e.case_id = told.case_id and (c.outcome->>'seq')::int = told.seq)`,
      [JSON.stringify(told)],
    )
    return rows.map(({ key }) => key)
  }

  private idOf(key: string): string {
    return commandIdOf(this.approver.person, key)
  }
}
