/** The workflows of this installation. */
import { Case } from '#workflows/case.ts'
import { PROPOSAL } from './kind.ts'

export { outbox } from '#workflows/outbox.ts'

/** A proposal, from its first act to its answer. */
export async function proposal(): Promise<void> {
  const one = Case.hosted(PROPOSAL)
  if (!one) return
  if (await one.neverOpened()) {
    await one.idle()
    if (one.state.status === 'unopened') return
  }
  await one.until(({ status }) => status === 'answered')
  await one.idle()
}
