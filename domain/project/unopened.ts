/** The state of a project without events. */
import { UNOPENED } from '../case/state.ts'
import { fen } from '../values/money.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import { NEW_ROUND } from './approval/state.ts'
import type { ProjectState } from './state.ts'

/** See `foldVersion` in `engine/kind.ts`. */
export const FOLD_VERSION = 8

export function unopened(id: string): ProjectState {
  const nothing = '' as Instant & PlainDate
  return {
    version: FOLD_VERSION,
    seq: 0,
    id,
    status: UNOPENED,
    statusSince: nothing,
    title: '',
    owner: '',
    authority: '',
    track: 'ordinary',
    planBasis: null,
    projectCode: null,
    submittedOn: nothing,
    parts: [],
    rounds: {},
    approval: {
      stage: 'proposal',
      round: 0,
      form: {
        digest: '',
        investmentFen: fen(0),
        files: [],
        catalogCount: { unconditional: 0, conditional: 0, withheld: 0 },
        catalogMark: '',
        newCivilWorks: false,
      },
      receivedOn: nothing,
      ...NEW_ROUND,
    },
    approvals: [],
    conditions: { count: 0, open: [] },
    construction: null,
    acceptance: null,
    evaluation: null,
    budget: { annualPlan: [], releases: [] },
    reviews: [],
    copied: [],
    deadlines: [],
    passed: {},
  }
}
