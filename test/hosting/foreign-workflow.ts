/** What somebody else's worker may serve on our queue: it calls everything decided and records nothing. */
import { condition, defineUpdate, setHandler } from '@temporalio/workflow'

export async function projectLifecycle(): Promise<void> {
  setHandler(defineUpdate('act'), () => ({ status: 'applied', seq: 3, events: ['stageSubmitted'] }))
  await condition(() => false)
}
