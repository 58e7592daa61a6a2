/**
 * A version that was approved before this system kept it: its plan is opened as an approved one, or has a version more. It is loaded
 * like the directory, not done by anybody in a role of the procedure.
 */
import type { PlanItem, PlanVersion } from '../case/national-plan.ts'
import type { OrgId } from '../values/directory.ts'
import type { PlainDate } from '../values/plain-date.ts'
import { withVersion } from './approval.ts'
import type { PlanState } from './state.ts'
import type { Events, PlanTopic } from './topic.ts'

export type ImportEvent = {
  type: 'planImported'
  v: 1
  code: string
  title: string
  owner: OrgId
  authority: OrgId
  version: string
  effectiveFrom: PlainDate
  source: string
  items: PlanItem[]
}

/** The code of the plan that a loaded version is of. */
export const codeOf = ({ plan, version }: PlanVersion): string => plan ?? version

/** Who drafted it and who approved it, as policy has it. */
interface Bodies {
  planningAuthority: OrgId
  planApprovingBody: OrgId
}

/** What its loading is for the case; null: the plan is being drafted or amended, or has ended, and takes none in. */
export function imported(state: PlanState, plan: PlanVersion, bodies: Bodies): ImportEvent | null {
  if (state.status !== 'unopened' && state.status !== 'approved') return null
  const { version, effectiveFrom, source, items } = plan
  const isNew = state.status === 'unopened'
  return {
    ...{ type: 'planImported', v: 1, version, effectiveFrom, source, items },
    ...{ code: codeOf(plan), title: isNew ? source.slice(0, TITLE_MAX) : state.title },
    owner: isNew ? bodies.planningAuthority : state.owner,
    authority: isNew ? bodies.planApprovingBody : state.authority,
  }
}

const TITLE_MAX = 100

const events: Events<ImportEvent> = {
  planImported: {
    evolve: (state, event) => {
      const { code, title, owner, authority } = event
      return withVersion({ ...state, code, title, owner, authority, round: state.round + 1 }, event)
    },
    notice: null,
    history: { zh: '已录入经国务院批准的规划版本', en: 'A version approved by the State Council was loaded' },
  },
}

export const IMPORT = { events } satisfies PlanTopic
