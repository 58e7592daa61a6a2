/** Who signs each step of a project, unless policy says otherwise. */
import { ONE_PERSON, type Panel, TWO_PERSONS } from '../review/panels.ts'
import { REVIEW_STEPS, type ReviewStep } from './steps.ts'

export type Panels = Readonly<Record<ReviewStep, Panel>>

export const panelsOf = (panelFor: (step: ReviewStep) => Panel): Panels =>
  Object.fromEntries(REVIEW_STEPS.map((step) => [step, panelFor(step)])) as Record<ReviewStep, Panel>

/** Two persons for everything but a line of the annual plan, which the release of the money controls. */
export const DEFAULT_PANELS: Panels = panelsOf((step) => (step === 'annualPlan' ? ONE_PERSON : TWO_PERSONS))
