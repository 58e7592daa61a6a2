/** A study for a plan item, as in scenario 1 of the rulebook (§8); tests change parts of it. */
import type { PlanVersion } from '#domain/case/national-plan.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { digestOf, project, wan } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import { AGENCY, approver, expert, lead, OWNER } from './project-people.ts'

type Form = BodyOf<'submitStage'>

export const plan: PlanVersion = {
  version: '14-5.1',
  effectiveFrom: plainDate('2021-12-24'),
  source: '国务院批准',
  items: [{ id: 'A-07', title: '自然资源监测', owner: OWNER }],
}

export const catalogOf = (count: number): Form['catalog'] =>
  Array.from({ length: count }, (_, index) => ({
    code: `3/01/001/${index}`,
    name: `资源${index}`,
    sharing: 'unconditional' as const,
    items: ['名称'],
    format: '数据库',
    updateCycle: '每月',
    open: false,
  }))

export const study = (change: Partial<Form> = {}): Form => ({
  stage: 'feasibility',
  title: '自然资源监测平台',
  owner: OWNER,
  track: 'planned',
  planItem: 'A-07',
  projectCode: '2603-100000-04-04-100001',
  investmentFen: wan(12_000),
  preparedBy: OWNER,
  files: [
    { kind: 'stageDocument', digest: digestOf('study') },
    { kind: 'sharingChapter', digest: digestOf('sharing') },
  ],
  catalog: catalogOf(14),
  containsClassifiedContent: false,
  ...change,
})

export const design = (investmentFen: number, change: Partial<Form> = {}): Form =>
  study({
    stage: 'preliminaryDesign',
    investmentFen: wan(investmentFen),
    files: [
      { kind: 'stageDocument', digest: digestOf('design') },
      { kind: 'sharingChapter', digest: digestOf('sharing') },
    ],
    ...change,
  })

export const commission = (workingDays = 30): BodyOf<'commissionAppraisal'> => ({
  agency: AGENCY,
  letter: digestOf('letter'),
  workingDays,
})

export const report = { conclusion: 'positive', report: digestOf('report'), sharingOpinion: '同意' } as const

export const letterFor = (amount: number): NonNullable<BodyOf<'decide'>['letter']> => ({
  documentNumber: '发改高技〔2026〕1号',
  approvedFen: wan(amount),
  sharingOpinion: '同意共享方案',
})

export const filedOn = (on: string, form: Form = study()): ProjectDriver =>
  project().given({ plan }).at(on).by(lead).act('submitStage', form)

/** Filed on 2 March 2026. */
export const filed = (form: Form = study()): ProjectDriver => filedOn('2026-03-02', form)

/** Commissioned and appraised on the same day with a positive report, and waiting for the decision. */
export const appraised = (p: ProjectDriver): ProjectDriver =>
  p
    .by(approver)
    .act('admit', {})
    .act('commissionAppraisal', commission())
    .by(expert)
    .act('submitAppraisal', report)
    .by(approver)

export const approveBody = (p: ProjectDriver, amount = 12_000): BodyOf<'decide'> => ({
  verdict: 'approve',
  formDigest: p.state.approval.form.digest,
  letter: letterFor(amount),
})
