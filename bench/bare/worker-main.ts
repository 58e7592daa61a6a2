/** Hosts the bare case in its own process, as our worker does. */
import { fileURLToPath } from 'node:url'
import { NativeConnection, Worker } from '@temporalio/worker'
import pg from 'pg'

const { DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = process.env
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 })
pool.on('error', (error) => process.stderr.write(`${error.message}\n`))
await pool.query(
  'CREATE TABLE IF NOT EXISTS bare_decision (id text PRIMARY KEY, at timestamptz DEFAULT now())',
)

const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS ?? '' })
const worker = await Worker.create({
  connection,
  namespace: TEMPORAL_NAMESPACE ?? '',
  taskQueue: 'bare',
  workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
  activities: {
    insertDecision: async (id: string) => {
      await pool.query({ name: 'decide', text: 'INSERT INTO bare_decision (id) VALUES ($1)', values: [id] })
    },
  },
})
process.stdout.write('ready\n')
await worker.run()
await pool.end()
