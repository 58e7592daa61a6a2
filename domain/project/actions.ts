/**
 * All acts on a project: its own, from its topics, and those on rounds and tasks, which every kind of case has. Routes and documents
 * of the API, the lists of allowed acts, and rehearsal files use them.
 */
import type { ActionEntry } from '../case/action.ts'
import type { SharedBody, SharedVerb } from '../engine/shared-tables.ts'
import type { Infer, Shape } from '../values/shape.ts'
import { type OwnActs, TOPIC_TABLES } from './topics.ts'

type OwnVerb = keyof OwnActs
export type Verb = OwnVerb | SharedVerb

export type BodyOf<V extends Verb> = V extends OwnVerb
  ? Infer<OwnActs[V]['body']>
  : V extends SharedVerb
    ? SharedBody<V>
    : never

export const ACTIONS = TOPIC_TABLES.actions as unknown as Readonly<Record<Verb, ActionEntry>>

export const BODIES = TOPIC_TABLES.bodies as unknown as { readonly [V in Verb]: Shape<BodyOf<V>> }

export const VERBS = Object.keys(ACTIONS) as Verb[]
