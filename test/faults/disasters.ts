/** Disasters that strike the workflows of many cases at once, or the record below them. */

import { allAtOnce } from '../hosting/all-at-once.ts'
import { snapshot } from '../hosting/restored.ts'
import { poison, SABOTAGES, type Sabotage } from '../hosting/sabotage.ts'
import type { Authority, SentAct } from './authority.ts'
import type { HostingDrill, OpenCase } from './hosting-drill.ts'

/** Every kind of sabotage, on the cases in turn, while no worker is there. */
export async function sabotage(drill: HostingDrill, cases: readonly OpenCase[]): Promise<void> {
  const kinds: Sabotage[] = Object.values(SABOTAGES)
  const share = kinds.length + 1
  await drill.stack.without('worker', async () => {
    // First, because a stranger at the queue answers whatever task it gets.
    for (const { caseId } of cases.filter((_, index) => index % share === kinds.length))
      await poison(drill.temporal, caseId)
    const others = cases.flatMap(({ caseId }, index) => {
      const kind = kinds[index % share]
      return kind ? [{ caseId, kind }] : []
    })
    await allAtOnce(others, ({ caseId, kind }) => kind(drill.temporal, caseId))
  })
}

export interface Restored {
  /** Acts that the restored record has. */
  kept: SentAct[]
  /** Acts that were answered, too, and that it lacks. */
  lost: SentAct[]
}

/** The authority acts on these cases; then PostgreSQL is put back to before the acts on all but the first few. */
export async function restoreOlder(
  drill: HostingDrill,
  authority: Authority,
  { keep, lose }: { keep: readonly OpenCase[]; lose: readonly OpenCase[] },
): Promise<Restored> {
  const { adminDatabaseUrl, databaseUrl } = drill.stack
  const kept = await allAtOnce(keep, (one) => authority.actUntilAnswered(one))
  const before = await snapshot(adminDatabaseUrl, databaseUrl)
  const lost = await allAtOnce(lose, (one) => authority.actUntilAnswered(one))
  await before.restore()
  return { kept, lost }
}
