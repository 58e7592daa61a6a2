/** The rows of the projections, and the statements that bring them up to date. */

import { firstDue } from '#domain/case/deadline.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { turnOf } from '#domain/project/turn.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { bulkInsert, type Statement } from '../bulk.ts'
import { lexemesOf } from '../lexemes.ts'
import { asOffice, asPerson, type Involved } from '../queries/project-scope.ts'
import { catalogItem, omBasis, ownerBan, project } from '../schema/project.ts'
import type { Folded, Projected } from './fold.ts'
import { taskStatements } from './tasks.ts'

const putProject = bulkInsert(project, { replaceBy: ['id'] })
const addCatalog = bulkInsert(catalogItem)
const addBans = bulkInsert(ownerBan)
const putOmBases = bulkInsert(omBasis, { replaceBy: ['year', 'project_id', 'round'] })

const remove = (name: string, text: string, id: string): Statement => ({ name, text, values: [id] })
const removeProject = (id: string) => remove('delete-project', 'delete from project where id = $1', id)
const removeCatalog = (id: string) =>
  remove('delete-catalog', 'delete from catalog_item where project_id = $1', id)
const removeOmBases = (id: string) => remove('delete-om', 'delete from om_basis where project_id = $1', id)
const removeTasks = (id: string) => remove('delete-tasks', 'delete from task where project_id = $1', id)
const removeBans = (caseId: CaseId) =>
  remove('delete-bans', 'delete from owner_ban where case_id = $1', caseId)

/** What has to be written after these events; `before` tells what need not. */
export function projectionStatements(caseId: CaseId, before: Folded, after: Projected): Statement[] {
  const { id, owner } = after.state
  const statements = [putProject([projectRow(caseId, after)]), ...taskStatements(after.state, after.taskFold)]
  if (after.catalog) {
    const items = after.catalog.map((item, position) => ({ projectId: id, position, ...item }))
    statements.push(removeCatalog(id), addCatalog(items))
  }
  if (JSON.stringify(before.bans) !== JSON.stringify(after.bans)) {
    statements.push(removeBans(caseId), addBans(after.bans.map((ban) => ({ owner, caseId, ...ban }))))
  }
  if (after.omBases.length > 0) {
    const rows = after.omBases.map((basis) => ({
      projectId: id,
      year: basis.year,
      round: basis.round,
      basis,
    }))
    statements.push(putOmBases(rows))
  }
  return statements
}

/** Forgets everything that was projected of a case; a rebuild writes it again. */
export function forgetStatements(caseId: CaseId, { state }: Folded): Statement[] {
  const { id } = state
  return [removeProject(id), removeCatalog(id), removeOmBases(id), removeTasks(id), removeBans(caseId)]
}

function projectRow(caseId: CaseId, { state, turnSince }: Projected): typeof project.$inferInsert {
  const turn = turnOf(state)
  const due = firstDue(state)
  return {
    id: state.id,
    caseId,
    seq: state.seq,
    title: state.title,
    owner: state.owner,
    authority: state.authority,
    status: state.status,
    statusSince: state.statusSince || turnSince,
    stage: state.approval.stage,
    round: state.approval.round,
    track: state.track,
    turnRole: turn?.role ?? null,
    turnOrg: turn?.org ?? null,
    turnSince,
    nextDeadlineKind: due?.kind ?? null,
    dueOn: due?.dueOn ?? null,
    dueAt: due?.dueAt ?? null,
    dueProvisional: due?.provisional ?? null,
    investmentFen: state.approval.form.investmentFen,
    approvedFen: state.approvals.at(-1)?.approvedFen ?? null,
    submittedOn: state.submittedOn || null,
    projectCode: state.projectCode,
    agencies: agenciesOf(state),
    involved: involvedIn(state),
    state,
    search: lexemesOf(state),
  }
}

function agenciesOf({ approval, parts, evaluation, construction }: ProjectState): OrgId[] {
  const appraisers = parts.filter(({ kind, person }) => kind === 'appraiser' && person === null)
  const now = [approval.appraisal?.agency, evaluation?.post?.evaluator, construction?.supervisor]
  return different([...appraisers.map(({ orgPath }) => orgPath[0]), ...now])
}

function involvedIn({ reviews, copied }: ProjectState): Involved[] {
  const seats = reviews.flatMap((review) => review.seats)
  const people = different([...copied, ...seats.flatMap(({ person, delegate }) => [person, delegate])])
  const offices = seats.map(({ role, org }) => (org === undefined ? undefined : asOffice(role, org)))
  return different([...people.map(asPerson), ...offices])
}

const different = <T>(ones: readonly (T | undefined)[]): T[] =>
  [...new Set(ones.filter((one) => one !== undefined))].toSorted()
