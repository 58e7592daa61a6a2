/** Checks that everything a body refers to exists, and suggests similar codes for a mistyped one. */
import type { Pool } from '#db/connect.ts'
import { type Directory, existsOn } from '#db/intake/directory.ts'
import { findHeld } from '#db/intake/documents.ts'
import { planItemsUntil } from '#db/intake/reference-versions.ts'
import { policyOf } from '#db/queries/policy.ts'
import type { PlanItem } from '#domain/case/national-plan.ts'
import { type NamedIds, namedIn, type Reference, referencesIn, unknownIn } from '#domain/case/references.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Named } from '#domain/values/directory.ts'
import { type CaseId, ownIdOf } from '#domain/values/ids.ts'
import { dateOf, type PlainDate } from '#domain/values/plain-date.ts'
import type { RefersTo, Shape } from '#domain/values/shape.ts'
import type { ShapeProblem } from '#domain/values/shape-check.ts'
import type { Caller } from '../auth/caller.ts'
import { invalid } from '../problem.ts'
import { nearest } from './nearest.ts'

interface WithPool {
  pool: Pool
}
interface WithKinds extends WithPool {
  kinds: Kinds
}
type LookupContext = Pick<Caller, 'directory' | 'now'>

/** The existing people, organisations and documents that an act names, in the form in which the record reads them. `ids`: from `namedIn`. */
export async function namedBy(
  { pool }: WithPool,
  { directory, now }: LookupContext,
  { ids, caseId }: { ids: NamedIds; caseId: CaseId | null },
): Promise<Named> {
  const named = directory.named(ids, dateOf(now))
  if (ids.documents.length === 0) return named
  const held = caseId ? await findHeld(pool, ownIdOf(caseId), ids.documents) : []
  return { ...named, documents: [...new Set(held.map(({ digest }) => digest))].toSorted() }
}

/** The content of an act, and its case; the case is null before it has an id. */
export interface ActContent {
  shape: Shape<unknown>
  body: unknown
  caseId: CaseId | null
}

/** The references of an act's body that do not exist. `named`: from `namedBy`. */
export async function unknownInAct(
  { pool, kinds }: WithKinds,
  caller: LookupContext,
  { shape, body, caseId }: ActContent,
  { documents }: Named,
): Promise<ShapeProblem[]> {
  const isOneMissing = documents && namedIn(shape, body).documents.some((one) => !documents.includes(one))
  const policy = isOneMissing ? await policyOf({ pool, kinds }, caseId, dateOf(caller.now)) : null
  const held = policy?.values.documentsHeldHere ? (documents ?? null) : null
  return unknownReferences({ pool }, caller, shape, body, held)
}

async function unknownReferences(
  { pool }: WithPool,
  { directory, now }: LookupContext,
  shape: Shape<unknown>,
  body: unknown,
  documents: readonly string[] | null,
): Promise<ShapeProblem[]> {
  const asksPlan = referencesIn(shape, body).some(({ to }) => to === 'planItem')
  const planItems = asksPlan ? await planItemsUntil(pool, dateOf(now)) : []
  return referenceProblems(shape, body, { directory, documents, planItems, on: dateOf(now) })
}

/** Throws a Problem that names all references of a body that do not exist. Documents are not checked: only acts refer to them. */
export async function assertReferencesExist(
  services: WithPool,
  caller: LookupContext,
  shape: Shape<unknown>,
  body: unknown,
): Promise<void> {
  const unknown = await unknownReferences(services, caller, shape, body, null)
  if (unknown.length > 0) throw invalid(unknown)
}

interface KnownOn {
  directory: Directory
  /** The named digests that are documents of the case; null: files may be stored elsewhere. */
  documents: readonly string[] | null
  planItems: readonly PlanItem[]
  on: PlainDate
}

/** Each problem has its pointer and the most similar known codes. */
export function referenceProblems(shape: Shape<unknown>, body: unknown, known: KnownOn): ShapeProblem[] {
  const { directory, documents, planItems, on } = known
  const named = directory.named(namedIn(shape, body), on)
  return unknownIn(shape, body, { named, documents, planItems }).map((reference) =>
    problemOf(
      reference,
      nearest(namesOf(reference.to, known), ({ id }) => ({ said: reference.id, known: id })),
    ),
  )
}

const UNKNOWN: Readonly<Record<RefersTo, { zh: string; en: string }>> = {
  person: { zh: '名录中没有此人', en: 'is not a person in the directory' },
  organisation: { zh: '名录中没有此单位', en: 'is not an organisation in the directory' },
  planItem: { zh: '规划中没有此事项', en: 'is not an item of any plan' },
  document: {
    zh: '本案件没有此内容的文件，请先在草稿或本案件中上传',
    en: 'is not the content of a document of this case; upload it to the draft or the case first',
  },
}

function problemOf({ to, pointer }: Reference, nearest: readonly Name[]): ShapeProblem {
  const { zh, en } = UNKNOWN[to]
  const shown = (name: keyof Omit<Name, 'id'>): string =>
    nearest.map((one) => `${one.id} (${one[name]})`).join(', ')
  return {
    pointer,
    code: 'unknown-reference',
    zh: nearest.length === 0 ? zh : `${zh}；相近的有 ${shown('zh')}`,
    en: nearest.length === 0 ? en : `${en}; the nearest: ${shown('en')}`,
  }
}

interface Name {
  id: string
  zh: string
  en: string
}

function namesOf(to: RefersTo, { directory: { people, orgs }, planItems, on }: KnownOn): Iterable<Name> {
  switch (to) {
    case 'person':
      return [...people.values()].filter(({ leftOn }) => !leftOn || leftOn >= on)
    case 'organisation':
      return [...orgs.values()].filter((org) => existsOn(on, org))
    case 'planItem':
      return planItems.map(({ id, title }) => ({ id, zh: title, en: title }))
    case 'document':
      // Digests are never similar.
      return []
  }
}
