/** A case's timeline as the API shows it. */

import type { CaseEvent } from '#domain/case/event.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import type { ApiClient } from './client.ts'
import type { ObservedEvent } from './observation.ts'
import type { Titles } from './problem.ts'
import type { Doer } from './rehearsal.ts'

interface Page {
  items: ({ seq: number; at: Instant; event: CaseEvent; by: { person?: string } & Titles } & Titles)[]
  next: string | null
}

/** Every event after `afterSeq`, oldest first. */
export async function fetchTimeline(
  api: ApiClient,
  address: string,
  { doer, afterSeq }: { doer: Doer; afterSeq: number },
): Promise<ObservedEvent[]> {
  const events: ObservedEvent[] = []
  for (let after = afterSeq; ; after = events.at(-1)?.seq ?? after) {
    const page = await api.read<Page>(`${address}/timeline?after=${after}&limit=100`, doer)
    events.push(...page.items.map(observedEvent))
    if (page.next === null) return events
  }
}

function observedEvent({ seq, at, event, by, zh, en }: Page['items'][number]): ObservedEvent {
  const recordedOn = dateOf(at)
  const line = { zh: `${recordedOn} ${by.zh}：${zh}`, en: `${recordedOn} ${by.en}: ${en}` }
  return { seq, recordedOn, event, by: by.person ?? 'system', line }
}
