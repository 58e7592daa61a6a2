/** Reads everything that is printed about a case. */
import { type DocumentVersion, listAllVersions } from '#db/intake/documents.ts'
import type { SeenCase } from '#db/queries/case-view.ts'
import { readOpenRounds } from '#db/queries/open-rounds.ts'
import { readTimeline, type TimelineEntry } from '#db/queries/timeline.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { caseIdOf, type PersonId } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Caller } from '../auth/caller.ts'
import { notFound } from '../problem.ts'
import { mustReadCase } from '../reads/must-read-case.ts'
import { readableEntries } from '../reads/open-rounds.ts'
import { withProse } from '../reads/prose.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'

export interface CaseFile {
  seen: SeenCase
  timeline: TimelineEntry[]
  /** All versions of all documents. */
  documents: DocumentVersion[]
  caller: Caller
}

/** No limit: a reader could not see that a paper is incomplete. */
const EVERYTHING = { after: 0, limit: null }

export async function caseFile(
  services: Services,
  caller: Caller,
  { kind, id }: { kind: Kind; id: string },
): Promise<CaseFile> {
  const { pool, views } = services
  await mustReadCase(services, caller, { kind, id })
  const caseId = caseIdOf(kind.name, id)
  const seen = await views.find(caseId, viewerOf(caller), dateOf(caller.now))
  if (!seen) throw notFound()
  const whole = await readTimeline(pool, caseId, EVERYTHING)
  const events = readableEntries(whole, {
    kind,
    openRounds: await readOpenRounds(pool, caseId),
    reader: caller,
  })
  const [timeline, documents] = await Promise.all([withProse(pool, events), listAllVersions(pool, id)])
  return { seen, timeline, documents, caller }
}

/** Names in Chinese, as papers have them. */
export function namesIn({ directory }: Caller) {
  const org = (id: string): string => directory.orgs.get(id)?.zh ?? id
  const person = (id: PersonId): string => directory.people.get(id)?.zh ?? id
  const by = (actor: TimelineEntry['by']): string =>
    actor.kind === 'system'
      ? '系统'
      : `${person(actor.person)}${actor.actingFor ? `代${person(actor.actingFor.person)}` : ''}（${org(actor.org)}）`
  return { org, person, by }
}

/** A digest in groups of digits, so that it can be broken over lines. */
export const groups = (digest: string): string => digest.match(/.{1,16}/g)?.join(' ') ?? digest

export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** In Beijing time. */
export const chineseTime = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
