/** A whole installation with open cases in every state, for faults that affect all of them. */

import { Client, type Connection } from '@temporalio/client'
import { connect, type Pool } from '#db/connect.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { ENDED, type ProjectStatus } from '#domain/project/status.ts'
import { connectTemporal } from '#wire/connection.ts'
import { census, unarmed } from '../hosting/census.ts'
import { recordCases } from '../hosting/many-cases.ts'
import { type FaultStack, openFaultStack } from './fault-stack.ts'

/** A working day. The cases are recorded as of ten o'clock in Beijing. */
export const DAY = '2026-11-30'
const TEN_O_CLOCK = '2026-11-30T02:00:00.000Z'

/** A development server reads the search attributes again for each workflow of a list, and has a rate limit for that. */
const AS_IN_PRODUCTION = { 'system.forceSearchAttributesCacheRefreshOnRead': false }

export interface OpenCase {
  caseId: string
  status: ProjectStatus
}

export class HostingDrill {
  readonly stack: FaultStack
  readonly pool: Pool
  readonly temporal: Client
  private readonly connection: Connection

  private constructor(stack: FaultStack, connection: Connection) {
    this.stack = stack
    this.pool = connect(stack.databaseUrl)
    this.connection = connection
    this.temporal = new Client({ connection, namespace: 'tongchou' })
  }

  /** With so many open cases that Temporal does not know yet. */
  static async open(count: number): Promise<HostingDrill> {
    const stack = await openFaultStack({}, AS_IN_PRODUCTION)
    try {
      await beginAt(stack.apiUrl, TEN_O_CLOCK)
      const drill = new HostingDrill(stack, await connectTemporal(stack.temporalAddress))
      await stack.without('worker', () => recordCases(drill.pool, { count, on: DAY }))
      return drill
    } catch (error) {
      await stack.close()
      throw error
    }
  }

  async openCases(): Promise<OpenCase[]> {
    const { rows } = await this.pool.query<OpenCase>(
      `select case_id as "caseId", status from case_view where kind = '${PROJECT.name}' and status <> all($1::text[])
       order by case_id`,
      [ENDED],
    )
    return rows
  }

  /** All current faults in the hosting of the cases. */
  async faults(): Promise<{ notHosted: string[]; unneeded: string[]; outOfStep: string[] }> {
    const { notHosted, unneeded, outOfStep } = await census(this.pool, this.temporal)
    return { notHosted, unneeded, outOfStep }
  }

  /** Cases that were started more than once on this Temporal server. */
  async hostedTwice(): Promise<string[]> {
    return (await census(this.pool, this.temporal)).hostedTwice
  }

  /** The difference between open cases and running workflows. Fast to compute; 0 does not prove that hosting is correct. */
  async missing(): Promise<number> {
    const running = `WorkflowType = '${PROJECT.workflow}' AND ExecutionStatus = 'Running'`
    const [{ count }, cases] = await Promise.all([this.temporal.workflow.count(running), this.openCases()])
    return Math.abs(cases.length - count)
  }

  /** Open cases whose deadline has no timer. */
  unarmed(): Promise<string[]> {
    return unarmed(this.pool, this.temporal)
  }

  async close(): Promise<void> {
    await this.pool.end()
    await this.connection.close()
    await this.stack.close()
  }
}

async function beginAt(url: string, to: string): Promise<void> {
  const response = await fetch(`${url}/v1/rehearsal/start-date`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  })
  if (response.status !== 200) throw new Error(`the clock was not set: ${await response.text()}`)
}
