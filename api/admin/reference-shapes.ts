/** Shapes of the reference data. The shape of a policy follows from the values that the kinds declare. */

import type { Kinds } from '#domain/engine/kinds.ts'
import type { PolicyChange } from '#domain/engine/policy.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import {
  date,
  flag,
  type Infer,
  identifier,
  instantShape,
  integer,
  list,
  object,
  type Shape,
  text,
  versionName,
} from '#domain/values/shape.ts'

const version = versionName()
const days = list(date<PlainDate>(), 0, 120)

export const calendarShape = object(
  {
    version,
    years: list(
      object({ year: integer(1900, 2199), source: text(200, 'the notice'), off: days, work: days }),
      1,
      200,
    ),
  },
  { effectiveAt: instantShape('business time from which it is in force; now by default') },
)

/** Any of the values, each complete; a value that is left out stays as in the version before. */
const someValuesOf = ({ policy }: Kinds): Shape<PolicyChange> =>
  object(
    {},
    Object.fromEntries(Object.entries(policy).map(([name, { shape }]) => [name, shape])),
  ) as Shape<unknown> as Shape<PolicyChange>

export const policyShapeOf = (kinds: Kinds) =>
  object({
    version,
    effectiveFrom: date<PlainDate>(),
    appliesToRunningCases: flag('running cases follow it, too'),
    source: text(500, 'the document or decision that it is based on'),
    values: someValuesOf(kinds),
  })

export type GivenPolicy = Infer<ReturnType<typeof policyShapeOf>>

export const registerEntryShape = object({
  caseId: text(200, 'the case whose system it is: its kind, a slash and its id'),
  number: identifier(60, '国家政务信息系统总目录编号'),
  since: date<PlainDate>(),
})
