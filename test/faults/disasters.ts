/** Faults in the workflows of many cases at the same time, or in the record. */

import { mapConcurrently } from '../hosting/map-concurrently.ts'
import { snapshot } from '../hosting/restored.ts'
import { poison, SABOTAGES, type Sabotage } from '../hosting/sabotage.ts'
import type { Authority, SentAct } from './authority.ts'
import type { HostingDrill, OpenCase } from './hosting-drill.ts'

/** Applies every kind of sabotage to the cases in turn, while no worker is running. */
export async function sabotage(drill: HostingDrill, cases: readonly OpenCase[]): Promise<void> {
  const kinds: Sabotage[] = Object.values(SABOTAGES)
  const share = kinds.length + 1
  await drill.stack.without('worker', async () => {
    // First, because a foreign worker on the queue would answer any task.
    for (const { caseId } of cases.filter((_, index) => index % share === kinds.length))
      await poison(drill.temporal, caseId)
    const others = cases.flatMap(({ caseId }, index) => {
      const kind = kinds[index % share]
      return kind ? [{ caseId, kind }] : []
    })
    await mapConcurrently(others, ({ caseId, kind }) => kind(drill.temporal, caseId))
  })
}

export interface Restored {
  /** Acts that the restored record has. */
  kept: SentAct[]
  /** Acts that were answered and that it lacks. */
  lost: SentAct[]
}

/** The authority acts on these cases; then PostgreSQL is restored to a time at which only the first acts were done. */
export async function restoreOlder(
  drill: HostingDrill,
  authority: Authority,
  { keep, lose }: { keep: readonly OpenCase[]; lose: readonly OpenCase[] },
): Promise<Restored> {
  const { adminDatabaseUrl, databaseUrl } = drill.stack
  const kept = await mapConcurrently(keep, (one) => authority.actUntilAnswered(one))
  const before = await snapshot(adminDatabaseUrl, databaseUrl)
  const lost = await mapConcurrently(lose, (one) => authority.actUntilAnswered(one))
  await before.restore()
  return { kept, lost }
}
