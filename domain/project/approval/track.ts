/**
 * Tracks A, B and C: which documents a project submits, in which order (rulebook §2.3), and the grounds of the planned and the urgent
 * track. They are checked once, at the first submission; after that the track stays the same (rulebook §2.1 [D]).
 */

import { leadsOf } from '../../case/national-plan.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_PLAN_ITEM } from '../../law/own-policy.ts'
import {
  MEASURES_6,
  MEASURES_MERGED_TRACK,
  MEASURES_PLANNED_PROJECTS,
  MEASURES_STAGES,
} from '../../law/provisions.ts'
import { isSameIdentifier } from '../../values/identifier.ts'
import { document, object, prose, text } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectTopic } from '../topic.ts'
import type { StageBody } from './submission.ts'
import { STAGE_TITLES, STAGES_OF_TRACK, type Stage } from './words.ts'

const REFUSALS = {
  wrongStage: {
    kind: 'state',
    zh: '下一步应报送“{expected}”',
    en: 'the next document to submit is the {expected}',
    source: MEASURES_STAGES,
  },
  notInPlan: {
    kind: 'gate',
    zh: '{pointer}：申报日有效的国家政务信息化建设规划（{version}）中没有本部门的事项 {item}',
    en: '{pointer}: the national plan in force on the submission date ({version}) has no item {item} of this department',
    source: MEASURES_PLANNED_PROJECTS,
  },
  planItemDiffers: {
    kind: 'gate',
    zh: '{pointer}：本项目立项依据的规划事项为 {registered}，不得另行填写 {item}；请改正或不填',
    en: '{pointer}: the project rests on the plan item {registered}, not on {item}; correct it or leave it out',
    source: POLICY_PLAN_ITEM,
  },
  noPlanInForce: {
    kind: 'gate',
    zh: '申报日没有有效的国家政务信息化建设规划',
    en: 'no version of the national plan is in force on the submission date',
    source: MEASURES_6,
  },
  urgentGroundMissing: {
    kind: 'gate',
    zh: '合并报批须有党中央、国务院明确要求或情况紧急的依据',
    en: 'the merged track needs an explicit requirement or an urgent ground',
    source: MEASURES_MERGED_TRACK,
  },
  urgentDepthMissing: {
    kind: 'gate',
    zh: '合并报批须前期工作深度足够的证明',
    en: 'the merged track needs evidence that prior work is deep enough',
    source: MEASURES_MERGED_TRACK,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

/** Grounds of track C. */
export const urgentGrounds = object(
  { depth: document('evidence that prior work is deep enough') },
  {
    explicitRequirement: text(200, '党中央、国务院明确要求的文件'),
    urgency: prose(2000, '情况紧急的事由'),
  },
)

/** The stage that comes next: the same one after a return, the following one after an approval. */
export function expectedStage(state: ProjectState, track: StageBody['track']): Stage | undefined {
  const stages = STAGES_OF_TRACK[track]
  if (state.status === 'unopened') return stages[0]
  if (state.status === 'returned') return state.approval.stage
  return stages[stages.indexOf(state.approval.stage) + 1]
}

/** The document must belong to the track of the project and to the next stage. */
export function stageChecks(state: ProjectState, { track, stage }: StageBody): Check[] {
  const opened = state.status !== 'unopened'
  const next = expectedStage(state, opened ? state.track : track)
  const expected = STAGE_TITLES[next ?? state.approval.stage]
  return [
    must(!opened || track === state.track, 'wrongStage', { expected }),
    must(stage === next, 'wrongStage', { expected }),
  ]
}

const PLAN_ITEM = { pointer: '/planItem' } as const

/** The conditions of the track. */
export function trackChecks(state: ProjectState, body: StageBody, { plan }: Facts): Check[] {
  if (state.status !== 'unopened') return [samePlanItem(state, body)]
  switch (body.track) {
    case 'ordinary':
      return []
    case 'planned':
      return [planCheck(body, plan)]
    case 'urgent':
      return urgencyChecks(body)
  }
}

/** A later document may leave out the plan item, but may not name another one. */
const samePlanItem = ({ planBasis }: ProjectState, { planItem }: StageBody): Check =>
  must(planItem === undefined || isSameIdentifier(planItem, planBasis?.item ?? ''), 'planItemDiffers', {
    ...PLAN_ITEM,
    item: planItem ?? '',
    registered: planBasis?.item ?? '-',
  })

/** Track B: an item of this department in the plan in force. */
function planCheck({ planItem, owner: applicant }: StageBody, plan: Facts['plan']): Check {
  if (!plan) return must(false, 'noPlanInForce')
  const item = plan.items.find(
    (one) => isSameIdentifier(one.id, planItem ?? '') && leadsOf(one).includes(applicant),
  )
  return must(item !== undefined, 'notInPlan', {
    ...PLAN_ITEM,
    version: plan.version,
    item: planItem ?? '-',
  })
}

/** Track C: explicitly required or urgent, and with deep enough prior work. */
function urgencyChecks({ urgent }: StageBody): Check[] {
  const { explicitRequirement, urgency, depth } = urgent ?? {}
  return [
    must(explicitRequirement !== undefined || urgency !== undefined, 'urgentGroundMissing'),
    must(depth !== undefined, 'urgentDepthMissing'),
  ]
}

/** The grounds of the track, as they are registered with the project. */
export const trackBasis = ({ track, planItem, urgent }: StageBody, { plan }: Facts) => ({
  planBasis: track === 'planned' && plan ? { version: plan.version, item: planItem ?? '' } : null,
  urgent: track === 'urgent' ? (urgent ?? null) : null,
})

export const TRACK = { refusals: REFUSALS } satisfies ProjectTopic
