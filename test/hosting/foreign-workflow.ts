/** A workflow of a foreign worker on our queue: it answers every act as applied and records nothing. */
import { condition, defineUpdate, setHandler } from '@temporalio/workflow'

export async function projectLifecycle(): Promise<void> {
  setHandler(defineUpdate('act'), () => ({ status: 'applied', seq: 3, events: ['stageSubmitted'] }))
  await condition(() => false)
}
