/**
 * References in bodies: people and organisations of the directory, items of the national plan, documents of the case. The shape
 * marks these fields (`refersTo`). Here the references are found, and those to things that do not exist.
 */
import type { Named } from '../values/directory.ts'
import { isSameIdentifier } from '../values/identifier.ts'
import type { PersonId } from '../values/ids.ts'
import { isDigest, isSlug, type RefersTo, type Shape } from '../values/shape.ts'
import type { PlanItem } from './national-plan.ts'

export interface Reference {
  to: RefersTo
  id: string
  /** RFC 6901, into the body. */
  pointer: string
}

/** More than any valid body has. */
const REFERENCES_MAX = 600

const IS_ID: Readonly<Record<RefersTo, (value: unknown) => boolean>> = {
  person: isSlug,
  organisation: isSlug,
  planItem: (value) => typeof value === 'string',
  document: (value) => typeof value === 'string' && isDigest(value),
}

/** The references of a body. It may not fit its shape yet: such fields are skipped, the check of the shape reports them. */
export function referencesIn(shape: Shape<unknown>, value: unknown): Reference[] {
  const found: Reference[] = []
  collect(shape, value, '', found)
  return found
}

function collect(shape: Shape<unknown>, value: unknown, pointer: string, found: Reference[]): void {
  if (found.length >= REFERENCES_MAX || value === null || value === undefined) return
  if (shape.refersTo) {
    if (IS_ID[shape.refersTo](value)) found.push({ to: shape.refersTo, id: value as string, pointer })
  } else if (shape.type === 'array' && shape.items && Array.isArray(value)) {
    for (const [index, item] of value.slice(0, REFERENCES_MAX).entries())
      collect(shape.items, item, `${pointer}/${index}`, found)
  } else if (shape.type === 'object' && typeof value === 'object') {
    for (const [name, field] of Object.entries(shape.properties ?? {}))
      collect(field, (value as Record<string, unknown>)[name], `${pointer}/${name}`, found)
  }
}

/** What to look up: people and organisations in the directory, documents by their digests. */
export interface NamedIds {
  people: PersonId[]
  organisations: string[]
  documents: string[]
}

export function namedIn(shape: Shape<unknown>, value: unknown): NamedIds {
  const references = referencesIn(shape, value)
  const ids = (to: RefersTo): string[] => [
    ...new Set(references.filter((one) => one.to === to).map(({ id }) => id)),
  ]
  return {
    people: ids('person') as PersonId[],
    organisations: ids('organisation'),
    documents: ids('document'),
  }
}

/** What exists. */
export interface Known {
  named: Named
  /** Digests of those named documents that the case has; null: files may be stored elsewhere. */
  documents: readonly string[] | null
  /** Items of all versions of the plan so far; null: not checked here. A rule checks the version in force (`notInPlan`). */
  planItems: readonly PlanItem[] | null
}

/** The references of a body to things that do not exist. */
export const unknownIn = (shape: Shape<unknown>, value: unknown, known: Known): Reference[] =>
  referencesIn(shape, value).filter((reference) => !isKnown(reference, known))

function isKnown({ to, id }: Reference, { named, documents, planItems }: Known): boolean {
  switch (to) {
    case 'person':
      return named.people.some((person) => person.id === id)
    case 'organisation':
      return named.organisations.some((organisation) => organisation.id === id)
    case 'planItem':
      return planItems?.some((item) => isSameIdentifier(item.id, id)) ?? true
    case 'document':
      return documents?.includes(id) ?? true
  }
}
