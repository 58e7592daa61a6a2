/** The dossier 档案 of a case. */
import type { Content } from 'pdfmake'
import { wordsIn } from '#domain/case/kind.ts'
import { wordsOfEvent } from '#domain/engine/event-words.ts'
import type { ReviewEvent } from '#domain/review/events.ts'
import { type CaseFile, chineseTime, groups, namesIn } from './case-file.ts'
import type { KindPapers } from './kind-papers.ts'
import { columnWidths } from './page.ts'
import type { Paper } from './printer.ts'
import { type Columns, printed } from './section.ts'

/** `own`: what only its kind prints; undefined when it prints nothing special. */
export function dossierOf(file: CaseFile, own: KindPapers | undefined): Paper {
  const { kind, state } = file.seen
  const title = `${kind.zh}档案：${state.title}`
  const sections = [
    ...(own?.sections(file) ?? []),
    { heading: '期限', columns: CLOCK_COLUMNS, rows: [...deadlines(file), ...(own?.clocks(file) ?? [])] },
    { heading: '文件', columns: DOCUMENT_COLUMNS, rows: documents(file) },
    { heading: '办理经过', columns: TIMELINE_COLUMNS, rows: timeline(file) },
  ]
  const content = [
    { text: title, style: 'title' },
    facts(file, own),
    ...sections.flatMap(printed),
    {
      text: `截至 ${chineseTime(file.caller.now)}，共 ${state.seq} 项记录。本件由系统依据办理记录生成。`,
      style: 'small',
      margin: [0, 16, 0, 0],
    },
  ] as Content[]
  return { title, content }
}

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

function facts(file: CaseFile, own: KindPapers | undefined): Content {
  const { kind, state } = file.seen
  const { org } = namesIn(file.caller)
  const rows = [
    ['建设单位', org(state.owner)],
    ['审批部门', org(state.authority)],
    ['状态', wordsIn(kind.statuses, state.status).zh],
    ...(own?.facts(file) ?? []),
    [`${kind.zh}编号`, state.id],
  ]
  return { table: { widths: columnWidths([20, 80]), body: rows }, layout: 'rows' }
}

const deadlines = ({ seen: { kind, state } }: CaseFile): string[][] =>
  state.deadlines.map((deadline) => [
    wordsIn(kind.deadlines, deadline.kind).zh,
    deadline.dueOn,
    deadline.provisional ? '暂定' : '',
  ])

/** Marks the version that was signed, because a later version does not change what was decided. */
function documents({ seen: { kind: of }, documents: held, timeline: entries, caller }: CaseFile): string[][] {
  const signed = new Set(
    entries.flatMap((entry) => {
      const event = entry.event as ReviewEvent
      return event.type === 'verdictGiven' && event.vote === 'for' ? event.fileDigests : []
    }),
  )
  return held.map(({ name, kind, version, sizeBytes, uploadedBy, uploadedAt, digest }) => [
    name,
    wordsIn(of.fileKinds, kind).zh,
    String(version),
    String(sizeBytes),
    `${namesIn(caller).person(uploadedBy)} ${chineseTime(uploadedAt)}`,
    signed.has(digest) ? '已签署' : '—',
    groups(digest),
  ])
}

const timeline = ({ seen: { kind }, timeline: entries, caller }: CaseFile): string[][] =>
  entries.map(({ at, by, event }) => [chineseTime(at), namesIn(caller).by(by), wordsOfEvent(kind, event).zh])
