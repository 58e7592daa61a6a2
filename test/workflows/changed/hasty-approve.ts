/** An approval that first waits for a moment: a command that no stored history has. */
import { sleep } from '@temporalio/workflow'

export async function approve(): Promise<void> {
  await sleep('1 second')
}
