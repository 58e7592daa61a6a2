/** Detects the commit of a decision, and whether its workflow task was completed, too. */
import { Client, Connection } from '@temporalio/client'
import pg from 'pg'

interface Committed {
  caseId: string
  commandId: string
}

export class CommitWatch {
  private readonly listener: pg.Client
  private readonly temporal: Client

  private constructor(listener: pg.Client, temporal: Client) {
    this.listener = listener
    this.temporal = temporal
  }

  static async open(addresses: { databaseUrl: string; temporalAddress: string }): Promise<CommitWatch> {
    const listener = new pg.Client({ connectionString: addresses.databaseUrl })
    await listener.connect()
    await listener.query(`
      CREATE OR REPLACE FUNCTION tell_commit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('committed', NEW.case_id || ' ' || NEW.command_id); RETURN NULL; END $$`)
    await listener.query(`
      CREATE OR REPLACE TRIGGER tell_commit AFTER INSERT ON command FOR EACH ROW EXECUTE FUNCTION tell_commit()`)
    await listener.query('LISTEN committed')
    const connection = await Connection.connect({ address: addresses.temporalAddress })
    return new CommitWatch(listener, new Client({ connection, namespace: 'tongchou' }))
  }

  /** The next commit; `at` is called synchronously when the notification arrives. */
  next(at: () => void): Promise<Committed> {
    return new Promise((resolve) => {
      this.listener.once('notification', ({ payload = '' }) => {
        at()
        const [caseId = '', commandId = ''] = payload.split(' ')
        resolve({ caseId, commandId })
      })
    })
  }

  /** Whether the history already contains the outcome of that act: then the kill came too late. */
  async isCompleted({ caseId, commandId }: Committed): Promise<boolean> {
    const { events } = await this.temporal.workflow.getHandle(caseId).fetchHistory()
    const accepted = events?.find(
      (event) =>
        event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.meta?.updateId === commandId,
    )
    return Boolean(accepted)
  }

  async close(): Promise<void> {
    await this.listener.query('DROP TRIGGER tell_commit ON command')
    await this.listener.end()
    await this.temporal.connection.close()
  }
}
