import type { AcceptanceState } from './acceptance/state.ts'

/** The acceptance of a project that was just completed. */
export const BEFORE_ACCEPTANCE: AcceptanceState = {
  extensions: 0,
  extendedTo: null,
  asked: null,
  isOverdue: false,
  round: 0,
  application: null,
  archive: null,
  failures: 0,
  failedOn: null,
  passedOn: null,
  reportFiledOn: null,
  operatingSince: null,
}
