/**
 * Hears that an act was applied the moment its record has committed, before its workflow has ended its task. The
 * word may get lost, with its connection or with this process: the workflow's own answer says the same, later.
 */
import type { CommandId } from '#domain/values/ids.ts'
import type { Outcome } from '#wire/record.ts'
import type { Pool } from '../connect.ts'
import { DECIDED_CHANNEL, type DecidedWord } from '../record/decided-word.ts'
import { KeptSession } from './kept-session.ts'

export class DecidedActs {
  private readonly session: KeptSession<void>
  private readonly waiting = new Map<CommandId, (outcome: Outcome) => void>()

  constructor(pool: Pool) {
    this.session = new KeptSession(pool, async (client) => {
      client.on('notification', ({ payload }) => this.take(payload))
      await client.query(`listen ${DECIDED_CHANNEL}`)
    })
  }

  /** Resolves when it is heard of; never, when it is not. Ask before the act is sent, and forget it afterwards. */
  heard(commandId: CommandId): Promise<Outcome> {
    // Nobody waits for the connection: what is not heard is answered all the same.
    void this.session.get().catch(() => undefined)
    return new Promise((resolve) => this.waiting.set(commandId, resolve))
  }

  forget(commandId: CommandId): void {
    this.waiting.delete(commandId)
  }

  close(): Promise<void> {
    return this.session.close()
  }

  private take(payload: string | undefined): void {
    const { commandId, outcome } = JSON.parse(payload ?? '{}') as DecidedWord
    this.waiting.get(commandId)?.(outcome)
  }
}
