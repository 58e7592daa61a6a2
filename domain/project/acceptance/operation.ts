/** T27: the acceptance report is filed, then the system goes into operation. */

import type { Check } from '../../case/refusal.ts'
import type { BodyOf } from '../actions.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'

export const OPERATION_RULES: Rules<'fileAcceptanceReport' | 'putIntoOperation'> = {
  fileAcceptanceReport: {
    ready: (state) => [
      inStatus(state, 'accepted'),
      must(!state.acceptance?.reportFiledOn, 'acceptanceReportFiledAlready'),
    ],
    events: (_state, { report }, { on }) => [{ type: 'acceptanceReportFiled', v: 1, on, report }],
  },
  putIntoOperation: {
    ready: (state) => [
      inStatus(state, 'accepted'),
      must(Boolean(state.acceptance?.reportFiledOn), 'acceptanceReportNotFiled'),
    ],
    rules: operationChecks,
    events: (_state, { operatingSince }, { on }) => [{ type: 'putIntoOperation', v: 1, on, operatingSince }],
  },
}

function operationChecks(
  { acceptance }: ProjectState,
  { operatingSince: date }: BodyOf<'putIntoOperation'>,
  { on }: Facts,
): Check[] {
  const passedOn = acceptance?.passedOn ?? date
  return [
    must(date >= passedOn, 'operationBeforeAcceptance', { date, passedOn }),
    must(date <= on, 'operationInFuture', { date }),
  ]
}
