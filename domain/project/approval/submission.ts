/** T1 and T7: the owner submits a stage document, or the revised one after a return; tracks A, B and C. */

import { type Paths, pathOf } from '../../case/parts.ts'
import type { Check } from '../../case/refusal.ts'
import type { OrgId } from '../../values/directory.ts'
import { isSameIdentifier } from '../../values/identifier.ts'
import { isAtMostPercent, subtractFen } from '../../values/money.ts'
import type { BodyOf } from '../actions.ts'
import { filingBanChecks } from '../ban-checks.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { partyChecks } from '../named-parties.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import { approvalOf, type ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { catalogChecks } from './catalog.ts'
import { feasibilityCheck } from './validity.ts'
import { CIVIL_WORKS_FILES, type FileKind, STAGES_OF_TRACK, type Stage } from './words.ts'

type StageBody = BodyOf<'submitStage'>

export const SUBMISSION_RULES: Rules<'submitStage' | 'withdraw'> = {
  submitStage: {
    ready: (state) => [inStatus(state, 'unopened', 'stageApproved', 'returned')],
    rules: (state, body, facts) => [
      must(!body.containsClassifiedContent, 'classifiedContent'),
      // A return asks for a revised document (T7). Of the same body the digest is the same.
      must(facts.command.contentHash !== state.approval.form.digest, 'unchanged', { pointer: '/' }),
      ...orderChecks(state, body, facts),
      ...trackChecks(state, body, facts),
      ...documentChecks(state, body, facts),
      ...catalogChecks(body.catalog),
      // The owner names itself where it prepared the document: left out, nobody could be held apart from it.
      must(body.preparedBy !== undefined, 'preparerMissing', { owner: body.owner }),
      ...partyChecks({ owner: body.owner, authority: authorityFor(body, facts) }, facts, body.preparedBy),
      ...filingBanChecks(facts),
    ],
    events: (state, body, facts) => [...registration(state, body, facts), submission(state, body, facts)],
  },
  withdraw: {
    ready: (state) => [
      inStatus(
        state,
        'submitted',
        'supplementing',
        'admitted',
        'appraising',
        'deciding',
        'returned',
        'stageApproved',
      ),
    ],
    events: (_state, { reasons }) => [{ type: 'withdrawn', v: 1, cause: 'owner', reasons }],
  },
}

/** The stage that comes next: the same one after a return, the following one after an approval. */
export function expectedStage(state: ProjectState, track: StageBody['track']): Stage | undefined {
  const stages = STAGES_OF_TRACK[track]
  if (state.status === 'unopened') return stages[0]
  if (state.status === 'returned') return state.approval.stage
  return stages[stages.indexOf(state.approval.stage) + 1]
}

function orderChecks(state: ProjectState, body: StageBody, facts: Facts): Check[] {
  const { actor } = facts
  const opened = state.status !== 'unopened'
  const expected = expectedStage(state, opened ? state.track : body.track)
  return [
    must(actor.kind === 'person' && actor.orgPath.includes(body.owner), 'outOfScope'),
    // Bans, thresholds and the approving authority look at the department, never at one of its bureaus.
    must(actor.kind === 'person' && actor.orgPath.at(-1) === body.owner, 'ownerNotDepartment'),
    must(!opened || body.owner === state.owner, 'outOfScope'),
    must(!codeDiffers(state, body), 'projectCodeDiffers', { code: state.projectCode ?? '' }),
    must(!opened || body.track === state.track, 'wrongStage', {
      expected: expected ?? state.approval.stage,
    }),
    must(body.stage === expected, 'wrongStage', { expected: expected ?? state.approval.stage }),
    body.stage === 'preliminaryDesign' ? feasibilityCheck(state, facts) : null,
  ]
}

/** The project code is one for life (GB/T 40058-2021). */
const codeDiffers = ({ projectCode }: ProjectState, body: StageBody): boolean =>
  projectCode !== null && body.projectCode !== undefined && body.projectCode !== projectCode

const PLAN_ITEM = { pointer: '/planItem' } as const

/** A later document need not name the item again; it names no other one. */
const samePlanItem = ({ planBasis }: ProjectState, { planItem }: StageBody): Check =>
  must(planItem === undefined || isSameIdentifier(planItem, planBasis?.item ?? ''), 'planItemDiffers', {
    ...PLAN_ITEM,
    item: planItem ?? '',
    registered: planBasis?.item ?? '-',
  })

/** A track is judged once, on the first submission, and kept (rulebook §2.1 [D]). */
function trackChecks(state: ProjectState, body: StageBody, { plan }: Facts): Check[] {
  if (state.status !== 'unopened') return [samePlanItem(state, body)]
  if (body.track === 'planned') {
    const item = plan?.items.find(
      ({ id, owner }) => isSameIdentifier(id, body.planItem ?? '') && owner === body.owner,
    )
    return plan
      ? [
          must(item !== undefined, 'notInPlan', {
            ...PLAN_ITEM,
            version: plan.version,
            item: body.planItem ?? '-',
          }),
        ]
      : [must(false, 'noPlanInForce')]
  }
  if (body.track === 'ordinary') return []
  const { explicitRequirement, urgency, depth } = body.urgent ?? {}
  return [
    must(explicitRequirement !== undefined || urgency !== undefined, 'urgentGroundMissing'),
    must(depth !== undefined, 'urgentDepthMissing'),
  ]
}

function documentChecks(state: ProjectState, body: StageBody, facts: Facts): Check[] {
  const { policy } = facts
  const has = (kind: FileKind): boolean => body.files.some((file) => file.kind === kind)
  const civilWorks = body.newCivilWorks ? CIVIL_WORKS_FILES : []
  const percent = policy.values.estimateOverrunPercent
  return [
    must(body.investmentFen > 0, 'amountNotPositive'),
    must(has('stageDocument'), 'documentMissing', { kind: 'stageDocument' }),
    must(has('sharingChapter'), 'sharingChapterMissing'),
    ...civilWorks.map((kind) => must(has(kind), 'civilWorksDocumentMissing', { kind })),
    must(!exceedsRoughEstimate(state, body, percent) || has('overrunReport'), 'overrunReportMissing', {
      percent,
    }),
  ]
}

/** T10: the budget estimate against the rough one of the approved study; exactly the limit passes. */
export function exceedsRoughEstimate(
  state: ProjectState,
  { stage, investmentFen }: Pick<StageBody, 'stage' | 'investmentFen'>,
  percent: number,
): boolean {
  const study = approvalOf(state, 'feasibility')
  if (stage !== 'preliminaryDesign' || !study || investmentFen <= study.approvedFen) return false
  return !isAtMostPercent(subtractFen(investmentFen, study.approvedFen), percent, study.approvedFen)
}

/** From the threshold on the planning authority approves, below it the owner's own department [C:S16]. */
function authorityFor({ investmentFen, owner }: StageBody, { policy }: Facts): OrgId {
  const { planningAuthority, authorityThresholdFen } = policy.values
  return investmentFen >= authorityThresholdFen ? planningAuthority : owner
}

function registration(state: ProjectState, body: StageBody, facts: Facts): ProjectEvent[] {
  const authority = authorityFor(body, facts)
  if (state.status !== 'unopened') {
    // Upwards only: what the planning authority has begun, it ends.
    const isHigher = authority !== state.authority && authority === facts.policy.values.planningAuthority
    return isHigher ? [{ type: 'authorityChanged', v: 1, authority }] : []
  }
  const { plan } = facts
  const planBasis =
    body.track === 'planned' && plan ? { version: plan.version, item: body.planItem ?? '' } : null
  const { title, owner, track } = body
  const urgent = track === 'urgent' ? (body.urgent ?? null) : null
  return [{ type: 'projectRegistered', v: 1, title, owner, authority, track, planBasis, urgent }]
}

/** Of the firm that wrote the document, and of the drafters' bureaus. */
function pathsOfForm({ preparedBy, drafters }: StageBody, named: Facts['named']): { paths?: Paths } {
  const bureaus = named.people.filter(({ id }) => drafters?.includes(id)).map(({ orgPath }) => orgPath)
  const firm = preparedBy === undefined ? [] : [pathOf(named, preparedBy)]
  const paths = [...bureaus, ...firm]
  return paths.length === 0 ? {} : { paths: Object.fromEntries(paths.map((path) => [path[0] ?? '', path])) }
}

function submission(state: ProjectState, body: StageBody, { on, command, named }: Facts): ProjectEvent {
  const drafters = named.people.filter(({ id }) => body.drafters?.includes(id))
  return {
    type: 'stageSubmitted',
    v: 1,
    stage: body.stage,
    // Per stage: a return to an earlier one goes on where that one was.
    round: (state.rounds[body.stage] ?? 0) + 1,
    receivedOn: on,
    digest: command.contentHash,
    investmentFen: body.investmentFen,
    files: body.files,
    catalog: body.catalog,
    preparedBy: body.preparedBy ?? null,
    newCivilWorks: body.newCivilWorks ?? false,
    drafters: body.drafters ?? [],
    ...(drafters.length > 0
      ? { drafterOrgs: Object.fromEntries(drafters.map(({ id, org }) => [id, org])) }
      : {}),
    ...pathsOfForm(body, named),
    projectCode: body.projectCode ?? null,
  }
}
