/** What the workers of such an installation host. */
import { workflowInfo } from '@temporalio/workflow'
import { partsOf } from '#domain/values/ids.ts'
import { Case } from '#workflows/case.ts'
import { PROPOSAL } from './kind.ts'

export { outbox } from '#workflows/outbox.ts'

/** A proposal, from its first act to its answer. */
export async function proposal(): Promise<void> {
  const { id = '' } = partsOf(workflowInfo().workflowId) ?? {}
  const one = new Case(PROPOSAL, id)
  if (await one.neverOpened()) {
    await one.quiet()
    return
  }
  await one.until(({ status }) => status === 'answered')
  await one.quiet()
}
