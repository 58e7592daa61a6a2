/** What is loaded as reference data. The shape of a policy follows from the values that there are. */

import type { Kinds } from '#domain/engine/kinds.ts'
import type { PolicyChange } from '#domain/engine/policy.ts'
import { panelShape } from '#domain/review/panels.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import {
  date,
  flag,
  type Infer,
  identifier,
  instantShape,
  integer,
  list,
  money,
  object,
  organisation,
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

/** Bounds by the unit that a value's name ends in: beyond them a date leaves the calendar, or a part its whole. */
const BOUNDS: readonly [RegExp, Shape<number>][] = [
  // 0: nobody is warned, nothing is escalated.
  [/^(?:warning|escalation)WorkingDays$/, integer(0, 366)],
  // Within the year; 0: from its first day on.
  [/^annualReportFromMonths$/, integer(0, 11)],
  [/Minute$/, integer(0, 1_439)],
  [/Days$/, integer(1, 366)],
  [/Months(?:Max)?$/, integer(1, 120)],
  [/(?:P|^p)ercent$/, integer(0, 100)],
  [/Hours$/, integer(1, 720)],
  [/Fen$/, money()],
  [/Max$/, integer(0, 10)],
]

const unitOf = (name: string) => BOUNDS.find(([unit]) => unit.test(name))

function boundsOf(name: string): Shape<number> {
  const found = unitOf(name)
  if (!found) throw new Error(`the policy value ${name} does not say its unit`)
  return found[1]
}

/** Values that are words of a fixed list. */
type Words = Readonly<Record<string, Shape<string>>>

/** A value's name, and `unit`: the name that says the unit, where the value's own does not: that of the whole it is a part of. */
interface Place {
  name: string
  unit: string
}

function shapeOf(words: Words, value: unknown, { name, unit }: Place): Shape<unknown> {
  const word = words[name]
  if (word) return word
  if (typeof value === 'number') return boundsOf(unit)
  if (typeof value === 'boolean') return flag()
  if (typeof value !== 'object' || value === null) return organisation()
  return object(shapesOf(words, value, unit))
}

const shapesOf = (words: Words, values: object, whole = ''): Record<string, Shape<unknown>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, field]) => [
      name,
      shapeOf(words, field, { name, unit: unitOf(name) || whole === '' ? name : whole }),
    ]),
  )

/** Any of the values, each of them whole: what is left out is as in the version before. */
function someValuesOf({ all, firstPolicy }: Kinds): Shape<PolicyChange> {
  const words: Words = Object.assign({}, ...all.map(({ policyWords }) => policyWords))
  const { panels, ...plainValues } = firstPolicy.values
  // A panel is replaced as a whole: half of one would be no panel.
  const panelShapes = object({}, Object.fromEntries(Object.keys(panels).map((step) => [step, panelShape])))
  return object(
    {},
    { ...shapesOf(words, plainValues), panels: panelShapes },
  ) as Shape<unknown> as Shape<PolicyChange>
}

export const policyShapeOf = (kinds: Kinds) =>
  object({
    version,
    effectiveFrom: date<PlainDate>(),
    appliesToRunningCases: flag('running cases are re-planned by it'),
    source: text(500, 'what it rests on'),
    values: someValuesOf(kinds),
  })

export type GivenPolicy = Infer<ReturnType<typeof policyShapeOf>>

export const registerEntryShape = object({
  caseId: text(200, 'the case whose system it is: its kind, a slash and its id'),
  number: identifier(60, '国家政务信息系统总目录编号'),
  since: date<PlainDate>(),
})
