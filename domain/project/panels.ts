/** The default panels of the steps of a project. */
import { ONE_PERSON, type Panel, TWO_PERSONS } from '../review/panels.ts'
import { REVIEW_STEPS, type ReviewStep } from './steps.ts'

export type Panels = Readonly<Record<ReviewStep, Panel>>

export const panelsOf = (panelFor: (step: ReviewStep) => Panel): Panels =>
  Object.fromEntries(REVIEW_STEPS.map((step) => [step, panelFor(step)])) as Record<ReviewStep, Panel>

/** Two persons for every step except a line of the annual plan: there the release of the money is the second control. */
export const DEFAULT_PANELS: Panels = panelsOf((step) => (step === 'annualPlan' ? ONE_PERSON : TWO_PERSONS))
