/** A project in every status that an open project can have, on one day. */

import { ENDED, type ProjectStatus } from '#domain/project/status.ts'
import { addMonths, plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, commission, filedOn } from './approval-form.ts'
import {
  acceptanceDocuments,
  accepted,
  allMet,
  building,
  completed,
  digestOf,
  operating,
  type ProjectDriver,
  readyToBuild,
} from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const order = { reasons: '进度严重滞后', document: digestOf('order') }
const suspension = { reasons: '整改证据不充分', document: digestOf('suspension') }
const filing = { protectionFiling: digestOf('filing') }
const supplement = { items: [{ kind: 'other' as const, what: '缺附件' }] }
const failure = { verdict: 'fail' as const, checks: allMet, failures: ['性能不达标'] }

const begun = (on: string): ProjectDriver =>
  building(addMonths(plainDate(on), -2))
    .at(on)
    .by(approver)
const applied = (on: string): ProjectDriver =>
  completed(on)
    .by(lead)
    .act('applyForAcceptance', { documents: acceptanceDocuments(on) })
    .by(approver)
const decided = (on: string): ProjectDriver => {
  const p = appraised(filedOn(on))
  return p.act('decide', approveBody(p))
}

type OpenStatus = Exclude<
  ProjectStatus,
  'unopened' | 'withdrawn' | 'declined' | 'refused' | 'terminated' | 'retired'
>

const WAYS: Readonly<Record<OpenStatus, (on: string) => ProjectDriver>> = {
  submitted: filedOn,
  supplementing: (on) => filedOn(on).by(approver).act('requestSupplement', supplement),
  admitted: (on) => filedOn(on).by(approver).act('admit', {}),
  appraising: (on) => filedOn(on).by(approver).act('admit', {}).act('commissionAppraisal', commission()),
  // One of two has signed.
  deciding: (on) => {
    const p = appraised(filedOn(on))
    return p.actOnce('decide', approveBody(p))
  },
  returned: (on) => {
    const p = appraised(filedOn(on))
    const formDigest = p.state.approval.form.digest
    return p.act('decide', { verdict: 'return', formDigest, reasons: '目标不清' })
  },
  stageApproved: decided,
  readyToBuild,
  building: begun,
  rectifying: (on) => begun(on).act('orderRectification', order),
  suspended: (on) => begun(on).act('suspendConstruction', suspension),
  completed,
  trialRun: (on) => completed(on).by(lead).act('startTrialRun', filing),
  accepting: applied,
  acceptanceFailed: (on) =>
    applied(on)
      .act('recordArchiveAcceptance', { verdict: 'failed', report: digestOf('archives') })
      .act('decideAcceptance', failure),
  accepted,
  operating,
}

/** At ten o'clock of that day, a working day of 2026. Throws if a project does not get its status. */
export function everyStatus(on: string): ProjectDriver[] {
  return Object.entries(WAYS).map(([status, way]) => {
    const p = way(on)
    if (p.state.status !== status || ENDED.includes(p.state.status))
      throw new Error(`${status} is ${p.state.status}`)
    return p
  })
}
