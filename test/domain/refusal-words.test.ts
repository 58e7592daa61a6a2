/** Texts for people contain the names of things, never their codes. */

import { describe, expect, it } from 'vitest'
import type { Words } from '#domain/case/kind.ts'
import { capped, distinct, explainUnmet, type Unmet } from '#domain/case/refusal.ts'
import { KINDS } from '#domain/kinds.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import { DOCUMENT_TITLES } from '#domain/project/document-titles.ts'
import { BAN_REASONS } from '#domain/project/facts.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { ACTS } from '#domain/project/topics.ts'
import { WAITING_REASONS } from '#domain/tasks/task.ts'
import { UNATTENDED } from '#domain/tasks/unattended.ts'
import { ROLES } from '#domain/values/directory.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, design, filed, plan, study } from './approval-form.ts'
import { evaluated, evidence, propose } from './evaluated-project.ts'
import { because, finance, on, proposed, seat, second, third, to } from './panel-rounds.ts'
import {
  acceptanceDocuments,
  allMet,
  building,
  completed,
  digestOf,
  operating,
  type ProjectDriver,
  project,
  wan,
} from './project-builder.ts'
import { applicant, approver, financier, lead, leader, officer } from './project-people.ts'
import { FIELDS } from './shape-fields.ts'

/** Placeholders for things that have a name. */
const NAMED = [
  ...['role', 'roles', 'kind', 'first', 'item', 'expected', 'stage', 'gate', 'reason', 'status'],
  ...['step', 'seat', 'task', 'check', 'title'],
]
/** Refusals whose placeholders are written by people: an item of the plan, the key of a task, the reason of an operator. */
const WRITTEN = [
  ...['notInPlan', 'planItemDiffers', 'planItemTwice', 'planLeadTwice', 'planYearsReversed'],
  ...['noSuchTask', 'caseHeld'],
]

const namedIn = (code: string): string[] => {
  const { zh = '', en = '' } = KINDS.refusals[code] ?? {}
  return NAMED.filter((name) => `${zh}${en}`.includes(`{${name}}`))
}

const fresh = (): ProjectDriver => project().given({ plan }).at('2026-03-02').by(lead)
const chapterOnly = study({ files: study().files.slice(1) })
const seats = [seat('handler'), seat('two'), seat('leader', { order: 2, isLeader: true })]

function supplements(): Unmet[] {
  const p = filed().by(approver)
  const asked = { kind: 'sharingChapter', what: '缺页' } as const
  p.act('requestSupplement', { items: [asked] })
  const amends = p.state.approval.form.digest
  const files = [{ kind: 'energyReview' as const, digest: digestOf('energy') }]
  const unmet = p.by(lead).unmet('supplement', { amends, files })
  p.act('supplement', { amends, files: [{ kind: asked.kind, digest: digestOf('whole chapter') }] })
  const file = digestOf('nowhere')
  return [
    ...unmet,
    ...p.by(approver).unmet('requestSupplement', { items: [{ kind: 'energyReview', what: '缺', file }] }),
  ]
}

function acceptances(): Unmet[] {
  const p = completed('2026-03-31').by(lead)
  const documents = acceptanceDocuments('2026-03-31')
  const [one] = documents
  if (!one) throw new Error('no documents')
  const unmet = [[], [...documents, { ...one, digest: digestOf('2') }], acceptanceDocuments('2026-01-30')]
    .map((some) => ({ documents: some }))
    .flatMap((body) => p.unmet('applyForAcceptance', body))
  const checks = { ...allMet, cryptography: { met: false, evidence: digestOf('no') } }
  p.act('applyForAcceptance', { documents }).by(approver)
  unmet.push(...p.unmet('decideAcceptance', { verdict: 'pass', checks, failures: [] }))
  p.act('decideAcceptance', { verdict: 'fail', checks, failures: ['密码'] })
    .at('2026-04-10')
    .by(lead)
  return [...unmet, ...p.unmet('applyForAcceptance', { documents })]
}

function revocations(): Unmet[] {
  const p = appraised(filed())
  p.act('decide', approveBody(p))
  const body: BodyOf<'revokeDecision'> = {
    ...{ stage: 'feasibility', documentNumber: '发改高技〔2026〕9号' },
    ...{ ground: 'factsWrong', document: digestOf('revocation'), reasons: '有误' },
  }
  return [...p.by(officer).unmet('revokeDecision', body), ...p.by(leader).unmet('revokeDecision', body)]
}

