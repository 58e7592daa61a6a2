/** What the workers of such an installation host. */
import { log, workflowInfo } from '@temporalio/workflow'
import { isUuid, partsOf } from '#domain/values/ids.ts'
import { Case } from '#workflows/case.ts'
import { PROPOSAL } from './kind.ts'

export { outbox } from '#workflows/outbox.ts'

/** A proposal, from its first act to its answer. */
export async function proposal(): Promise<void> {
  const { workflowId } = workflowInfo()
  const { kind, id } = partsOf(workflowId) ?? {}
  if (kind !== PROPOSAL.name || !isUuid(id)) {
    log.error('started under an id that is no proposal: it hosts nothing', { workflowId })
    return
  }
  const one = new Case(PROPOSAL, id)
  if (await one.neverOpened()) {
    await one.quiet()
    if (one.state.status === 'unopened') return
  }
  await one.until(({ status }) => status === 'answered')
  await one.quiet()
}
