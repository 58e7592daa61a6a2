/**
 * Hears that an act was applied the moment its record has committed, before its workflow has ended its task. The
 * word may get lost, with its connection or with this process: the workflow's own answer says the same, later.
 */
import type { Outcome } from '#activities/record.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Pool } from '../connect.ts'
import { DECIDED_CHANNEL, type DecidedWord } from '../record/decided-word.ts'

export class DecidedActs {
  private readonly pool: Pool
  private readonly waiting = new Map<CommandId, (outcome: Outcome) => void>()
  private listening: Promise<() => void> | undefined

  constructor(pool: Pool) {
    this.pool = pool
  }

  /** Resolves when it is heard of; never, when it is not. Ask before the act is sent, and forget it afterwards. */
  heard(commandId: CommandId): Promise<Outcome> {
    // Nobody waits for the connection: what is not heard is answered all the same.
    void this.listen().catch(() => undefined)
    return new Promise((resolve) => this.waiting.set(commandId, resolve))
  }

  forget(commandId: CommandId): void {
    this.waiting.delete(commandId)
  }

  /** Opens the connection, or opens it again. */
  listen(): Promise<() => void> {
    this.listening ??= this.connect().catch((error: unknown) => {
      this.listening = undefined
      throw error
    })
    return this.listening
  }

  async close(): Promise<void> {
    const end = await this.listening?.catch(() => undefined)
    this.listening = undefined
    end?.()
  }

  private async connect(): Promise<() => void> {
    const client = await this.pool.connect()
    let isOver = false
    const end = (): void => {
      if (!isOver) client.release(true)
      isOver = true
    }
    client.on('error', () => {
      this.listening = undefined
      end()
    })
    client.on('notification', ({ payload }) => this.take(payload))
    await client.query(`listen ${DECIDED_CHANNEL}`).catch((error: unknown) => {
      end()
      throw error
    })
    return end
  }

  private take(payload: string | undefined): void {
    const { commandId, outcome } = JSON.parse(payload ?? '{}') as DecidedWord
    this.waiting.get(commandId)?.(outcome)
  }
}
