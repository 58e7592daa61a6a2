/** A case file of a project for papers, of any size. */

import type { CaseFile } from '#api/papers/case-file.ts'
import type { TimelineEntry } from '#db/queries/timeline.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { sha256 } from './document-files.ts'

export const digestOf = (at: number): string => sha256(Buffer.from(`file ${at}`))

interface Size {
  title?: string
  files?: number
  fileName?: string
  signers?: number
  /** The name of all people, followed by a number. */
  person?: string
  org?: string
  sharingOpinion?: string
  conditions?: string[]
  /** Reasons of votes against it. */
  dissent?: string[]
  /** Further events. */
  claims?: number
}

const AT = '2026-03-02T02:00:00.000Z'
const APPROVAL = {
  stage: 'proposal',
  round: 1,
  documentNumber: '发改高技〔2026〕123号',
  approvedFen: 11_864_000_000,
  on: '2026-03-02',
  formDigest: digestOf(0),
  policyVersion: 'v1',
}

/** A project whose first document was approved. */
export function aCaseFile(size: Size): CaseFile {
  const {
    title = '平台',
    files = 2,
    fileName = '文件',
    signers = 1,
    person = '签署人',
    org = '审批司',
  } = size
  const fileDigests = Array.from({ length: files }, (_, at) => digestOf(at + 1))
  const voters = signers + (size.dissent?.length ?? 0)
  const by = (at: number) => ({
    kind: 'person',
    person: `p${at}`,
    role: 'approver',
    org: 'o',
    orgPath: ['o'],
  })
  const vote = { type: 'verdictGiven', step: 'decision', formDigest: digestOf(0), fileDigests }
  const told = [
    ...Array.from({ length: signers }, (_, at) => ({
      by: by(at),
      event: { ...vote, seat: at === 0 ? 'handler' : `s${at}`, vote: 'for', reasons: null },
    })),
    ...(size.dissent ?? []).map((reasons, at) => ({
      by: by(signers + at),
      event: { ...vote, seat: `d${at}`, vote: 'against', reasons },
    })),
    ...[
      { type: 'stageApproved', ...APPROVAL, sharingOpinion: size.sharingOpinion ?? '同意。' },
      { type: 'conditionsSet', stage: 'proposal', conditions: (size.conditions ?? []).map(conditionOf) },
      ...Array.from({ length: size.claims ?? 0 }, () => ({ type: 'taskClaimed' })),
    ].map((event) => ({ by: { kind: 'system' }, event })),
  ]
  const timeline = told.map((entry, at) => ({ seq: at + 1, at: AT, commandId: 'c', ...entry }))
  const people = Array.from({ length: voters }, (_, at) => [`p${at}`, { id: `p${at}`, zh: `${person}${at}` }])
  const documents = fileDigests.map((digest, at) => ({
    ...{ name: `${fileName}${at}`, kind: 'stageDocument', version: 1, digest, sizeBytes: 1_073_741_824 },
    ...{ uploadedBy: 'p0', uploadedAt: AT },
  }))
  const state = {
    title,
    ...{ owner: 'o', authority: 'o', status: 'admitted', id: 'id', projectCode: '2603', seq: 9 },
    approval: { stage: 'proposal', round: 1, form: { investmentFen: 12 }, clock: null },
    approvals: [APPROVAL],
    deadlines: [],
  }
  return {
    seen: { kind: PROJECT, state, facts: {} },
    timeline: timeline as unknown as TimelineEntry[],
    documents,
    caller: {
      now: AT,
      directory: { people: new Map(people as []), orgs: new Map([['o', { id: 'o', zh: org }]]) },
    },
  } as unknown as CaseFile
}

const conditionOf = (what: string, at: number) => ({
  number: at + 1,
  what,
  dueOn: '2026-06-30',
  responsible: 'p0',
})
