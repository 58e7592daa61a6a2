/** Policy that every kind of case has: who signs, who is warned when, and what acts on any case look at. */
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import { hours, months, organisationOf, type PolicyValue, tableOf, yesOrNo } from '../law/policy.ts'
import { MEASURES_4_6 } from '../law/provisions.ts'
import { type Panel, panelShape } from '../review/panels.ts'
import { flag, integer, object, type Shape } from '../values/shape.ts'

const SHARED = {
  /** Between two nudges of one round. */
  nudgeHours: hours(24),
  /** Organisation that approves from a threshold on, and hears of what stays undone. */
  planningAuthority: organisationOf('ndrc', MEASURES_4_6),
  /** Working days after the last day until somebody above hears of what is undone; 0: never. */
  escalationWorkingDays: tableOf({ leader: 3, planningAuthority: 10 }, integer(0, 366, 'working days')),
  /** Minutes of the working day in Shanghai: warnings come at its start, quiet hours are the rest. */
  officeHours: tableOf({ fromMinute: 9 * 60, toMinute: 17 * 60 + 30 }, integer(0, 1_439, 'minutes')),
  /** Groups of notices that are sent at once, whatever a person prefers. */
  promptNotices: tableOf(
    { tasks: false, outcomes: false, information: false, deadlines: false, overdue: true },
    flag(),
  ),
  /** A substitute 代班 belongs to the same department, agency or firm as whom they act for. */
  substituteOfSameRoot: yesOrNo(true, SEPARATION_OF_DUTIES),
  /** The last day of a substitution lies no further ahead when it is appointed. */
  substitutionMonthsMax: months(12),
  /** What an act names as a document was uploaded to its case before; otherwise files may lie elsewhere. */
  documentsHeldHere: yesOrNo(true),
}

/** Working days before the last day on which people are warned; 0: no such warning. */
type Warnings<K extends string> = Readonly<Record<K, { first: number; last: number }>>

const warning = object({
  first: integer(0, 366, 'working days before the last day; 0: no warning'),
  last: integer(0, 366, 'working days before the last day; 0: no warning'),
})

/** The policy of a kind of case without its own values: `panels` by step, `warnings` by deadline. */
export const sharedPolicy = <Step extends string, K extends string>(
  panels: Readonly<Record<Step, Panel>>,
  warnings: Warnings<K>,
) => ({
  ...SHARED,
  panels: {
    value: panels,
    shape: someOf(panels, panelShape),
    source: SEPARATION_OF_DUTIES,
  } satisfies PolicyValue<typeof panels>,
  warningWorkingDays: {
    value: warnings,
    shape: someOf(warnings, warning),
    source: POLICY_DEFAULT,
  } satisfies PolicyValue<typeof warnings>,
})

/** A version replaces some of the rows, each as a whole: half of a panel would be none. */
const someOf = <T extends Readonly<Record<string, unknown>>>(rows: T, row: Shape<unknown>) =>
  object({}, Object.fromEntries(Object.keys(rows).map((name) => [name, row]))) as Shape<unknown> as Shape<T>

export type SharedPolicy = ReturnType<typeof sharedPolicy<string, string>>
