/** 项目档案: a project's whole life on paper. */
import type { Content } from 'pdfmake'
import { FILE_KIND_TITLES, STAGE_TITLES } from '#domain/approval/words.ts'
import { type Fen, formatWan } from '#domain/money.ts'
import { dateOf } from '#domain/plain-date.ts'
import { DEADLINES } from '#domain/project/deadline.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { clockView } from '../reads/clock-view.ts'
import { wordsOfEvent } from '../reads/event-words.ts'
import { type CaseFile, chineseTime, groups, namesIn } from './case-file.ts'
import { decidedIn, type Voice } from './decided.ts'
import type { Paper } from './printer.ts'

export function dossierOf(file: CaseFile): Paper {
  const { state } = file.seen
  const title = `项目档案：${state.title}`
  const voices = state.approvals.flatMap((approval) => decidedIn(file, approval).voices)
  const content = [
    { text: title, style: 'title' },
    ...facts(file),
    ...section('批复', ['阶段', '文号', '核定金额（万元）', '日期', '材料摘要（SHA-256）'], approvals(file)),
    ...section('批复条件', ['阶段', '序号', '期限', '责任人', '条件'], conditions(file)),
    ...section('签署', ['席位', '签署人', '时间', '所签材料摘要'], signatures(voices)),
    ...section('异议和弃权', ['席位', '表态人', '时间', '表态', '理由'], dissent(voices)),
    ...section('期限', ['事项', '到期日', '说明'], clocks(file)),
    ...section('文件', ['名称', '种类', '版本', '字节', '上传', '签署', '摘要（SHA-256）'], documents(file)),
    ...section('办理经过', ['时间', '办理人', '事项'], timeline(file)),
    {
      text: `截至 ${chineseTime(file.caller.now)}，共 ${state.seq} 项记录。本件由系统依据办理记录生成。`,
      style: 'small',
      margin: [0, 16, 0, 0],
    },
  ]
  return { title, content }
}

function section(heading: string, head: string[], rows: string[][]): Content[] {
  const title: Content = { text: heading, style: 'heading' }
  if (rows.length === 0) return [title, { text: '无' }]
  const body: Content[][] = [
    head.map((text): Content => ({ text, bold: true, fontSize: 9 })),
    ...rows.map((row) => row.map((text): Content => ({ text, fontSize: 8 }))),
  ]
  // The last column takes what the others leave: digests and words are there.
  const widths = head.map((_, index) => (index === head.length - 1 ? '*' : 'auto'))
  return [
    title,
    { table: { headerRows: 1, dontBreakRows: true, widths, body }, layout: 'lightHorizontalLines' },
  ]
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
  return [{ table: { widths: [80, '*'], body: rows }, layout: 'lightHorizontalLines' }]
}

const approvals = ({ seen: { state } }: CaseFile): string[][] =>
  state.approvals.map(({ stage, documentNumber, approvedFen, on, formDigest }) => [
    STAGE_TITLES[stage].zh,
    documentNumber,
    formatWan(approvedFen as Fen),
    on,
    groups(formDigest),
  ])

const conditions = (file: CaseFile): string[][] =>
  file.seen.state.approvals.flatMap((approval) =>
    decidedIn(file, approval).conditions.map(({ number, what, dueOn, responsible }) => [
      STAGE_TITLES[approval.stage].zh,
      String(number),
      dueOn,
      namesIn(file.caller).person(responsible),
      what,
    ]),
  )

const signatures = (voices: readonly Voice[]): string[][] =>
  voices
    .filter(({ vote }) => vote === 'for')
    .map(({ title, by, at, digests }) => [title, by, at, digests.map(groups).join('\n')])

const VOTE_WORDS = { for: '同意', against: '异议', abstain: '弃权' } as const

const dissent = (voices: readonly Voice[]): string[][] =>
  voices
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
