/** T24: the owner applies with five groups of documents, each named when it is missing. */
import { addMonths } from '../plain-date.ts'
import type { BodyOf } from '../project/actions.ts'
import type { Facts } from '../project/facts.ts'
import { ownFileChecks } from '../project/own-files.ts'
import type { Rules } from '../project/rule.ts'
import { inStatus } from '../project/status-check.ts'
import { type Check, must } from '../refusal.ts'
import { acceptanceOf } from './state.ts'
import { ACCEPTANCE_DOCUMENT_TITLES, ACCEPTANCE_DOCUMENTS } from './words.ts'

type Documents = BodyOf<'applyForAcceptance'>['documents']

export const APPLICATION_RULES: Rules<'applyForAcceptance'> = {
  applyForAcceptance: {
    // Late is possible: it ends the overdue. A pending extension is overtaken.
    ready: (state) => [inStatus(state, 'completed', 'trialRun', 'acceptanceFailed')],
    rules: (_state, { documents }, facts) => [
      ...documentChecks(documents),
      ...ownFileChecks(documents, facts),
      ...assessmentChecks(documents, facts),
    ],
    events: (state, { documents }, { on }) => {
      const { assessedOn, result } = assessmentIn(documents) ?? {}
      if (!assessedOn || !result) throw new Error('an undated cryptography assessment passed its gates')
      return [
        {
          type: 'acceptanceApplied',
          v: 1,
          on,
          round: acceptanceOf(state).round + 1,
          documents: documents.map(({ kind, digest }) => ({ kind, digest })),
          cryptography: { assessedOn, result },
        },
      ]
    },
  },
}

const assessmentIn = (documents: Documents) => documents.find(({ kind }) => kind === 'cryptographyAssessment')

const documentChecks = (documents: Documents): Check[] =>
  ACCEPTANCE_DOCUMENTS.flatMap((kind) => {
    const count = documents.filter((document) => document.kind === kind).length
    const title = ACCEPTANCE_DOCUMENT_TITLES[kind].zh
    return [
      must(count > 0, 'acceptanceDocumentMissing', { kind, title }),
      must(count < 2, 'acceptanceDocumentTwice', { kind }),
    ]
  })

/** 密评 must be dated and is valid for some time only (rulebook §6 [D]). */
function assessmentChecks(documents: Documents, { on, policy }: Facts): Check[] {
  const assessment = assessmentIn(documents)
  if (!assessment) return []
  const { assessedOn, result } = assessment
  if (!assessedOn || !result) return [must(false, 'cryptographyAssessmentUndated')]
  const months = policy.values.cryptographyAssessmentValidMonths
  const expiredOn = addMonths(assessedOn, months)
  return [
    must(assessedOn <= on, 'cryptographyAssessmentInFuture', { date: assessedOn }),
    must(on <= expiredOn, 'cryptographyAssessmentExpired', { expiredOn, months }),
  ]
}
