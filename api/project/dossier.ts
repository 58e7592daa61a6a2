/** The part of the dossier 项目档案 that only projects have. */
import type { Approval } from '#domain/project/approval/state.ts'
import { STAGE_TITLES } from '#domain/project/approval/words.ts'
import { clockView } from '#domain/project/clock-view.ts'
import type { Facts } from '#domain/project/facts.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { type Fen, formatWan } from '#domain/values/money.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import { type CaseFile, groups, namesIn } from '../papers/case-file.ts'
import type { Columns, Section } from '../papers/section.ts'
import { type ApprovalRecord, approvalRecordOf, signersOf } from './approval-record.ts'

const stateOf = ({ seen }: CaseFile) => seen.state as ProjectState

export function projectFacts(file: CaseFile): [string, string][] {
  const { approval, projectCode } = stateOf(file)
  return [
    ['阶段', `${STAGE_TITLES[approval.stage].zh}（第 ${approval.round} 轮）`],
    ['申报金额', `${formatWan(approval.form.investmentFen)} 万元`],
    ['项目代码', projectCode ?? '—'],
  ]
}

export function projectSections(file: CaseFile): Section[] {
  const decisions = stateOf(file).approvals.map((approval) => ({
    approval,
    ...approvalRecordOf(file, approval),
  }))
  const lists = listsIn(decisions)
  return [
    { heading: '批复', columns: APPROVAL_COLUMNS, rows: approvals(file) },
    { heading: '批复条件', columns: CONDITION_COLUMNS, rows: conditions(file, decisions) },
    { heading: '签署', columns: SIGNATURE_COLUMNS, rows: signatures(decisions, lists) },
    { heading: '所签材料', columns: LIST_COLUMNS, rows: listed(lists) },
    { heading: '异议和弃权', columns: DISSENT_COLUMNS, rows: dissent(decisions) },
  ]
}

export function projectClocks(file: CaseFile): string[][] {
  const { calendar } = file.seen.facts as Facts
  const clock = clockView(stateOf(file).approval.clock, { calendar, on: dateOf(file.caller.now) })
  if (!clock) return []
  const { netWorkingDays, grossWorkingDays, isPaused, due: end } = clock
  const said = `净 ${netWorkingDays} 个工作日，含暂停共 ${grossWorkingDays} 个工作日${isPaused ? '；已暂停' : ''}`
  return [['审批时限', end?.dueOn ?? '—', said]]
}

interface Decision extends ApprovalRecord {
  approval: Approval
}

const APPROVAL_COLUMNS: Columns = [
  ['阶段', 14],
  ['文号', 22],
  ['核定金额（万元）', 16],
  ['日期', 13],
  ['材料摘要（SHA-256）', 35],
]
const CONDITION_COLUMNS: Columns = [
  ['阶段', 14],
  ['序号', 6],
  ['期限', 13],
  ['责任人', 14],
  ['条件', 53],
]
const SIGNATURE_COLUMNS: Columns = [
  ['阶段', 14],
  ['席位', 14],
  ['签署人', 36],
  ['时间', 20],
  ['所签材料', 16],
]
const LIST_COLUMNS: Columns = [
  ['清单', 12],
  ['序号', 10],
  ['摘要（SHA-256）', 78],
]
const DISSENT_COLUMNS: Columns = [
  ['席位', 12],
  ['表态人', 20],
  ['时间', 12],
  ['表态', 8],
  ['理由', 48],
]
const approvals = (file: CaseFile): string[][] =>
  stateOf(file).approvals.map(({ stage, documentNumber, approvedFen, on, formDigest }) => [
    STAGE_TITLES[stage].zh,
    documentNumber,
    formatWan(approvedFen as Fen),
    on,
    groups(formDigest),
  ])

const conditions = ({ caller }: CaseFile, decisions: readonly Decision[]): string[][] =>
  decisions.flatMap(({ approval, conditions: set }) =>
    set.map(({ number, what, dueOn, responsible }) => [
      STAGE_TITLES[approval.stage].zh,
      String(number),
      dueOn,
      namesIn(caller).person(responsible),
      what,
    ]),
  )

/** The lists of signed files; a list that several people signed is printed once. */
function listsIn(decisions: readonly Decision[]): Map<string, readonly string[]> {
  const digests = decisions.flatMap((decision) => signersOf(decision).map((vote) => vote.digests))
  return new Map(digests.map((list) => [list.join(), list]))
}

function signatures(decisions: readonly Decision[], lists: Map<string, readonly string[]>): string[][] {
  const numbers = new Map([...lists.keys()].map((key, at) => [key, at + 1]))
  return decisions.flatMap((decision) =>
    signersOf(decision).map(({ title, by, at, digests }) => [
      STAGE_TITLES[decision.approval.stage].zh,
      ...[title, by, at],
      `清单 ${numbers.get(digests.join())}，共 ${digests.length} 项`,
    ]),
  )
}

/** The form first, then its files. */
const listed = (lists: Map<string, readonly string[]>): string[][] =>
  [...lists.values()].flatMap((list, at) =>
    list.map((digest, place) => [`清单 ${at + 1}`, place === 0 ? '申报表' : `文件 ${place}`, groups(digest)]),
  )

const VOTE_WORDS = { for: '同意', against: '异议', abstain: '弃权' } as const

const dissent = (decisions: readonly Decision[]): string[][] =>
  decisions
    .flatMap(({ votes }) => votes)
    .filter(({ vote }) => vote !== 'for')
    .map(({ title, by, at, vote, reasons }) => [title, by, at, VOTE_WORDS[vote], reasons])
