/**
 * Every act that people can do with a project: who may, in which relation to it, and what it says. The API's
 * routes and documents, the lists of allowed actions, the rehearsal files and the checks all derive from this.
 */
import type { ActionEntry } from '../case/action.ts'
import { REVIEW_ACTIONS, type ReviewVerb, reviewBodies } from '../review/actions.ts'
import { TASK_ACTIONS, TASK_BODIES } from '../tasks/actions.ts'
import type { Infer } from '../values/shape.ts'
import { ACCEPTANCE_ACTIONS } from './acceptance/actions.ts'
import { ACCEPTANCE_BODIES } from './acceptance/bodies.ts'
import { APPROVAL_ACTIONS } from './approval/actions.ts'
import { APPROVAL_BODIES } from './approval/bodies.ts'
import { BUDGET_ACTIONS } from './budget/actions.ts'
import { BUDGET_BODIES } from './budget/bodies.ts'
import { CONSTRUCTION_ACTIONS } from './construction/actions.ts'
import { CONSTRUCTION_BODIES } from './construction/bodies.ts'
import { EVALUATION_ACTIONS } from './evaluation/actions.ts'
import { EVALUATION_BODIES } from './evaluation/bodies.ts'
import { REVIEW_STEPS } from './steps.ts'

export const BODIES = {
  ...APPROVAL_BODIES,
  ...reviewBodies<string>(REVIEW_STEPS),
  ...CONSTRUCTION_BODIES,
  ...ACCEPTANCE_BODIES,
  ...EVALUATION_BODIES,
  ...BUDGET_BODIES,
  ...TASK_BODIES,
} as const

export type Verb = keyof typeof BODIES
export type BodyOf<V extends Verb> = Infer<(typeof BODIES)[V]>

export const ACTIONS: Readonly<Record<Verb, ActionEntry>> = {
  ...APPROVAL_ACTIONS,
  ...REVIEW_ACTIONS,
  ...CONSTRUCTION_ACTIONS,
  ...ACCEPTANCE_ACTIONS,
  ...EVALUATION_ACTIONS,
  ...BUDGET_ACTIONS,
  ...TASK_ACTIONS,
}

export const VERBS = Object.keys(BODIES) as Verb[]
/** Acts of the project's own; those on rounds and tasks are the same for every kind of case. */
export type OwnVerb = Exclude<Verb, ReviewVerb | keyof typeof TASK_BODIES>
