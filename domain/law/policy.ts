/**
 * Policy values: what the law leaves open, and every threshold. Each value is declared once, in the topic whose rule uses it, with its
 * default, its bounds and its source. A version of the policy changes some of them from a date on.
 */
import type { OrgId } from '../values/directory.ts'
import { type Fen, fen } from '../values/money.ts'
import { flag, integer, money, object, oneOf, organisation, type Shape } from '../values/shape.ts'
import { POLICY_DEFAULT } from './own-policy.ts'
import type { Provision } from './provision.ts'

export interface PolicyValue<T> {
  /** The default: it applies since the Measures came into force, until a version changes it. */
  readonly value: T
  /** What a version may set: type, unit and bounds. */
  readonly shape: Shape<T>
  /** What it rests on. */
  readonly source: Provision
}

export type PolicyValues = Readonly<Record<string, PolicyValue<unknown>>>

/** The values alone, by name. */
export type ValuesOf<P extends PolicyValues> = {
  readonly [K in keyof P]: P[K] extends PolicyValue<infer T> ? T : never
}

interface Bounds {
  min?: number
  max?: number
}

/** The bounds keep dates within the calendar, and percentages at most 100. */
const number =
  (unit: string, { min: least, max: most }: Required<Bounds>) =>
  (
    value: number,
    source: Provision = POLICY_DEFAULT,
    { min = least, max = most }: Bounds = {},
  ): PolicyValue<number> => ({
    value,
    shape: integer(min, max, unit),
    source,
  })

export const workingDays = number('working days', { min: 1, max: 366 })
export const months = number('months', { min: 1, max: 120 })
export const hours = number('hours', { min: 1, max: 720 })
export const percent = number('percent', { min: 0, max: 100 })
export const times = number('times', { min: 0, max: 10 })

export const amount = (value: number, source: Provision = POLICY_DEFAULT): PolicyValue<Fen> => ({
  value: fen(value),
  shape: money<Fen>(),
  source,
})

export const yesOrNo = (value: boolean, source: Provision = POLICY_DEFAULT): PolicyValue<boolean> => ({
  value,
  shape: flag(),
  source,
})

export const organisationOf = (value: OrgId, source: Provision = POLICY_DEFAULT): PolicyValue<OrgId> => ({
  value,
  shape: organisation(),
  source,
})

/** One word of a fixed list. */
export const wordOf = <const W extends string>(
  words: readonly [W, ...W[]],
  value: W,
  source: Provision = POLICY_DEFAULT,
): PolicyValue<W> => ({ value, shape: oneOf(words), source })

/** A table that a version sets as a whole; `shape` is that of one row. */
export const tableOf = <K extends string, R>(
  value: Readonly<Record<K, R>>,
  shape: Shape<R>,
  source: Provision = POLICY_DEFAULT,
): PolicyValue<Readonly<Record<K, R>>> => ({
  value,
  shape: object(Object.fromEntries(Object.keys(value).map((row) => [row, shape]))) as Shape<
    Readonly<Record<K, R>>
  >,
  source,
})

/** Every default by name. */
export const defaultsOf = <P extends PolicyValues>(values: P): ValuesOf<P> =>
  Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value])) as ValuesOf<P>
