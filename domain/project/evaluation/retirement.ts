import type { Rules } from '../rule.ts'
import { inStatus } from '../status-check.ts'

/** The system is taken out of operation; whatever ran on it (deadlines, signatures) ends with it. */
export const RETIREMENT_RULES: Rules<'retireSystem'> = {
  retireSystem: {
    ready: (state) => [inStatus(state, 'operating')],
    events: (_state, { reasons, document }, { on }) => [
      { type: 'systemRetired', v: 1, on, reasons, document },
    ],
  },
}
