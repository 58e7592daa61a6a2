/** T24: the owner applies with five groups of documents, each named when it is missing. */

import type { Check } from '../../case/refusal.ts'
import type { BodyOf } from '../actions.ts'
import { voidedSignature } from '../construction/voiding.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectStatus } from '../status.ts'
import { inStatus } from '../status-check.ts'
import { assessedChecks, isOneStale, validityChecks } from './assessments.ts'
import { ASSESSMENTS, type Assessment, acceptanceOf, isAssessment } from './state.ts'
import { ACCEPTANCE_DOCUMENT_TITLES, ACCEPTANCE_DOCUMENTS } from './words.ts'

type Documents = BodyOf<'applyForAcceptance'>['documents']

export const APPLICATION_RULES: Rules<'applyForAcceptance'> = {
  applyForAcceptance: {
    // Late is possible: it ends the overdue. A pending extension is overtaken.
    ready: (state, facts) => [
      isOneStale(state, facts) ? inStatus(state, ...APPLICABLE, 'accepting') : inStatus(state, ...APPLICABLE),
    ],
    rules: (state, { documents }, facts) => [
      ...documentChecks(documents),
      ...assessmentChecks(documents, state, facts),
      ...correctedChecks(documents, state),
    ],
    events: (state, { documents }, { on }) => {
      const { assessedOn, result } = assessmentIn(documents, 'cryptographyAssessment') ?? {}
      const security = assessmentIn(documents, 'securityAssessment')?.assessedOn
      if (!assessedOn || !result || !security) throw new Error('an undated assessment passed its gates')
      return [
        {
          type: 'acceptanceApplied',
          v: 1,
          on,
          round: acceptanceOf(state).round + 1,
          documents: documents.map(({ kind, digest }) => ({ kind, digest })),
          cryptography: { assessedOn, result },
          security: { assessedOn: security },
        },
        // Of an application that is replaced: what was signed is another one.
        ...voidedSignature(state, 'acceptance'),
      ]
    },
  },
}

const APPLICABLE: readonly ProjectStatus[] = ['completed', 'trialRun', 'acceptanceFailed']

const assessmentIn = (documents: Documents, kind: Assessment) =>
  documents.find((document) => document.kind === kind)

const documentChecks = (documents: Documents): Check[] =>
  ACCEPTANCE_DOCUMENTS.flatMap((kind) => {
    const count = documents.filter((document) => document.kind === kind).length
    const title = ACCEPTANCE_DOCUMENT_TITLES[kind].zh
    return [
      must(count > 0, 'acceptanceDocumentMissing', { kind, title }),
      must(count < 2, 'acceptanceDocumentTwice', { kind }),
    ]
  })

function assessmentChecks(documents: Documents, state: ProjectState, facts: Facts): Check[] {
  const cryptography = assessmentIn(documents, 'cryptographyAssessment')
  const security = assessmentIn(documents, 'securityAssessment')
  return [
    must(!cryptography || isDated(cryptography), 'cryptographyAssessmentUndated'),
    must(!security || Boolean(security.assessedOn), 'securityAssessmentUndated'),
    ...ASSESSMENTS.flatMap((kind) => {
      const assessedOn = assessmentIn(documents, kind)?.assessedOn
      return assessedOn
        ? [...validityChecks(kind, assessedOn, facts), ...assessedChecks(kind, assessedOn, state)]
        : []
    }),
  ]
}

/** A report that was found wanting is no other one under a later date. */
const correctedChecks = (documents: Documents, { acceptance }: ProjectState): Check[] =>
  documents.map(({ kind, digest }, index) =>
    must(!isAssessment(kind) || !acceptance?.wanting?.includes(digest), 'unchanged', {
      pointer: `/documents/${index}/digest`,
    }),
  )

const isDated = ({ assessedOn, result }: Documents[number]): boolean => Boolean(assessedOn && result)
