/** Replays what happened: every history of a world, run again through the workflow code, must lead to the same. */
import { Worker } from '@temporalio/worker'
import { PAYLOAD_CONVERTER_PATH, workflowBundle } from '#activities/workflow-bundle.ts'
import type { World } from './world.ts'

export interface Replayed {
  cases: number
  /** Executions of those cases: one more than the times they went on in a new run. */
  runs: number
  /** Runs per case. */
  runsOf: ReadonlyMap<string, number>
}

/** Throws at the first history that does not replay. */
export async function replayed({ temporal }: Pick<World, 'temporal'>): Promise<Replayed> {
  const executions = temporal.workflow.list({ query: 'WorkflowType = "projectLifecycle"' })
  const histories = executions.intoHistories({ concurrency: 4 })
  // By default a replay is set up for a debugger: in this very thread, each of whose promises is then followed for ever.
  const options = {
    workflowBundle: await workflowBundle(),
    dataConverter: { payloadConverterPath: PAYLOAD_CONVERTER_PATH },
    debugMode: false,
    workflowThreadPoolSize: 1,
  }
  const results = Worker.runReplayHistories(options, histories)
  const runsOf = new Map<string, number>()
  for await (const { workflowId, runId, error } of results) {
    if (error) throw new Error(`run ${runId} of ${workflowId} does not replay: ${error.message}`)
    runsOf.set(workflowId, (runsOf.get(workflowId) ?? 0) + 1)
  }
  const runs = [...runsOf.values()].reduce((sum, count) => sum + count, 0)
  return { cases: runsOf.size, runs, runsOf }
}
