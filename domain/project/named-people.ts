/** Which people an act names, so that the directory is asked about them before it is decided. */
import type { PersonId } from '../ids.ts'
import { isSlug } from '../shape.ts'
import type { Verb } from './actions.ts'

/** Where an act names people whose entry in the directory decides something. */
const NAMING: Partial<Readonly<Record<Verb, string>>> = {
  addSigner: 'person',
  transferSeat: 'to',
  delegateSeat: 'to',
  copyTo: 'people',
  submitStage: 'drafters',
}

/** The body may be anything yet: what is no person is left to the check of its shape. */
export function namedIn(verb: string, body: unknown): PersonId[] {
  const field = NAMING[verb as Verb]
  if (field === undefined || typeof body !== 'object' || body === null) return []
  const value: unknown = (body as Record<string, unknown>)[field]
  const ids = Array.isArray(value) ? value : [value]
  return [...new Set(ids.filter(isSlug))].slice(0, NAMED_MAX) as PersonId[]
}

/** More than any shape lets through. */
const NAMED_MAX = 100
