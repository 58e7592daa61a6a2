/** The rows of the projections, and the statements that update them. */

import { firstDue } from '#domain/case/deadline.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import { isHosted } from '#domain/tasks/is-hosted.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { bulkInsert, type Statement } from '../bulk.ts'
import { lexemesOf } from '../lexemes.ts'
import { asOffice, asPerson, type Involved } from '../queries/scope.ts'
import { caseView } from '../schema/case-view.ts'
import { publishedFact } from '../schema/reference.ts'
import type { Folded, Projected } from './fold.ts'
import { deleteOwnRows, ownTableStatements } from './own-tables.ts'
import { taskStatements } from './tasks.ts'

// By `case_id`: a case of another kind with the same UUID violates the primary key instead of replacing this row.
const putView = bulkInsert(caseView, { replaceBy: ['case_id'] })
const addFacts = bulkInsert(publishedFact)

const remove = (name: string, text: string, id: string): Statement => ({ name, text, values: [id] })
const removeView = (id: string) => remove('delete-case-view', 'delete from case_view where id = $1', id)
const removeTasks = (id: string) => remove('delete-tasks', 'delete from task where case_uuid = $1', id)
/** What stands, and not the versions, which stay. */
const removeStanding = (caseId: CaseId) =>
  remove('delete-standing', `delete from published_fact where case_id = $1 and version = ''`, caseId)
const removeFacts = (caseId: CaseId) =>
  remove('delete-facts', 'delete from published_fact where case_id = $1', caseId)

/** The statements for these events. What equals `before` is not written again. */
export function projectionStatements(caseId: CaseId, before: Folded, after: Projected): Statement[] {
  const { state, published, versions } = after
  const statements = [putView([viewRow(caseId, after)]), ...taskStatements(after, after.taskFold)]
  if (JSON.stringify(before.published) !== JSON.stringify(published)) {
    const rows = published.map(({ since, ...one }) => ({ ...one, caseId, version: '', body: { since } }))
    statements.push(removeStanding(caseId), addFacts(rows))
  }
  if (versions.length > 0) statements.push(addFacts(versions.map((one) => ({ ...one, caseId, part: '' }))))
  return [...statements, ...ownTableStatements(state.id, after.ownRows)]
}

/** Deletes all projected rows of a case; a rebuild writes them again. */
export function deleteStatements(caseId: CaseId, { kind, state }: Projected): Statement[] {
  return [removeView(state.id), removeTasks(state.id), removeFacts(caseId), ...deleteOwnRows(kind, state.id)]
}

function viewRow(caseId: CaseId, { kind, state, turnSince }: Projected): typeof caseView.$inferInsert {
  const turn = kind.turnOf(state)
  const due = firstDue(state)
  const { stage, round } = kind.matterOf(state)
  const { own, numbers, ...listing } = kind.listing(state)
  return {
    id: state.id,
    caseId,
    kind: kind.name,
    seq: state.seq,
    title: state.title,
    owner: state.owner,
    authority: state.authority,
    status: state.status,
    statusSince: state.statusSince || turnSince,
    isOpen: isHosted({ kind, state }),
    stage,
    round,
    turnRole: turn?.role ?? null,
    turnOrg: turn?.org ?? null,
    turnSince,
    nextDeadlineKind: due?.kind ?? null,
    dueOn: due?.dueOn ?? null,
    dueAt: due?.dueAt ?? null,
    dueProvisional: due?.provisional ?? null,
    ...listing,
    listed: own,
    agencies: kind.agencies(state),
    involved: [...involvedIn(state), ...kind.parties(state).map(({ role, org }) => asOffice(role, org))],
    state,
    search: lexemesOf({ ...state, numbers }),
  }
}

function involvedIn({ reviews, copied }: ReviewedState): Involved[] {
  const seats = reviews.flatMap((review) => review.seats)
  const people = different([...copied, ...seats.flatMap(({ person, delegate }) => [person, delegate])])
  const offices = seats.map(({ role, org }) => (org === undefined ? undefined : asOffice(role, org)))
  return different([...people.map(asPerson), ...offices])
}

const different = <T>(ones: readonly (T | undefined)[]): T[] =>
  [...new Set(ones.filter((one) => one !== undefined))].toSorted()
