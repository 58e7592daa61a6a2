/** One policy for all kinds of case: each kind adds its values with their defaults; a version changes some of them. */
import type { PolicyVersion } from '../case/facts.ts'
import type { ReviewPolicy } from '../review/kind.ts'
import { withoutSilentYes } from '../review/panels.ts'
import type { SubstitutionPolicy } from '../substitution/substitution.ts'
import type { PlainDate } from '../values/plain-date.ts'
import type { NoticePolicy } from './notice-policy.ts'

/** Policy values that the layers need in every kind of case. */
export interface EnginePolicy extends ReviewPolicy, NoticePolicy, SubstitutionPolicy {}

/** The defaults apply since the Measures came into force (2020-02-01 R+). */
export const FIRST_VERSION = {
  version: '2020.1',
  effectiveFrom: '2020-02-01' as PlainDate,
  appliesToRunningCases: false,
}

/** The values that a new version changes. The panel of a step, and the warnings of a deadline, are replaced as a whole. */
export type PolicyChange<V extends EnginePolicy = EnginePolicy> = Partial<
  Omit<V, 'panels' | 'warningWorkingDays'>
> & {
  panels?: Partial<V['panels']>
  warningWorkingDays?: Partial<V['warningWorkingDays']>
}

export const changedValues = <V extends EnginePolicy>(
  values: V,
  { panels, warningWorkingDays, ...change }: PolicyChange<V>,
): V => ({
  ...values,
  ...change,
  panels: { ...values.panels, ...panels },
  warningWorkingDays: { ...values.warningWorkingDays, ...warningWorkingDays },
})

/** A policy that was recorded before a value existed gets the default of that value. */
export const withDefaults = <V extends EnginePolicy>(
  defaults: V,
  policy: PolicyVersion<Partial<V>>,
): PolicyVersion<V> => ({
  ...policy,
  values: {
    ...defaults,
    ...policy.values,
    panels: panelsRecorded(defaults.panels, policy.values.panels),
    warningWorkingDays: { ...defaults.warningWorkingDays, ...policy.values.warningWorkingDays },
  },
})

type PanelsOf = EnginePolicy['panels']

/** The panels of all steps that exist today. */
const panelsRecorded = (defaults: PanelsOf, recorded: PanelsOf | undefined): PanelsOf =>
  Object.fromEntries(
    Object.entries(defaults).map(([step, panel]) => [step, withoutSilentYes(recorded?.[step] ?? panel)]),
  )

/** Values that several kinds have are the same in all; panels and warnings of all kinds are put together. */
export const joined = (all: readonly EnginePolicy[]): EnginePolicy =>
  Object.assign({}, ...all, {
    panels: Object.assign({}, ...all.map(({ panels }) => panels)),
    warningWorkingDays: Object.assign({}, ...all.map(({ warningWorkingDays }) => warningWorkingDays)),
  })
