/** A case's audit trail as the API shows it to an auditor. */
import type { AuditEntry } from '#db/chain.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import type { ApiClient } from './client.ts'
import type { ObservedEntry } from './observation.ts'
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
export async function fetchAudit(
  api: ApiClient,
  address: string,
  { auditor, after }: { auditor: Doer; after: number },
): Promise<ObservedEntry[]> {
  const entries: ObservedEntry[] = []
  for (let last = after; ; last = entries.at(-1)?.n ?? last) {
    const page = await api.read<Page>(`${address}/audit?after=${last}&limit=200`, auditor)
    entries.push(...page.items.map(observedEntry))
    if (page.next === null) return entries
  }
}

const observedEntry = ({
  n,
  at,
  by,
  action,
  event,
  unmet,
  ...link
}: Page['items'][number]): ObservedEntry => ({
  n,
  on: dateOf(at),
  by: by.person ?? 'system',
  action: action.code,
  event: event?.type ?? null,
  refused: unmet?.map(({ code }) => code) ?? [],
  link: { n, ...link },
})
