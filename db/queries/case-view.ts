/** Reads one case with the facts in force for it, in one round trip. */

import type { Deadline } from '#domain/case/deadline.ts'
import type { OutsideFacts } from '#domain/case/facts.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { ReviewPolicy } from '#domain/review/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { endOfDay, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { FACTS_IN_FORCE, type FactsRow, ReferenceVersions } from '../record/facts.ts'
import { type CaseRef, currentFold } from '../record/snapshot.ts'
import { type Viewer, visibleTo } from './scope.ts'

export interface SeenCase {
  kind: Kind
  state: ReviewedState
  turnSince: Instant
  facts: OutsideFacts<ReviewPolicy>
  /** Rows of the kind's own tables that the view shows; null: there is no row yet. */
  rows: Readonly<Record<string, unknown>>
}

interface Row extends FactsRow {
  state: ReviewedState
  turnSince: Instant
  rows: Readonly<Record<string, unknown>>
}

const rowsOf = ({ tables }: Kind): string =>
  `jsonb_build_object(${tables
    .flatMap(({ table, shown }) =>
      shown
        ? [
            `'${shown.as}', (
      select to_jsonb(o) - 'case_uuid' from ${table} o where o.case_uuid = p.id
      order by ${shown.lastBy.map((column) => `o.${column} desc`).join()} limit 1)`,
          ]
        : [],
    )
    .join()})`

const query = (kind: Kind, viewer: Viewer): string => `
  select p.state, p.turn_since as "turnSince", ${rowsOf(kind)} as rows, ${FACTS_IN_FORCE}
  from case_view p where p.case_id = $1 and ${visibleTo(viewer.scope, '$5', '$6')}`

export class CaseViews {
  private readonly pool: Pool
  private readonly kinds: Kinds
  private readonly versions = new ReferenceVersions()

  constructor(pool: Pool, kinds: Kinds) {
    this.pool = pool
    this.kinds = kinds
  }

  /** Undefined when the case does not exist or the viewer may not see it. */
  async find(caseId: CaseId, viewer: Viewer, on: PlainDate): Promise<SeenCase | undefined> {
    const kind = this.kinds.of(caseId)
    const found = await this.pool.query<Row>({
      name: `${kind.name}-view-${viewer.scope}`,
      text: query(kind, viewer),
      values: [caseId, on, endOfDay(on), null, viewer.orgPath, viewer.involvedAs],
    })
    const [row] = found.rows
    if (!row) return undefined
    const facts = kind.completed(await this.versions.facts(this.pool, kind, row))
    return { kind, ...(await this.current({ kind, caseId }, row)), facts, rows: row.rows }
  }

  /** The stored state. If an older version of the code stored it, it is folded again from the events. */
  private async current(
    { kind, caseId }: CaseRef,
    { state, turnSince }: Row,
  ): Promise<Pick<SeenCase, 'state' | 'turnSince'>> {
    if (state.version === kind.foldVersion) return { state, turnSince }
    const kept = { state: null, turnSince, ownFacts: [], openTasks: [] }
    return currentFold(this.pool, { kind, caseId }, { seq: state.seq }, kept)
  }

  /** The facts of a deadline: the calendar and the policy by which it was set, and the published facts in force now. */
  async restsOn(
    kind: Kind,
    { calendarVersion, policyVersion }: Pick<Deadline, 'calendarVersion' | 'policyVersion'>,
    published: OutsideFacts['published'],
  ): Promise<OutsideFacts<ReviewPolicy>> {
    const calendar = await this.versions.calendar(this.pool, calendarVersion)
    const policy = await this.versions.policy(this.pool, policyVersion)
    return kind.completed({ calendar, policy, published })
  }

  /** Whether the viewer may see the case. */
  sees(caseId: CaseId, viewer: Viewer): Promise<boolean> {
    return this.seesBy('case_id', caseId, viewer)
  }

  /** The same for a case of any kind; `id` is the UUID of the case. */
  seesOwn(id: string, viewer: Viewer): Promise<boolean> {
    return this.seesBy('id', id, viewer)
  }

  private async seesBy(
    column: 'case_id' | 'id',
    value: string,
    { scope, orgPath, involvedAs }: Viewer,
  ): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: `case-sees-${column}-${scope}`,
      text: `select 1 from case_view p where p.${column} = $1 and ${visibleTo(scope, '$2', '$3')}`,
      values: [value, orgPath, involvedAs],
    })
    return rowCount === 1
  }
}
