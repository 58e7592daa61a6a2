/** A whole installation with open cases in every state, for disasters that strike all of them. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Connection } from '@temporalio/client'
import { commandIdOf } from '#api/acts/perform.ts'
import { routeNameOf } from '#api/acts/route-name.ts'
import { connect, type Pool } from '#db/connect.ts'
import { ENDED, type ProjectStatus } from '#domain/project/status.ts'
import { connectTemporal } from '#wire/connection.ts'
import { type Census, census, unarmed } from '../hosting/census.ts'
import { recordCases } from '../hosting/many-cases.ts'
import { type FaultStack, openFaultStack } from './fault-stack.ts'
import { type Answer, call, type Person, signIn } from './load.ts'

/** A working day in Beijing; its cases stand as they do at ten o'clock. */
const DAY = '2026-11-30'
const TEN_O_CLOCK = '2026-11-30T02:00:00.000Z'

/** Built, or being built: the authority may record evidence on the gates of its operation, again and again. */
const BUILT: readonly ProjectStatus[] = [
  ...(['building', 'rectifying', 'suspended', 'completed', 'trialRun'] as const),
  ...(['accepting', 'acceptanceFailed', 'accepted', 'operating'] as const),
]

export interface DrillCase {
  /** As the API knows it. */
  id: string
  status: ProjectStatus
}

/** An act that was sent, with what it takes to send it again. */
export interface SentAct {
  url: string
  key: string
  body: object
  answer: Answer
}

export class HostingDrill {
  readonly stack: FaultStack
  readonly pool: Pool
  readonly temporal: Client
  private readonly connection: Connection
  private readonly approver: Person
  private acts = 0

  private constructor(stack: FaultStack, connection: Connection, approver: Person) {
    this.stack = stack
    this.pool = connect(stack.databaseUrl)
    this.connection = connection
    this.temporal = new Client({ connection, namespace: 'tongchou' })
    this.approver = approver
  }

  /** With so many open cases, of which the engine knows nothing yet. */
  static async open(count: number): Promise<HostingDrill> {
    const stack = await openFaultStack({})
    try {
      const connection = await connectTemporal(stack.temporalAddress)
      const drill = new HostingDrill(stack, connection, await signIn(stack.apiUrl, 'chen-hao', 'approver'))
      await drill.beginAt(TEN_O_CLOCK)
      await recordCases(drill.pool, { count, on: DAY })
      return drill
    } catch (error) {
      await stack.close()
      throw error
    }
  }

  private async beginAt(to: string): Promise<void> {
    const response = await fetch(`${this.stack.apiUrl}/v1/rehearsal/start-date`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    })
    if (response.status !== 200) throw new Error(`the clock was not set: ${await response.text()}`)
  }

  async cases(): Promise<DrillCase[]> {
    const { rows } = await this.pool.query<DrillCase>(
      'select id, status from project where status <> all($1::text[]) order by case_id',
      [ENDED],
    )
    return rows
  }

  /** What is wrong with the hosting of all cases just now. */
  async faults(): Promise<Omit<Census, 'openCases'>> {
    const { openCases: _, ...faults } = await census(this.pool, this.temporal)
    return faults
  }

  /** Open cases for whose deadline no timer runs. */
  unarmed(): Promise<string[]> {
    return unarmed(this.pool, this.temporal, 1_000_000)
  }

  /** The authority acts: records evidence where something is built, elsewhere admits, which may be refused. */
  async act({ id, status }: DrillCase): Promise<SentAct> {
    this.acts += 1
    const verb = BUILT.includes(status) ? 'recordGateEvidence' : 'admit'
    const document = createHash('sha256').update(`finding ${this.acts}`).digest('hex')
    const body = verb === 'admit' ? {} : { gate: 'sharing', status: 'met', document, on: DAY }
    const act = {
      ...{
        url: `${this.stack.apiUrl}/v1/projects/${id}/${routeNameOf(verb)}`,
        key: `drill-${this.acts}`,
        body,
      },
    }
    return { ...act, answer: await this.send(act) }
  }

  /** The same act with the same key. */
  async again(act: SentAct): Promise<Answer> {
    return this.send(act)
  }

  private async send({ url, key, body }: Omit<SentAct, 'answer'>): Promise<Answer> {
    for (;;) {
      const answer = await call(url, { who: this.approver, act: { key, body } }).catch(() => null)
      // The answer got lost: the same once more.
      if (answer) return answer
      await sleep(100)
    }
  }

  /** Of these acts, those of which the record has no outcome. */
  async undecided(acts: readonly SentAct[]): Promise<string[]> {
    const ids = acts.map(({ key }) => commandIdOf(this.approver.person, key))
    const { rows } = await this.pool.query<{ id: string }>(
      `select id from unnest($1::text[]) as sent (id)
       where not exists (select from command where command_id = id)`,
      [ids],
    )
    return rows.map(({ id }) => id)
  }

  async close(): Promise<void> {
    await this.pool.end()
    await this.connection.close()
    await this.stack.close()
  }
}
