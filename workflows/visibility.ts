/** What operators read in the Temporal UI: search attributes stay when every worker is stopped. */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import { type Deadline, firstDue } from '#domain/case/deadline.ts'
import { STAGE_TITLES } from '#domain/project/approval/words.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { turnOf } from '#domain/project/turn.ts'
import { activeSeats } from '#domain/review/joint/panel.ts'
import { formatWan } from '#domain/values/money.ts'
import { msOf } from '#domain/values/plain-date.ts'
import type { SearchAttributeName } from '#wire/search-attributes.ts'

/** Called once per recorded command, whatever changed: a changed rule must not change the number of commands. */
export function show(state: ProjectState): void {
  const turn = turnOf(state)
  const due = firstDue(state)
  const attributes: Record<SearchAttributeName, string[] | number[] | Date[]> = {
    CaseStatus: [state.status],
    CaseTurn: turn ? [`${turn.role}@${turn.org}`] : [],
    CaseOwner: [state.owner],
    CaseStage: [state.approval.stage],
    CaseSince: [new Date(msOf(state.statusSince))],
    CaseDue: due ? [new Date(msOf(due.dueAt))] : [],
    CaseSeq: [state.seq],
  }
  upsertSearchAttributes(attributes)
  setCurrentDetails(details(state))
}

function details(state: ProjectState): string {
  const { zh, en } = PROJECT_STATUSES[state.status]
  const turn = turnOf(state)
  const rows = [
    ['状态 status', `${zh} (${en}), 自 since ${state.statusSince.slice(0, 10)}`],
    ['阶段 stage', `${STAGE_TITLES[state.approval.stage].zh}, 第 ${state.approval.round} 轮 round`],
    ['轮到 turn', turn ? `${turn.role} @ ${turn.org}` : '—'],
    ...state.deadlines.map((deadline) => ['期限 due', dueText(deadline)]),
    ...state.reviews.map(({ step, seats }) => [
      '待签署 to be signed',
      `${step}: ${activeSeats(seats)
        .map(({ id }) => id)
        .join(', ')}`,
    ]),
    [
      '金额 amount',
      `${formatWan(state.approvals.at(-1)?.approvedFen ?? state.approval.form.investmentFen)} 万元`,
    ],
  ]
  return [
    `### ${state.owner} → ${state.authority}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([a, b]) => `| ${a} | ${b} |`),
  ].join('\n')
}

/** One deadline in words, for details and timer summaries. */
export function dueText({ kind, dueOn, provisional }: Deadline): string {
  const { zh, en, source } = PROJECT.deadlines[kind] ?? { zh: kind, en: kind, source: '' }
  return `${zh} ${en}: ${dueOn}${provisional ? ' 暂定 provisional' : ''} (${source})`
}
