/**
 * Every act that people can do with a project: who may, in which relation to it, and what it says. The API's
 * routes and documents, the lists of allowed actions, the rehearsal files and the checks all derive from this.
 */

import { REVIEW_ACTIONS, REVIEW_BODIES, type ReviewVerb } from '../review/actions.ts'
import type { ReviewStep } from '../review/steps.ts'
import { TASK_ACTIONS, TASK_BODIES } from '../tasks/actions.ts'
import type { Role } from '../values/directory.ts'
import { type Infer, object, type Shape } from '../values/shape.ts'
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

/**
 * The relation that the actor's organisation must have to the project: part of the owner, part of the approving
 * authority, the agency at work on it, none needed (national roles), a seat of the round (checked seat by seat), or
 * the role that policy lets revoke, of another authority than the one that approved.
 */
export type Relation = 'owner' | 'authority' | 'agency' | 'national' | 'signer' | 'revoker'

export interface ActionEntry {
  zh: string
  en: string
  roles: readonly Role[]
  relation: Relation
  /** Set when a panel decides on it: policy says who signs. */
  review?: ReviewStep
  /** True when it is an act of deciding: the preparers and their bureaus may not do it. */
  decides?: true
}

export const BODIES = {
  ...APPROVAL_BODIES,
  ...REVIEW_BODIES,
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
export const isVerb = (value: unknown): value is Verb =>
  typeof value === 'string' && Object.hasOwn(BODIES, value)

/** Of whatever is no verb the body refers to nothing. */
export const bodyShapeOf = (verb: string): Shape<unknown> => (isVerb(verb) ? BODIES[verb] : object({}))

/** Acts on a round of a joint decision. */
export const isReviewVerb = (verb: Verb): verb is ReviewVerb => Object.hasOwn(REVIEW_BODIES, verb)
