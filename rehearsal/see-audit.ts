/** A case's audit trail as the API shows it to an auditor. */
import type { AuditEntry } from '#db/chain.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import type { ApiClient } from './client.ts'
import type { SeenEntry } from './observation.ts'
import type { Doer } from './rehearsal.ts'

interface Page {
  items: (Pick<AuditEntry, 'n' | 'content' | 'prevHash' | 'hash'> & {
    at: Instant
    by: { person?: string }
    action: { code: string }
    event?: { type: string }
    unmet?: { code: string }[]
  })[]
  next: string | null
}

/** Every entry after `after`, oldest first. */
export async function seeAudit(
  api: ApiClient,
  address: string,
  { auditor, after }: { auditor: Doer; after: number },
): Promise<SeenEntry[]> {
  const entries: SeenEntry[] = []
  for (let last = after; ; last = entries.at(-1)?.n ?? last) {
    const page = await api.read<Page>(`${address}/audit?after=${last}&limit=200`, auditor)
    entries.push(...page.items.map(seenEntry))
    if (page.next === null) return entries
  }
}

const seenEntry = ({ n, at, by, action, event, unmet, ...link }: Page['items'][number]): SeenEntry => ({
  n,
  on: dateOf(at),
  by: by.person ?? 'system',
  action: action.code,
  event: event?.type ?? null,
  refused: unmet?.map(({ code }) => code) ?? [],
  link: { n, ...link },
})
