/** What every kind of case has of the layers below: acts on rounds and on tasks, the deadline of seats, and reasons of refusals. */
import type { ActionEntry } from '../case/action.ts'
import { mapped } from '../case/entries.ts'
import { CASE_REFUSALS, type CaseRefusal } from '../case/refusals.ts'
import {
  REVIEW_REFUSALS,
  type ReviewBody,
  type ReviewDeadline,
  type ReviewRefusal,
  type ReviewVerb,
  ROUND_ACTS,
  ROUND_DEADLINES,
  roundBodies,
} from '../review/topics.ts'
import { SUBSTITUTION_REFUSALS } from '../substitution/refusals.ts'
import { CLAIMS, type TaskBody, type TaskVerb } from '../tasks/claims.ts'
import type { Shape } from '../values/shape.ts'

export type SharedVerb = ReviewVerb | TaskVerb
export type SharedBody<V extends SharedVerb> = V extends ReviewVerb
  ? ReviewBody<V>
  : V extends TaskVerb
    ? TaskBody<V>
    : never
export type SharedDeadline = ReviewDeadline
export type SharedRefusal =
  | CaseRefusal
  | ReviewRefusal
  | keyof typeof SUBSTITUTION_REFUSALS
  | keyof typeof CLAIMS.refusals

export const SHARED_ACTS: Readonly<Record<string, ActionEntry>> = { ...ROUND_ACTS, ...CLAIMS.acts }

/** What they say, where these are the steps. */
export const sharedBodies = (steps: Readonly<Record<string, unknown>>): Record<string, Shape<unknown>> => ({
  ...roundBodies(Object.keys(steps) as [string, ...string[]]),
  ...mapped(Object.entries(CLAIMS.acts), ({ body }) => body as Shape<unknown>),
})

/** Those that people do to many cases at once. */
export const SHARED_BULK_VERBS: readonly string[] = [CLAIMS.acts, ROUND_ACTS].flatMap((acts) =>
  Object.entries(acts)
    .filter(([, { bulk }]) => bulk)
    .map(([verb]) => verb),
)

export const SHARED_DEADLINES = ROUND_DEADLINES

export const SHARED_REFUSALS = [CASE_REFUSALS, REVIEW_REFUSALS, SUBSTITUTION_REFUSALS, CLAIMS.refusals]
