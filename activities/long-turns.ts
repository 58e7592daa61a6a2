/**
 * For how long a workflow may keep its thread. The SDK cuts it off after 5 s, too soon for many large messages on a busy machine;
 * and what was cut off runs on in the next case's context, because cases share one (docs/adr/0026).
 */
import type { Worker } from '@temporalio/worker'

/** Worker options. The SDK takes this one, but its types do not show it to users. */
export const LONG_TURNS = { isolateExecutionTimeout: '60s' }

const CUT_OFF = /^Script execution timed out after \d+ms$/

interface Completion {
  failed?: { failure?: { message?: string | null } | null } | null
}
/** The SDK's own part that runs workflows. */
interface Creator {
  createWorkflow(...options: unknown[]): Promise<{ activate(...jobs: unknown[]): Promise<Completion> }>
}

/** Calls `onCutOff` when a workflow was cut off, before any answer of a workflow that had its turn after it leaves. */
export function watchTurns(worker: Worker, onCutOff: (workflow: string) => void): void {
  const { workflowCreator } = worker as unknown as { workflowCreator: Creator }
  const create = workflowCreator.createWorkflow.bind(workflowCreator)
  workflowCreator.createWorkflow = async (...options) => {
    const { workflowId } = (options[0] as { info: { workflowId: string } }).info
    const told = (message: unknown): void => {
      if (CUT_OFF.test(String(message))) onCutOff(workflowId)
    }
    const failed = (error: unknown): never => {
      told((error as Error).message)
      throw error
    }
    const workflow = await create(...options).catch(failed)
    const activate = workflow.activate.bind(workflow)
    workflow.activate = async (...jobs) => {
      const completion = await activate(...jobs).catch(failed)
      told(completion.failed?.failure?.message)
      return completion
    }
    return workflow
  }
}
