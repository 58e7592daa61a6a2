/** 项目档案: a project's whole life on paper. */
import type { Content } from 'pdfmake'
import type { Approval } from '#domain/project/approval/state.ts'
import { FILE_KIND_TITLES, STAGE_TITLES } from '#domain/project/approval/words.ts'
import { DEADLINES } from '#domain/project/deadline.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { type Fen, formatWan } from '#domain/values/money.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import { clockView } from '../reads/clock-view.ts'
import { wordsOfEvent } from '../reads/event-words.ts'
import { type CaseFile, chineseTime, groups, namesIn } from './case-file.ts'
import { type Decided, decidedIn, type Voice } from './decided.ts'
import { columnWidths } from './page.ts'
import type { Paper } from './printer.ts'

export function dossierOf(file: CaseFile): Paper {
  const { state } = file.seen
  const title = `项目档案：${state.title}`
  const decisions = state.approvals.map((approval) => ({ approval, ...decidedIn(file, approval) }))
  const lists = listsIn(decisions)
  const content = [
    { text: title, style: 'title' },
    ...facts(file),
    ...section('批复', APPROVAL_COLUMNS, approvals(file)),
    ...section('批复条件', CONDITION_COLUMNS, conditions(file, decisions)),
    ...section('签署', SIGNATURE_COLUMNS, signatures(decisions, lists)),
    ...section('所签材料', LIST_COLUMNS, listed(lists)),
    ...section('异议和弃权', DISSENT_COLUMNS, dissent(decisions)),
    ...section('期限', CLOCK_COLUMNS, clocks(file)),
    ...section('文件', DOCUMENT_COLUMNS, documents(file)),
    ...section('办理经过', TIMELINE_COLUMNS, timeline(file)),
    {
      text: `截至 ${chineseTime(file.caller.now)}，共 ${state.seq} 项记录。本件由系统依据办理记录生成。`,
      style: 'small',
      margin: [0, 16, 0, 0],
    },
  ]
  return { title, content }
}

interface Decision extends Decided {
  approval: Approval
}

/** Names of columns, and their shares of the width. */
type Columns = readonly (readonly [name: string, share: number])[]

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
const CLOCK_COLUMNS: Columns = [
  ['事项', 35],
  ['到期日', 20],
  ['说明', 45],
]
const DOCUMENT_COLUMNS: Columns = [
  ['名称', 23],
  ['种类', 12],
  ['版本', 6],
  ['字节', 12],
  ['上传', 15],
  ['签署', 9],
  ['摘要（SHA-256）', 23],
]
const TIMELINE_COLUMNS: Columns = [
  ['时间', 20],
  ['办理人', 34],
  ['事项', 46],
]

/** Rows may break over pages: one that may not is dropped when it is taller than a page. */
function section(heading: string, columns: Columns, rows: string[][]): Content[] {
  const title: Content = { text: heading, style: 'heading' }
  if (rows.length === 0) return [title, { text: '无' }]
  const body: Content[][] = [
    columns.map(([text]): Content => ({ text, bold: true, fontSize: 9 })),
    ...rows.map((row) => row.map((text): Content => ({ text, fontSize: 8 }))),
  ]
  const widths = columnWidths(columns.map(([, share]) => share))
  return [title, { table: { headerRows: 1, widths, body }, layout: 'rows' }]
}

function facts({ seen: { state }, caller }: CaseFile): Content[] {
  const { org } = namesIn(caller)
  const rows = [
    ['建设单位', org(state.owner)],
    ['审批部门', org(state.authority)],
    ['状态', PROJECT_STATUSES[state.status].zh],
    ['阶段', `${STAGE_TITLES[state.approval.stage].zh}（第 ${state.approval.round} 轮）`],
    ['申报金额', `${formatWan(state.approval.form.investmentFen)} 万元`],
    ['项目代码', state.projectCode ?? '—'],
    ['项目编号', state.id],
  ]
  return [{ table: { widths: columnWidths([20, 80]), body: rows }, layout: 'rows' }]
}

const approvals = ({ seen: { state } }: CaseFile): string[][] =>
  state.approvals.map(({ stage, documentNumber, approvedFen, on, formDigest }) => [
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

const signersOf = ({ voices }: Decided): Voice[] => voices.filter(({ vote }) => vote === 'for')

/** What was signed, each list once however many signed it. */
function listsIn(decisions: readonly Decision[]): Map<string, readonly string[]> {
  const digests = decisions.flatMap((decision) => signersOf(decision).map((voice) => voice.digests))
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
    .flatMap(({ voices }) => voices)
    .filter(({ vote }) => vote !== 'for')
    .map(({ title, by, at, vote, reasons }) => [title, by, at, VOTE_WORDS[vote], reasons])

function clocks({ seen: { state, facts }, caller }: CaseFile): string[][] {
  const clock = clockView(state.approval.clock, { ...facts, on: dateOf(caller.now) })
  const due = state.deadlines.map(({ kind, dueOn, provisional }) => [
    DEADLINES[kind].zh,
    dueOn,
    provisional ? '暂定' : '',
  ])
  if (!clock) return due
  const { netWorkingDays, grossWorkingDays, isPaused, due: end } = clock
  const said = `净 ${netWorkingDays} 个工作日，含暂停共 ${grossWorkingDays} 个工作日${isPaused ? '；已暂停' : ''}`
  return [...due, ['审批时限', end?.dueOn ?? '—', said]]
}

/** Which version was signed on is seen beside it: a later one changes nothing of what was decided. */
function documents({ documents: held, timeline: entries, caller }: CaseFile): string[][] {
  const signed = new Set(
    entries.flatMap(({ event }) =>
      event.type === 'verdictGiven' && event.vote === 'for' ? event.fileDigests : [],
    ),
  )
  return held.map(({ name, kind, version, sizeBytes, uploadedBy, uploadedAt, digest }) => [
    name,
    FILE_KIND_TITLES[kind],
    String(version),
    String(sizeBytes),
    `${namesIn(caller).person(uploadedBy)} ${chineseTime(uploadedAt)}`,
    signed.has(digest) ? '已签署' : '—',
    groups(digest),
  ])
}

const timeline = ({ timeline: entries, caller }: CaseFile): string[][] =>
  entries.map(({ at, by, event }) => [chineseTime(at), namesIn(caller).by(by), wordsOfEvent(event).zh])
