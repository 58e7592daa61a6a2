/** Replays what happened: every history of a world, run again through the workflow code, must lead to the same. */
import type { History } from '@temporalio/common/lib/proto-utils.js'
import { Worker, type WorkflowBundleOption } from '@temporalio/worker'
import { installRuntime } from '#activities/runtime.ts'
import { createLogger } from '#activities/telemetry.ts'
import { PAYLOAD_CONVERTER_PATH, workflowBundle } from '#activities/workflow-bundle.ts'
import type { World } from './world.ts'

/** One run of a workflow; a workflow learns from its id which case it is. */
export interface RecordedRun {
  workflowId: string
  history: History
}

type Played = Pick<World, 'temporal' | 'installation'>

/** Every run of every workflow of a world, up to now. */
export async function recordedRuns({ temporal, installation }: Played): Promise<RecordedRun[]> {
  const types = [...installation.kinds.all.map(({ workflow }) => workflow), 'outbox']
  const query = `WorkflowType IN (${types.map((type) => `"${type}"`).join(', ')})`
  const executions = temporal.workflow.list({ query })
  const runs: RecordedRun[] = []
  for await (const { workflowId, history } of executions.intoHistories({ concurrency: 4 })) {
    runs.push({ workflowId, history: history as History })
  }
  return runs
}

/** Throws at the first run that does not replay, with the SDK's reason as the cause; by default on today's code. */
export async function replay(
  runs: readonly RecordedRun[],
  changed: WorkflowBundleOption | null = null,
): Promise<void> {
  installRuntime(createLogger('silent'))
  // By default a replay is set up for a debugger: in this very thread, each of whose promises is then followed for ever.
  const options = {
    workflowBundle: changed ?? (await workflowBundle()),
    dataConverter: { payloadConverterPath: PAYLOAD_CONVERTER_PATH },
    debugMode: false,
    workflowThreadPoolSize: 1,
  }
  for await (const { workflowId, runId, error } of Worker.runReplayHistories(options, runs)) {
    if (error) {
      throw new Error(`run ${runId} of ${workflowId} does not replay: ${error.message}`, { cause: error })
    }
  }
}

/** Replays the cases; how many there were, and how many runs: one more than the times they went on in a new one. */
export async function replayed(world: Played): Promise<{ cases: number; runs: number }> {
  const { kinds, workflowBundle } = world.installation
  // Not the outbox: with short histories it has more runs than all cases.
  const runs = (await recordedRuns(world)).filter(({ workflowId }) => kinds.find(workflowId) !== null)
  await replay(runs, await workflowBundle())
  return { cases: new Set(runs.map(({ workflowId }) => workflowId)).size, runs: runs.length }
}
