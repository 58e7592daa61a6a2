/** Temporal without our code: an Update with one local activity, which makes one INSERT. */
import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow'

interface Bare {
  insertDecision(id: string): Promise<void>
}

export const decideUpdate = defineUpdate<string, [string]>('decide')

const { insertDecision } = proxyLocalActivities<Bare>({ startToCloseTimeout: '10s' })

export async function bareCase(): Promise<void> {
  let decided = false
  setHandler(decideUpdate, async (id) => {
    await insertDecision(id)
    decided = true
    return id
  })
  await condition(() => decided)
}
