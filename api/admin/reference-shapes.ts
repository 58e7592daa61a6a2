/** What is loaded as reference data. The shape of a policy follows from the values that there are. */
import type { PlainDate } from '#domain/plain-date.ts'
import { POLICY_V1, type PolicyChange } from '#domain/policy.ts'
import { panelShape } from '#domain/review/panels.ts'
import { REVIEW_STEPS } from '#domain/review/steps.ts'
import {
  date,
  flag,
  instantShape,
  integer,
  list,
  object,
  oneOf,
  type Shape,
  slug,
  text,
  uuid,
} from '#domain/shape.ts'
import { partial } from '../contract/route-shapes.ts'

const version: Shape<string> = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }
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

function shapeOf(value: unknown, name: string): Shape<unknown> {
  if (name === 'effect') return oneOf(OM_EFFECTS)
  if (typeof value === 'number') return integer(0, Number.MAX_SAFE_INTEGER)
  if (typeof value === 'boolean') return flag()
  if (typeof value !== 'object' || value === null) return slug()
  return object(Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shapeOf(field, key)])))
}

const { panels: _panels, ...plainValues } = POLICY_V1.values
const { properties: plainShapes } = partial(shapeOf(plainValues, 'values'))
/** A panel is replaced as a whole: half of one would be no panel. */
const panelShapes = object({}, Object.fromEntries(REVIEW_STEPS.map((step) => [step, panelShape])))

export const policyShape = object({
  version,
  effectiveFrom: date<PlainDate>(),
  appliesToRunningCases: flag('running cases are re-planned by it'),
  source: text(500, 'what it rests on'),
  values: object({}, { ...plainShapes, panels: panelShapes }) as Shape<unknown> as Shape<PolicyChange>,
})

export const planShape = object({
  version,
  effectiveFrom: date<PlainDate>(),
  source: text(500, 'the State Council’s approval'),
  items: list(object({ id: text(60), title: text(200), owner: slug() }), 0, 500),
})

export const registerEntryShape = object({
  projectId: uuid(),
  number: text(60, '国家政务信息系统总目录编号'),
  since: date<PlainDate>(),
})
