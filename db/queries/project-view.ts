/** One project with the facts in force for it, in one round trip. */

import type { Deadline } from '#domain/case/deadline.ts'
import { FOLD_VERSION } from '#domain/project/evolve.ts'
import type { OutsideFacts } from '#domain/project/facts.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { type CaseId, type ProjectId, projectCaseId } from '#domain/values/ids.ts'
import { endOfDay, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { FACTS_IN_FORCE, type FactsRow, ReferenceVersions } from '../record/facts.ts'
import { foldedSoFar } from '../record/snapshot.ts'
import { type Viewer, visibleTo } from './project-scope.ts'

export interface SeenProject {
  state: ProjectState
  turnSince: Instant
  /** Basis of next year's O&M budget, once an evaluation gave one. */
  omBasis: unknown
  facts: OutsideFacts
}

interface Row extends FactsRow {
  state: ProjectState
  turnSince: Instant
  omBasis: unknown
}

const query = (viewer: Viewer): string => `
  select p.state, p.turn_since as "turnSince",
    (select jsonb_build_object('year', o.year, 'round', o.round, 'basis', o.basis)
      from om_basis o where o.project_id = p.id order by o.year desc, o.round desc limit 1) as "omBasis",
    ${FACTS_IN_FORCE}
  from project p where p.case_id = $1 and ${visibleTo(viewer.scope, '$5', '$6')}`

export class ProjectViews {
  private readonly pool: Pool
  private readonly versions = new ReferenceVersions()

  constructor(pool: Pool) {
    this.pool = pool
  }

  /** Undefined when there is no such project, or not for this viewer. */
  async find(id: ProjectId, viewer: Viewer, on: PlainDate): Promise<SeenProject | undefined> {
    const { rows } = await this.pool.query<Row>({
      name: `project-view-${viewer.scope}`,
      text: query(viewer),
      values: [projectCaseId(id), on, endOfDay(on), null, viewer.orgPath, viewer.involvedAs],
    })
    const [row] = rows
    if (!row) return undefined
    const { omBasis } = row
    return { ...(await this.current(row)), omBasis, facts: await this.versions.facts(this.pool, row) }
  }

  /** The row's state, or the same folded by today's code where an older one kept it. */
  private async current({ state, turnSince }: Row): Promise<Pick<SeenProject, 'state' | 'turnSince'>> {
    if (state.version === FOLD_VERSION) return { state, turnSince }
    const kept = { state: null, turnSince, ownBans: [], openTasks: [] }
    return foldedSoFar(this.pool, projectCaseId(state.id), { seq: state.seq }, kept)
  }

  /** Calendar and policy that a deadline names, which may not be in force any more. */
  async restsOn({
    calendarVersion,
    policyVersion,
  }: Pick<Deadline, 'calendarVersion' | 'policyVersion'>): Promise<
    Pick<OutsideFacts, 'calendar' | 'policy'>
  > {
    const calendar = await this.versions.calendar(this.pool, calendarVersion)
    return { calendar, policy: await this.versions.policy(this.pool, policyVersion) }
  }

  /** Whether the viewer can see the case at all. */
  async sees(caseId: CaseId, viewer: Viewer): Promise<boolean> {
    const { rows } = await this.pool.query({
      name: `project-sees-${viewer.scope}`,
      text: `select 1 from project p where p.case_id = $1 and ${visibleTo(viewer.scope, '$2', '$3')}`,
      values: [caseId, viewer.orgPath, viewer.involvedAs],
    })
    return rows.length === 1
  }
}