function rounds(): Unmet[] {
  const p = proposed({ seats })
  p.by(leader).act('addSigner', { ...because(p), position: 'after', person: third.person })
  const remove = (id: string) => p.unmet('removeSigner', { ...because(p), seat: id })
  p.by(approver)
  const unmet = [
    ...['leader', 'handler', 'added-1', 'constructor'].flatMap(remove),
    ...p.unmet('confirm', on(p)),
  ]
  unmet.push(...p.unmet('decide', approveBody(p)))
  const closing = on(p)
  p.by(second).act('object', because(p))
  unmet.push(...p.by(leader).unmet('confirm', closing))
  unmet.push(...p.unmet('confirm', { ...closing, contentHash: digestOf('x') }))
  const vetoed = proposed({ seats: [seat('handler'), { ...finance, veto: true }] })
  return [...unmet, ...vetoed.unmet('markAbsent', { ...because(vetoed), seat: 'finance' })]
}

function tasks(): Unmet[] {
  const p = proposed({ seats: [seat('handler'), seat('two')] })
  const task = `project/${p.state.id}/confirm-decision-two/1`
  const unmet = p.by(second).unmet('releaseTask', { task })
  p.act('claimTask', { task })
  unmet.push(...p.by(third).unmet('claimTask', { task }), ...p.unmet('confirm', on(p)))
  p.by(second).act('releaseTask', { task }).act('transferSeat', to(p, third.person))
  const theirs = p.by(leader).unmet('claimTask', { task })
  return [...unmet, ...theirs, ...p.by(second).unmet('confirm', { ...on(p), seat: 'two' })]
}

function others(): Unmet[] {
  const acceptanceOverdue = { reason: 'acceptanceOverdue', since: plainDate('2026-01-05') } as const
  const banned = fresh().given({ bans: [{ ...acceptanceOverdue, caseId: 'project/other' as never }] })
  const same = study({ files: study().files.map((file) => ({ ...file, digest: digestOf('one') })) })
  const withheld = evaluated([false, true, true], 'none').act('proposeOmFunds', propose(2027))
  return [
    ...fresh().by(applicant).unmet('submitStage', study()),
    ...building('2026-03-02').by(approver).unmet('admit', {}),
    ...fresh().unmet('submitStage', chapterOnly),
    ...fresh().unmet('submitStage', study({ newCivilWorks: true })),
    ...fresh().unmet('submitStage', design(12_000)),
    ...fresh().unmet('submitStage', same),
    ...banned.unmet('submitStage', study({ investmentFen: wan(1000) })),
    ...operating('2026-03-10')
      .by(financier)
      .unmet('recordGateEvidence', evidence('security', 'unmet', '2026-03-10')),
    ...withheld.at('2027-01-15').by(lead).unmet('proposeOmFunds', propose(2027)),
  ]
}

const ALL: readonly Unmet[] = [supplements, acceptances, revocations, rounds, tasks, others].flatMap(
  (drive) => drive(),
)
const textOf = (code: string): { zh: string; en: string } | undefined => {
  const unmet = ALL.find((one) => one.code === code)
  if (!unmet) return undefined
  const { zh, en } = explainUnmet(unmet, KINDS.refusals)
  return { zh, en }
}

/** A text without pointers into the message. */
const withoutPointers = (text: string): string => text.replaceAll(/\/\w+/g, '')
const CAMEL_CASE = /\b[a-z]+[A-Z]\w*/
const CODES = [
  ...Object.keys({ ...ROLES, ...DOCUMENT_TITLES, ...BAN_REASONS }),
  ...[PROJECT.statuses, PROJECT.stages, PROJECT.steps, PROJECT.actions].flatMap((table) =>
    Object.keys(table),
  ),
  ...['handler', 'leader', 'sharing', 'register', 'security', 'products', 'cryptography', 'energy'],
]
const CODE = new RegExp(`(?<![\\w-])(?:${CODES.map((code) => code.replace('.', '\\.')).join('|')})(?![\\w-])`)

