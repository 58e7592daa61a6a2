/** What a body refers to must exist; whoever mistypes a code is shown the nearest ones. */
import { distance } from 'fastest-levenshtein'
import type { Pool } from '#db/connect.ts'
import { type Directory, isThereOn } from '#db/intake/directory.ts'
import { planItemsUntil } from '#db/intake/reference-versions.ts'
import type { PlanItem } from '#domain/national-plan.ts'
import { dateOf, type PlainDate } from '#domain/plain-date.ts'
import { namedIn, type Reference, referencesIn, unknownIn } from '#domain/references.ts'
import type { RefersTo, Shape } from '#domain/shape.ts'
import type { ShapeProblem } from '#domain/shape-check.ts'
import type { Caller } from '../auth/caller.ts'
import { invalid } from '../problem.ts'

/** The references of a body that nothing stands behind; none when all is there. */
export async function unknownReferences(
  { pool }: { pool: Pool },
  { directory, now }: Pick<Caller, 'directory' | 'now'>,
  shape: Shape<unknown>,
  body: unknown,
): Promise<ShapeProblem[]> {
  const asksPlan = referencesIn(shape, body).some(({ to }) => to === 'planItem')
  const planItems = asksPlan ? await planItemsUntil(pool, dateOf(now)) : []
  return referenceProblems(shape, body, { directory, planItems, on: dateOf(now) })
}

/** Throws a Problem that names all of them. */
export async function mustKnow(...asked: Parameters<typeof unknownReferences>): Promise<void> {
  const unknown = await unknownReferences(...asked)
  if (unknown.length > 0) throw invalid(unknown)
}

interface KnownOn {
  directory: Directory
  planItems: readonly PlanItem[]
  on: PlainDate
}

/** Each with its pointer and the nearest known ones. */
export function referenceProblems(shape: Shape<unknown>, body: unknown, known: KnownOn): ShapeProblem[] {
  const { directory, planItems, on } = known
  const named = directory.named(namedIn(shape, body), on)
  return unknownIn(shape, body, { named, planItems }).map((reference) =>
    problemOf(reference, nearestTo(reference.id, namesOf(reference.to, known))),
  )
}

const KINDS: Readonly<Record<RefersTo, { zh: string; en: string }>> = {
  person: { zh: '名录中没有此人', en: 'is nobody in the directory' },
  organisation: { zh: '名录中没有此单位', en: 'is no organisation in the directory' },
  planItem: { zh: '规划中没有此事项', en: 'is no item of any plan' },
}

function problemOf({ to, pointer }: Reference, nearest: readonly Name[]): ShapeProblem {
  const { zh, en } = KINDS[to]
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
      return people.values()
    case 'organisation':
      return [...orgs.values()].filter((org) => isThereOn(on, org))
    case 'planItem':
      return planItems.map(({ id, title }) => ({ id, zh: title, en: title }))
  }
}

const NEAREST_MAX = 3

/** Known ones that differ in a third of their characters at most, the nearest first. */
function nearestTo(id: string, names: Iterable<Name>): Name[] {
  const found: { name: Name; steps: number }[] = []
  for (const name of names) {
    const steps = distance(id, name.id)
    if (steps <= Math.max(2, Math.ceil(name.id.length / 3))) found.push({ name, steps })
  }
  return found
    .toSorted((a, b) => a.steps - b.steps)
    .slice(0, NEAREST_MAX)
    .map(({ name }) => name)
}
