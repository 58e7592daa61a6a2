/** Projects in states from which tests start, and bodies of acts. */
import { createHash } from 'node:crypto'
import { ACCEPTANCE_DOCUMENTS } from '#domain/project/acceptance/words.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import { addMonths, plainDate } from '#domain/values/plain-date.ts'
import { ProjectDriver } from './project-driver.ts'
import { AGENCY, approver, CONTRACTOR, expert, lead, OWNER, SUPERVISION } from './project-people.ts'

export type { ProjectDriver }

/** The digest of a file with this content. */
export const digestOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** 万元 to fen. */
export const wan = (amount: number): Fen => fen(Math.round(amount * 1_000_000))

export const project = (): ProjectDriver => new ProjectDriver()

/** A merged document (the urgent track): only one approval is needed before construction. */
export const mergedForm: BodyOf<'submitStage'> = {
  stage: 'merged',
  title: '自然资源监测平台',
  owner: OWNER,
  track: 'urgent',
  investmentFen: wan(8640),
  preparedBy: OWNER,
  files: [
    { kind: 'stageDocument', digest: digestOf('document') },
    { kind: 'sharingChapter', digest: digestOf('sharing chapter') },
  ],
  catalog: [
    {
      code: '3/01/001/1',
      name: '监测数据',
      sharing: 'unconditional',
      items: ['图斑'],
      format: '数据库',
      updateCycle: '每月',
      open: false,
    },
  ],
  containsClassifiedContent: false,
  urgent: { depth: digestOf('depth'), urgency: '汛期前必须建成' },
}

/** Handed over on that day. */
export const servedOn = (on: string, decision = 1): BodyOf<'recordService'> => ({
  ...{ decision, servedOn: plainDate(on), method: 'inPerson' },
  ...{ receipt: digestOf(['receipt', decision]), receivedBy: lead.person },
})

/** Submitted, approved and served on one day. */
export function readyToBuild(on: string): ProjectDriver {
  const p = project()
    .at(on)
    .by(lead)
    .act('submitStage', { ...mergedForm, projectCode: '2603-100000-04-04-100002' })
    .by(approver)
    .act('admit', {})
    .act('commissionAppraisal', { agency: AGENCY, letter: digestOf('letter'), workingDays: 30 })
    .by(expert)
    .act('submitAppraisal', {
      conclusion: 'positive',
      report: digestOf('appraisal'),
      sharingOpinion: '共享分析充分',
    })
    .by(approver)
  return p
    .act('decide', {
      verdict: 'approve',
      formDigest: p.state.approval.form.digest,
      letter: {
        documentNumber: '发改高技〔2026〕1号',
        approvedFen: mergedForm.investmentFen,
        sharingOpinion: '同意共享方案',
      },
    })
    .act('recordService', servedOn(on))
}

export const startBody: BodyOf<'startConstruction'> = {
  implementationUnit: 'mnr-informatics',
  responsiblePerson: lead.person,
  supervisor: SUPERVISION,
  contractor: CONTRACTOR,
  supervisionContract: digestOf('supervision contract'),
  constructionContract: digestOf('construction contract'),
  plannedCompletionOn: plainDate('2027-12-31'),
}

/** Approved, funded and started on that day. */
export const building = (on: string, plannedCompletionOn = '2027-12-31'): ProjectDriver =>
  readyToBuild(on)
    .funded()
    .by(lead)
    .act('startConstruction', { ...startBody, plannedCompletionOn: plainDate(plannedCompletionOn) })

export const reportBody = (year: number): BodyOf<'reportPerformance'> => ({
  year,
  progressPercent: 50,
  investmentExecutedFen: wan(1000),
  report: digestOf(['report', year]),
  userViews: digestOf(['user views', year]),
  supervisorViews: digestOf(['supervisor views', year]),
})

/** Started two months before, and completed on that day. */
export function completed(on: string): ProjectDriver {
  const completedOn = plainDate(on)
  return building(addMonths(completedOn, -2))
    .at(on)
    .by(lead)
    .act('reportCompletion', {
      completedOn,
      initialCheck: digestOf('initial check'),
      tests: digestOf('tests'),
    })
}

/** The five groups of documents, both assessments made on that day and reported in files of their own. */
export const acceptanceDocuments = (assessedOn: string): BodyOf<'applyForAcceptance'>['documents'] =>
  ACCEPTANCE_DOCUMENTS.map((kind) =>
    kind === 'cryptographyAssessment'
      ? { kind, digest: digestOf([kind, assessedOn]), assessedOn: plainDate(assessedOn), result: 'met' }
      : kind === 'securityAssessment'
        ? { kind, digest: digestOf([kind, assessedOn]), assessedOn: plainDate(assessedOn) }
        : { kind, digest: digestOf(kind) },
  )

export const allMet: BodyOf<'decideAcceptance'>['checks'] = {
  products: { met: true, evidence: digestOf('products') },
  cryptography: { met: true, evidence: digestOf('cryptography') },
  energy: { met: true, evidence: digestOf('energy') },
  sharing: { met: true, evidence: digestOf('sharing') },
}

/** Completed, and acceptance applied for and passed on that day. The report is not filed. */
export const accepted = (on: string): ProjectDriver =>
  completed(on)
    .by(lead)
    .act('applyForAcceptance', { documents: acceptanceDocuments(on) })
    .by(approver)
    .act('recordArchiveAcceptance', { verdict: 'passed', report: digestOf('archives') })
    .act('decideAcceptance', { verdict: 'pass', checks: allMet, failures: [] })

/** Accepted and put into operation on that day: the base date of the evaluations. */
export const operating = (on: string): ProjectDriver =>
  accepted(on)
    .by(lead)
    .act('fileAcceptanceReport', { report: digestOf('acceptance report') })
    .act('putIntoOperation', { operatingSince: plainDate(on) })
