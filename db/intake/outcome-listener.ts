/**
 * Listens for acts that were applied. A notification arrives when the record has committed, before the workflow has ended its task.
 * It may be lost with its connection or with this process; the workflow's own answer then brings the same outcome later.
 */
import type { CommandId } from '#domain/values/ids.ts'
import type { Outcome } from '#wire/record.ts'
import type { Pool } from '../connect.ts'
import { OUTCOME_CHANNEL, type OutcomeNotification } from '../record/outcome-notification.ts'
import { DedicatedConnection } from './dedicated-connection.ts'

export class OutcomeListener {
  private readonly connection: DedicatedConnection<void>
  private readonly waiting = new Map<CommandId, (outcome: Outcome) => void>()

  constructor(pool: Pool) {
    this.connection = new DedicatedConnection(pool, async (client) => {
      client.on('notification', ({ payload }) => this.receive(payload))
      await client.query(`listen ${OUTCOME_CHANNEL}`)
    })
  }

  /** Resolves when the notification arrives, and never if it is lost. Call it before the act is sent, and call `forget` afterwards. */
  outcomeOf(commandId: CommandId): Promise<Outcome> {
    // Do not wait for the connection: the act is answered without a notification, too.
    void this.connection.get().catch(() => undefined)
    return new Promise((resolve) => this.waiting.set(commandId, resolve))
  }

  forget(commandId: CommandId): void {
    this.waiting.delete(commandId)
  }

  close(): Promise<void> {
    return this.connection.close()
  }

  private receive(payload: string | undefined): void {
    const { commandId, outcome } = JSON.parse(payload ?? '{}') as OutcomeNotification
    this.waiting.get(commandId)?.(outcome)
  }
}
