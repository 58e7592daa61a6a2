/**
 * All acts on a project: its own, from its topics, and those on rounds and tasks, which every kind of case has. Routes and documents
 * of the API, the lists of allowed acts, and rehearsal files use them.
 */
import type { ActionEntry } from '../case/action.ts'
import { REVIEW_ACTIONS, type ReviewBody, type ReviewVerb, reviewBodies } from '../review/actions.ts'
import { TASK_ACTIONS, TASK_BODIES } from '../tasks/actions.ts'
import type { Infer, Shape } from '../values/shape.ts'
import { REVIEW_STEPS } from './steps.ts'
import { type OwnActs, TOPIC_TABLES } from './topics.ts'

type OwnVerb = keyof OwnActs
export type Verb = OwnVerb | ReviewVerb | keyof typeof TASK_BODIES

export type BodyOf<V extends Verb> = V extends OwnVerb
  ? Infer<OwnActs[V]['body']>
  : V extends ReviewVerb
    ? ReviewBody<V>
    : V extends keyof typeof TASK_BODIES
      ? Infer<(typeof TASK_BODIES)[V]>
      : never

export const ACTIONS = { ...TOPIC_TABLES.actions, ...REVIEW_ACTIONS, ...TASK_ACTIONS } as unknown as Readonly<
  Record<Verb, ActionEntry>
>

export const BODIES = {
  ...TOPIC_TABLES.bodies,
  ...reviewBodies<string>(REVIEW_STEPS),
  ...TASK_BODIES,
} as unknown as {
  readonly [V in Verb]: Shape<BodyOf<V>>
}

export const VERBS = Object.keys(ACTIONS) as Verb[]
