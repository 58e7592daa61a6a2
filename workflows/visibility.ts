/**
 * What operators read in the Temporal UI: codes to filter by in the search attributes, which stay when every worker is
 * stopped, and words in the details. Neither holds a case's title or any other text of a person.
 */

import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import { type Deadline, firstDue } from '#domain/case/deadline.ts'
import { wordsIn } from '#domain/case/kind.ts'
import type { Turn } from '#domain/case/state.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { activeSeats } from '#domain/review/joint/panel.ts'
import type { Review, ReviewedState, ReviewSeat } from '#domain/review/state.ts'
import { seatStepOf } from '#domain/review/topics.ts'
import { type OrgId, ROLES } from '#domain/values/directory.ts'
import { msOf } from '#domain/values/plain-date.ts'
import { bilingual, fitSummary } from '#wire/operator-words.ts'
import type { OrgNames } from '#wire/record.ts'
import type { SearchAttributeName } from '#wire/search-attributes.ts'

/** A case, and the names of its organisations. */
export interface Shown {
  kind: Kind
  state: ReviewedState
  names: OrgNames
}

/** Called once per recorded command, even if nothing shown has changed: a changed rule must not change the number of workflow commands. */
export function show(shown: Shown): void {
  const { kind, state } = shown
  const turn = kind.turnOf(state)
  const due = firstDue(state)
  const attributes: Record<SearchAttributeName, string[] | number[] | Date[]> = {
    CaseStatus: [state.status],
    CaseTurn: turn ? [`${turn.role}@${turn.org}`] : [],
    CaseOwner: [state.owner],
    CaseStage: [kind.matterOf(state).stage],
    CaseSince: [new Date(msOf(state.statusSince))],
    CaseDue: due ? [new Date(msOf(due.dueAt))] : [],
    CaseSeq: [state.seq],
  }
  upsertSearchAttributes(attributes)
  setCurrentDetails(details(shown))
}

export function details({ kind, state, names }: Shown): string {
  const { stage, round } = kind.matterOf(state)
  const since = state.statusSince.slice(0, 10)
  const rows = [
    ['状态 status', `${bilingual(wordsIn(kind.statuses, state.status))}, 自 since ${since}`],
    ['阶段 stage', `${bilingual(wordsIn(kind.stages, stage))}, 第 ${round} 轮 round`],
    ['轮到 turn', turnText(kind.turnOf(state), names)],
    ...state.deadlines.map((deadline) => ['期限 due', dueText(kind, state, deadline)]),
    ...state.reviews.map((review) => ['待签署 to be signed', reviewText(kind, review, names)]),
    ...kind.remarks(state).map(({ title, text }) => [bilingual(title), text]),
  ]
  return [
    `### ${bilingual(kind)} · ${orgText(state.owner, names)} → ${orgText(state.authority, names)}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([a, b]) => `| ${a} | ${b} |`),
  ].join('\n')
}

/** The code, where no name is known: older histories have no names. */
const orgText = (id: OrgId, names: OrgNames): string => {
  const name = Object.hasOwn(names, id) ? names[id] : undefined
  return name ? bilingual(name) : id
}

const turnText = (turn: Turn | null, names: OrgNames): string =>
  turn ? `${orgText(turn.org, names)}, ${bilingual(wordsIn(ROLES, turn.role))}` : '—'

/** The subject of the decision, and the seats that can vote now. */
const reviewText = (kind: Kind, review: Review, names: OrgNames): string =>
  `${bilingual(wordsIn(kind.actions, review.subject.verb))}: ${activeSeats(review.seats)
    .map((seat) => seatText(seat, names))
    .join(', ')}`

/** The id of the seat in the policy, with the role and organisation that it requires, if any. */
function seatText({ id, role, org }: ReviewSeat, names: OrgNames): string {
  const asked = [...(org ? [orgText(org, names)] : []), ...(role ? [bilingual(wordsIn(ROLES, role))] : [])]
  return asked.length > 0 ? `${id} (${asked.join(' ')})` : id
}

/** One deadline in words; that of a seat says which act waits for it. */
function dueText(kind: Kind, { reviews }: ReviewedState, deadline: Deadline): string {
  const { dueOn, provisional } = deadline
  const step = seatStepOf(kind, deadline)
  const review = step && reviews.find((one) => one.step === step)
  const what = review ? ` (${bilingual(wordsIn(kind.actions, review.subject.verb))})` : ''
  const source = kind.deadlines[deadline.kind]?.source.zh ?? ''
  const mark = provisional ? ' 暂定 provisional' : ''
  return `${bilingual(wordsIn(kind.deadlines, deadline.kind))}${what}: ${dueOn}${mark} (${source})`
}

/** The text of the timer that waits for it. */
export const timerFor = ({ kind, state }: Omit<Shown, 'names'>, deadline: Deadline): { summary: string } => ({
  summary: fitSummary(dueText(kind, state, deadline)),
})
