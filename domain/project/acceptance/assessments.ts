/** 密评 and 等保测评: dated, and valid on the day of the application and on that of the acceptance (rulebook §6). */

import type { Check } from '../../case/refusal.ts'
import { addMonths, type PlainDate } from '../../values/plain-date.ts'
import type { Facts } from '../facts.ts'
import type { PolicyValues } from '../policy.ts'
import type { ProjectRefusal } from '../refusals.ts'
import { must } from '../refusals.ts'
import type { ProjectState } from '../state.ts'
import type { Checks } from './events.ts'
import { type AcceptanceState, ASSESSMENTS, type Assessment } from './state.ts'
import { ACCEPTANCE_DOCUMENT_TITLES } from './words.ts'

const CODES: Readonly<Record<Assessment, { inFuture: ProjectRefusal; expired: ProjectRefusal }>> = {
  securityAssessment: { inFuture: 'securityAssessmentInFuture', expired: 'securityAssessmentExpired' },
  cryptographyAssessment: {
    inFuture: 'cryptographyAssessmentInFuture',
    expired: 'cryptographyAssessmentExpired',
  },
}

const monthsOf = (kind: Assessment, values: PolicyValues): number =>
  kind === 'securityAssessment'
    ? values.securityAssessmentValidMonths
    : values.cryptographyAssessmentValidMonths

export function validityChecks(
  kind: Assessment,
  assessedOn: PlainDate,
  { on, policy }: Pick<Facts, 'on' | 'policy'>,
): Check[] {
  const months = monthsOf(kind, policy.values)
  const expiredOn = addMonths(assessedOn, months)
  return [
    must(assessedOn <= on, CODES[kind].inFuture, { date: assessedOn }),
    must(on <= expiredOn, CODES[kind].expired, { expiredOn, months }),
  ]
}

/**
 * Of an application: what was assessed is what was built, and after a failed acceptance that found it wanting it is assessed
 * anew, whatever was applied for meanwhile.
 */
export function assessedChecks(
  kind: Assessment,
  assessedOn: PlainDate,
  { construction, acceptance }: ProjectState,
): Check[] {
  const startedOn = construction?.startedOn ?? assessedOn
  const failedOn = acceptance?.wantingOn?.[kind]
  const said = { kind, title: ACCEPTANCE_DOCUMENT_TITLES[kind].zh, date: assessedOn }
  return [
    must(assessedOn >= startedOn, 'assessmentBeforeConstruction', { ...said, startedOn }),
    must(failedOn === undefined || assessedOn > failedOn, 'assessmentBeforeCorrection', {
      ...said,
      failedOn: failedOn ?? '',
    }),
  ]
}

/** What a failed acceptance found wanting: both by its check of cryptography and security, or the one that said so itself. */
export const wantingIn = (checks: Checks, application: AcceptanceState['application']): Assessment[] =>
  ASSESSMENTS.filter(
    (kind) =>
      !checks.cryptography.met ||
      (kind === 'cryptographyAssessment' && application?.cryptography === 'unmet'),
  )

/** Of the application that is being decided; of one recorded before it said the dates, nothing is known. */
export const heldChecks = ({ acceptance }: ProjectState, facts: Facts): Check[] =>
  ASSESSMENTS.flatMap((kind) => {
    const assessedOn = acceptance?.application?.assessedOn?.[kind]
    return assessedOn === undefined ? [] : validityChecks(kind, assessedOn, facts)
  })

/** One ran out while the acceptance was being decided: the owner may hand in another. */
export const isOneStale = (state: ProjectState, facts: Facts): boolean =>
  heldChecks(state, facts).some((check) => check !== null)
