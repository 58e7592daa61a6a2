/** What is loaded as reference data. The shape of a policy follows from the values that there are. */

import { REVOKING_ROLES } from '#domain/project/approval/revoking-roles.ts'
import {
  REVOCATION_EFFECTS,
  REVOCATION_GROUNDS,
  type RevocationEffect,
} from '#domain/project/approval/words.ts'
import { POLICY_V1, type PolicyChange } from '#domain/project/policy.ts'
import { REVIEW_STEPS } from '#domain/project/steps.ts'
import { panelShape } from '#domain/review/panels.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import {
  date,
  flag,
  identifier,
  instantShape,
  integer,
  list,
  money,
  object,
  oneOf,
  organisation,
  type Shape,
  text,
  uuid,
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

const OM_EFFECTS = ['arrange', 'reduce', 'withhold'] as const
const REVOCATIONS = Object.keys(REVOCATION_EFFECTS) as [RevocationEffect, ...RevocationEffect[]]

/** Values that are words of a fixed list. */
const WORDS: Readonly<Record<string, Shape<string>>> = {
  effect: oneOf(OM_EFFECTS),
  revokingRole: oneOf(REVOKING_ROLES),
  ...Object.fromEntries(Object.keys(REVOCATION_GROUNDS).map((ground) => [ground, oneOf(REVOCATIONS)])),
}

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

/** `unit`: the name that says the unit, where the value's own does not: that of the whole it is a part of. */
function shapeOf(value: unknown, name: string, unit: string): Shape<unknown> {
  const word = WORDS[name]
  if (word) return word
  if (typeof value === 'number') return boundsOf(unit)
  if (typeof value === 'boolean') return flag()
  if (typeof value !== 'object' || value === null) return organisation()
  return object(shapesOf(value, unit))
}

const shapesOf = (values: object, whole = ''): Record<string, Shape<unknown>> =>
  Object.fromEntries(
    Object.entries(values).map(([key, field]) => [
      key,
      shapeOf(field, key, unitOf(key) || whole === '' ? key : whole),
    ]),
  )

const { panels: _panels, ...plainValues } = POLICY_V1.values
/** A panel is replaced as a whole: half of one would be no panel. */
const panelShapes = object({}, Object.fromEntries(REVIEW_STEPS.map((step) => [step, panelShape])))

/** Any of the values, each of them whole: what is left out is as in the version before. */
const someValues = object(
  {},
  { ...shapesOf(plainValues), panels: panelShapes },
) as Shape<unknown> as Shape<PolicyChange>

export const policyShape = object({
  version,
  effectiveFrom: date<PlainDate>(),
  appliesToRunningCases: flag('running cases are re-planned by it'),
  source: text(500, 'what it rests on'),
  values: someValues,
})

export const registerEntryShape = object({
  projectId: uuid(),
  number: identifier(60, '国家政务信息系统总目录编号'),
  since: date<PlainDate>(),
})