describe('a refusal', () => {
  const asked = Object.keys(KINDS.refusals).filter((code) => namedIn(code).length > 0)

  it.each(asked.filter((code) => !WRITTEN.includes(code)))(
    '%s gives what it names in both languages',
    (code) => {
      const found = ALL.filter((unmet) => unmet.code === code)
      expect(found).not.toEqual([])
      for (const { params } of found)
        for (const name of namedIn(code))
          expect(params?.[name], name).toEqual({ zh: expect.any(String), en: expect.any(String) })
    },
  )

  it('has no code word in either text', () => {
    for (const unmet of ALL) {
      const { code, zh, en } = explainUnmet(unmet, KINDS.refusals)
      expect(withoutPointers(zh), code).not.toMatch(CODE)
      for (const text of [zh, en]) expect(withoutPointers(text), code).not.toMatch(CAMEL_CASE)
    }
  })

  it.each([
    ['roleMayNot', '角色“经办人（建设单位）”无权办理此事项', 'the role “applicant” may not do this'],
    ['wrongStage', '下一步应报送“可行性研究报告”', 'the next document to submit is the feasibility study'],
    ['documentMissing', '缺少材料：阶段文件', 'document missing: stage document'],
    ['seatIsOfPolicy', '席位“负责人”由政策规定，不得减签', /^policy asks for the seat of the leader;/],
    ['seatClosedAlready', '席位“经办人”已签署', 'the seat of the handler is closed already'],
    ['noSuchSeat', '没有席位“constructor”', 'there is no seat of “constructor”'],
    ['notYourSeat', '席位“two”属于他人', 'the seat of “two” is somebody else’s'],
    ['nothingToConfirm', '没有待签署的“审批决定”', 'no decision is waiting for signatures'],
    ['taskNotHeld', '该待办无人签收：批复、不予批准或退回（席位“two”）', /^nobody holds the task: approve/],
    [
      'ownerBanned',
      /^建设单位受到限制，不得新报或新建项目（逾期未申请验收的，仅限新报）：逾期未申请验收（自/,
      /^the owner may file or build nothing new .*: acceptance was not applied for/,
    ],
    ['acceptanceCheckUnmet', '验收检查事项不合格：密码应用和网络安全审查', /network security$/],
    ['evidenceOfAnotherBody', /^该闸口（密码应用和网络安全）.*：中央网信办$/, /: cyberspace administration$/],
  ])('has names in its words: %s', (code, zh, en) => {
    expect(textOf(code)).toEqual({
      zh: typeof zh === 'string' ? zh : expect.stringMatching(zh),
      en: typeof en === 'string' ? en : expect.stringMatching(en),
    })
  })

  it('of an old record that contains a code shows the code', () => {
    const old = { code: 'roleMayNot', params: { role: 'applicant' } }
    expect(explainUnmet(old, KINDS.refusals).zh).toBe('角色“applicant”无权办理此事项')
    const lacking = { code: 'acceptanceDocumentMissing', params: { kind: 'summary', title: '项目建设总结' } }
    expect(explainUnmet(lacking, KINDS.refusals)).toMatchObject({
      zh: '验收申请缺少：项目建设总结',
      en: 'the application for acceptance lacks: summary',
    })
  })

  it('is given once if the names are the same, and within its limits', () => {
    const held = (zh: string): Unmet => ({ code: 'notNow', params: { status: { zh, en: 'e'.repeat(400) } } })
    expect(distinct([held('一'), held('一'), held('二')])).toHaveLength(2)
    const [cut] = capped({ unmet: [held('长'.repeat(400))] }, KINDS.refusals).unmet
    expect(cut?.params).toEqual({ status: { zh: `${'长'.repeat(300)}…`, en: `${'e'.repeat(300)}…` } })
  })
})

it('every document that an act names by a field has a title', () => {
  const fields = FIELDS.filter(
    ({ verb, shape }) => shape.refersTo === 'document' && ACTS[verb]?.otherDocuments,
  )
  const named = fields.map(({ path }) => path.slice(1).split('/')).filter((path) => !path.includes('0'))
  expect(named.map((path) => path.join('.')).filter((name) => !Object.hasOwn(DOCUMENT_TITLES, name))).toEqual(
    [],
  )
  expect(named.length).toBeGreaterThan(4)
})

it('fixed texts have no code words either', () => {
  const tables = KINDS.all.flatMap((kind) => [
    ...[kind.statuses, kind.stages, kind.steps, kind.deadlines, kind.refusals],
    ...[kind.notices, kind.nextSteps, kind.actions, kind.fileKinds],
  ])
  const deadlines = KINDS.all.flatMap((kind) => Object.values(kind.deadlines))
  const periods = deadlines.flatMap(({ runs, consequence }) => [runs, consequence])
  const texts = tables
    .flatMap((table): unknown[] => Object.values(table))
    .concat(periods, Object.values(WAITING_REASONS), Object.values(UNATTENDED))
    .flatMap((entry) => [(entry as Words).zh, (entry as Words).en])
    .map((text) => withoutPointers(text.replaceAll(/\{\w+\}/g, '')))
  expect(texts.filter((text) => CAMEL_CASE.test(text) || /`|\([a-z]+-[a-z-]+\)/.test(text))).toEqual([])
  expect(texts.length).toBeGreaterThan(500)
})
