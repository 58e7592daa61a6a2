/** Every field of every body, with its path and its shape. */
import { BODIES, VERBS, type Verb } from '#domain/project/actions.ts'
import type { Shape } from '#domain/values/shape.ts'

export interface Field {
  verb: Verb
  /** Names and, for items of lists, `0`. */
  path: string
  shape: Shape<unknown>
}

/** The leaves: fields with a text, a number or a boolean. */
export const FIELDS: readonly Field[] = VERBS.flatMap((verb) => leavesOf(verb, '', BODIES[verb]))

function leavesOf(verb: Verb, path: string, shape: Shape<unknown>): Field[] {
  if (shape.type === 'array' && shape.items) return leavesOf(verb, `${path}/0`, shape.items)
  if (shape.type !== 'object') return [{ verb, path, shape }]
  return Object.entries(shape.properties ?? {}).flatMap(([name, field]) =>
    leavesOf(verb, `${path}/${name}`, field),
  )
}
