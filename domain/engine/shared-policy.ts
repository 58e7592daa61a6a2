/** Policy values that every kind of case has: panels, warnings, and values that acts on any case need. */
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import { months, organisationOf, type PolicyValue, tableOf, yesOrNo } from '../law/policy.ts'
import { MEASURES_4_6 } from '../law/provisions.ts'
import { type Panel, panelShape } from '../review/panels.ts'
import { REMINDER_POLICY } from '../review/reminders.ts'
import { flag, integer, object, type Shape } from '../values/shape.ts'

const SHARED = {
  ...REMINDER_POLICY,
  /** Organisation that approves from a threshold on, and to which overdue matters are escalated. */
  planningAuthority: organisationOf('ndrc', MEASURES_4_6),
  /** Working days after the last day until an undone matter is escalated; 0: never. */
  escalationWorkingDays: tableOf({ leader: 3, planningAuthority: 10 }, integer(0, 366, 'working days')),
  /** Office hours in minutes of the day in Shanghai: warnings are sent at their start; all other hours are quiet hours. */
  officeHours: tableOf({ fromMinute: 9 * 60, toMinute: 17 * 60 + 30 }, integer(0, 1_439, 'minutes')),
  /** Groups of notices that are always sent at once, whatever the preferences of the person. */
  promptNotices: tableOf(
    { tasks: false, outcomes: false, information: false, deadlines: false, overdue: true },
    flag(),
  ),
  /** A substitute 代班 must belong to the same department, agency or firm as the person whom they act for. */
  substituteOfSameRoot: yesOrNo(true, SEPARATION_OF_DUTIES),
  /** Months from the appointment of a substitute to the last possible day. */
  substitutionMonthsMax: months(12),
  /** Documents that an act names must have been uploaded to the case. False: files may be stored elsewhere. */
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

/** A version may replace some of the rows, each as a whole: half a panel makes no sense. */
const someOf = <T extends Readonly<Record<string, unknown>>>(rows: T, row: Shape<unknown>) =>
  object({}, Object.fromEntries(Object.keys(rows).map((name) => [name, row]))) as Shape<unknown> as Shape<T>

export type SharedPolicy = ReturnType<typeof sharedPolicy<string, string>>
