/** The policy of all kinds of case as one: each kind brings its values with their defaults, a version changes some of them. */
import type { PolicyVersion } from '../case/facts.ts'
import type { ReviewPolicy } from '../review/kind.ts'
import { withoutSilentYes } from '../review/panels.ts'
import type { SubstitutionPolicy } from '../substitution/substitution.ts'
import type { PlainDate } from '../values/plain-date.ts'
import type { NoticePolicy } from './notice-policy.ts'

/** What the layers look at, whatever the kind of case. */
export interface EnginePolicy extends ReviewPolicy, NoticePolicy, SubstitutionPolicy {}

/** The defaults are in force since the Measures are (2020-02-01 R+). */
export const FIRST_VERSION = {
  version: '2020.1',
  effectiveFrom: '2020-02-01' as PlainDate,
  appliesToRunningCases: false,
}

/** Values of which a new version names only some. Panels are replaced step by step, warnings deadline by deadline, each as a whole. */
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

/** A policy recorded before a value existed has its default. */
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

/** Of the steps that there are. */
const panelsRecorded = (defaults: PanelsOf, recorded: PanelsOf | undefined): PanelsOf =>
  Object.fromEntries(
    Object.entries(defaults).map(([step, panel]) => [step, withoutSilentYes(recorded?.[step] ?? panel)]),
  )

/** What several kinds share is the same in all of them; what is by step, or by deadline, each adds to. */
export const joined = (all: readonly EnginePolicy[]): EnginePolicy =>
  Object.assign({}, ...all, {
    panels: Object.assign({}, ...all.map(({ panels }) => panels)),
    warningWorkingDays: Object.assign({}, ...all.map(({ warningWorkingDays }) => warningWorkingDays)),
  })
