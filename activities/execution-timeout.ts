/**
 * How long a workflow may run JavaScript without a pause. The SDK stops it after 5 s, which is too short for many large messages
 * on a busy machine. A workflow that was stopped can leave its code running in the context that cases share (docs/adr/0026).
 */
import type { Worker } from '@temporalio/worker'

/** Worker options. The SDK accepts this option, but its public types do not have it. */
export const EXECUTION_TIMEOUT = { isolateExecutionTimeout: '60s' }

const TIMED_OUT = /^Script execution timed out after \d+ms$/

interface Completion {
  failed?: { failure?: { message?: string | null } | null } | null
}
/** The SDK's internal part that runs workflows. */
interface Creator {
  createWorkflow(...options: unknown[]): Promise<{ activate(...jobs: unknown[]): Promise<Completion> }>
}

/** Calls `onExecutionTimeout` when a workflow was stopped, before the answer of any workflow that ran after it is sent. */
export function watchExecutionTimeouts(worker: Worker, onExecutionTimeout: (workflow: string) => void): void {
  const { workflowCreator } = worker as unknown as { workflowCreator: Creator }
  const create = workflowCreator.createWorkflow.bind(workflowCreator)
  workflowCreator.createWorkflow = async (...options) => {
    const { workflowId } = (options[0] as { info: { workflowId: string } }).info
    const report = (message: unknown): void => {
      if (TIMED_OUT.test(String(message))) onExecutionTimeout(workflowId)
    }
    const failed = (error: unknown): never => {
      report((error as Error).message)
      throw error
    }
    const workflow = await create(...options).catch(failed)
    const activate = workflow.activate.bind(workflow)
    workflow.activate = async (...jobs) => {
      const completion = await activate(...jobs).catch(failed)
      report(completion.failed?.failure?.message)
      return completion
    }
    return workflow
  }
}
