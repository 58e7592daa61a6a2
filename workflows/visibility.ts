/**
 * What operators read in the Temporal UI: codes to filter by in the search attributes, which stay when every worker is
 * stopped, and words in the details. Neither holds a project's title or any other text of a person.
 */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import { STAGE_TITLES } from '#domain/project/approval/words.ts'
import { DEADLINES, type Deadline, firstDue } from '#domain/project/deadline.ts'
import type { ProjectState, Turn } from '#domain/project/state.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { turnOf } from '#domain/project/turn.ts'
import { activeSeats } from '#domain/review/joint/panel.ts'
import { subjectEntry } from '#domain/review/seats.ts'
import type { Review, ReviewSeat } from '#domain/review/state.ts'
import { seatStepOf } from '#domain/review/steps.ts'
import { type OrgId, ROLES } from '#domain/values/directory.ts'
import { formatWan } from '#domain/values/money.ts'
import { msOf } from '#domain/values/plain-date.ts'
import { inWords, KIND, oneLine } from '#wire/operator-words.ts'
import type { OrgNames } from '#wire/record.ts'
import type { SearchAttributeName } from '#wire/search-attributes.ts'

/** Called once per recorded command, whatever changed: a changed rule must not change the number of commands. */
export function show(state: ProjectState, names: OrgNames): void {
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
  setCurrentDetails(details(state, names))
}

export function details(state: ProjectState, names: OrgNames): string {
  const { approval, approvals } = state
  const amountFen = approvals.at(-1)?.approvedFen ?? approval.form.investmentFen
  const since = state.statusSince.slice(0, 10)
  const rows = [
    ['状态 status', `${inWords(PROJECT_STATUSES[state.status])}, 自 since ${since}`],
    ['阶段 stage', `${inWords(STAGE_TITLES[approval.stage])}, 第 ${approval.round} 轮 round`],
    ['轮到 turn', turnText(turnOf(state), names)],
    ...state.deadlines.map((deadline) => ['期限 due', dueText(state, deadline)]),
    ...state.reviews.map((review) => ['待签署 to be signed', reviewText(review, names)]),
    ['金额 amount', `${formatWan(amountFen)} 万元`],
  ]
  return [
    `### ${inWords(KIND)} · ${orgText(state.owner, names)} → ${orgText(state.authority, names)}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([a, b]) => `| ${a} | ${b} |`),
  ].join('\n')
}

/** The code, where no name was told: histories of before hold none. */
const orgText = (id: OrgId, names: OrgNames): string => {
  const name = Object.hasOwn(names, id) ? names[id] : undefined
  return name ? inWords(name) : id
}

const turnText = (turn: Turn | null, names: OrgNames): string =>
  turn ? `${orgText(turn.org, names)}, ${inWords(ROLES[turn.role])}` : '—'

/** What is decided on, and the seats that can vote now. */
const reviewText = (review: Review, names: OrgNames): string =>
  `${inWords(subjectEntry(review))}: ${activeSeats(review.seats)
    .map((seat) => seatText(seat, names))
    .join(', ')}`

/** Policy names its seats by ids; whom it asks for is said where it asks for somebody in particular. */
function seatText({ id, role, org }: ReviewSeat, names: OrgNames): string {
  const asked = [...(org ? [orgText(org, names)] : []), ...(role ? [inWords(ROLES[role])] : [])]
  return asked.length > 0 ? `${id} (${asked.join(' ')})` : id
}

/** One deadline in words; that of a seat says which act waits for it. */
function dueText({ reviews }: ProjectState, deadline: Deadline): string {
  const { kind, dueOn, provisional } = deadline
  const step = seatStepOf(deadline)
  const review = step && reviews.find((one) => one.step === step)
  const what = review ? ` (${inWords(subjectEntry(review))})` : ''
  const { source } = DEADLINES[kind]
  return `${inWords(DEADLINES[kind])}${what}: ${dueOn}${provisional ? ' 暂定 provisional' : ''} (${source})`
}

/** What the timer that waits for it says. */
export const timerFor = (state: ProjectState, deadline: Deadline): { summary: string } => ({
  summary: oneLine(dueText(state, deadline)),
})
