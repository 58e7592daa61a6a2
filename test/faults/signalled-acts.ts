/** Sends acts as Signals, as integrators do, and finds the result of each accepted one. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client'
import { contentHash } from '#wire/content-hash.ts'
import { withClient } from './inspection.ts'

const BODY = {}
/** Retries, because a case that is being rehosted has no workflow for a moment. */
const TRIES_MAX = 100
const TRY_EVERY_MS = 100

export class SignalledActs {
  /** Command ids of the signals that the server accepted. */
  readonly accepted: string[] = []
  /** How many it did not accept. These need no result. */
  refused = 0
  private readonly client: Client

  private constructor(client: Client) {
    this.client = client
  }

  static async open(temporalAddress: string): Promise<SignalledActs> {
    const connection = await Connection.connect({ address: temporalAddress })
    return new SignalledActs(new Client({ connection, namespace: 'tongchou' }))
  }

  /** Signals an admission by the authority. */
  async send(caseId: string): Promise<void> {
    const commandId = randomUUID()
    const envelope = {
      ...{
        commandId,
        action: 'admit',
        case: caseId,
        round: null,
        body: BODY,
        contentHash: contentHash(BODY),
      },
      ...{ actor: 'chen-hao', role: 'approver', org: 'ndrc-hightech', issuedAt: new Date().toISOString() },
    }
    await this.signalUntilAccepted(caseId, envelope)
    this.accepted.push(commandId)
  }

  /** The same, but ignores a refusal by the server, because the case may not have started yet. */
  async trySend(caseId: string): Promise<void> {
    await this.send(caseId).catch(() => {
      this.refused += 1
    })
  }

  private async signalUntilAccepted(caseId: string, envelope: object): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.client.workflow.getHandle(caseId).signal('act', envelope)
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError) || tries === TRIES_MAX) throw error
        await sleep(TRY_EVERY_MS)
      }
    }
  }

  /** Accepted signals that are neither a command nor a dead letter. */
  untraced(databaseUrl: string): Promise<string[]> {
    return withClient(databaseUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `select sent as id from unnest($1::text[]) as signals (sent)
         where not exists (select from command where command_id = sent)
           and not exists (select from dead_letter where strpos(payload::text, sent) > 0)`,
        [this.accepted],
      )
      return rows.map(({ id }) => id)
    })
  }

  async close(): Promise<void> {
    await this.client.connection.close()
  }
}
