/**
 * T5: which agency may be commissioned with an appraisal. It must be independent of those who prepared the document and of those who
 * decide on it. An authority may not change agencies until it gets the report that it wants.
 */

import { partsHadBy, sharesRoot } from '../../case/duties.ts'
import { pathOf, pathOfPart } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry, unmetOf } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { type Side, sidesOf } from '../../case/voices.ts'
import { POLICY_APPRAISAL, POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../../law/own-policy.ts'
import { MEASURES_APPRAISAL } from '../../law/provisions.ts'
import type { Review } from '../../review/state.ts'
import { type Actor, isSameRoot, type OrgId, rootOf } from '../../values/directory.ts'
import type { Facts } from '../facts.ts'
import { reportingCheck } from '../named-parties.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectTopic } from '../topic.ts'

const REFUSALS = {
  appraiserConflict: {
    kind: 'gate',
    zh: '评估机构不得评估自己编制的报告',
    en: 'an agency never appraises what it wrote',
    source: MEASURES_APPRAISAL,
  },
  appraiserNotIndependent: {
    kind: 'gate',
    zh: '评估机构不得为建设单位或审批部门自身',
    en: 'the appraiser is neither the owner nor the approving authority',
    source: SEPARATION_OF_DUTIES,
  },
  appraiserUnchanged: {
    kind: 'gate',
    zh: '该机构（含其所属单位）已受托评估：延长期限或另行委托其他机构',
    en: 'this agency, with all its units, has the appraisal already: extend its period, or commission another',
    source: POLICY_DEFAULT,
  },
  appraisalByOtherAgency: {
    kind: 'gate',
    zh: '本文件已由 {agency} 出具评估报告，变更后须由其重新评估；该机构已撤销、已无评估专家或已不独立的，方可另行委托',
    en: '{agency} has appraised this document and appraises it anew after a change; another agency does only where it has ended, has no expert left or is independent no more',
    source: POLICY_APPRAISAL,
  },
  appraiserReplacedBefore: {
    kind: 'gate',
    zh: '{agency} 曾受托评估本阶段文件而未交报告，已被更换：请委托其他机构',
    en: '{agency} was commissioned with this stage before, did not deliver and was replaced: commission another agency',
    source: POLICY_APPRAISAL,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

/** Whether this agency may be commissioned now. */
export function appraiserChecks(state: ProjectState, agency: OrgId, facts: Facts): Check[] {
  const path = pathOf(facts.named, agency)
  return [
    sameAgencyCheck(state, path, facts),
    ...independenceChecks(state, path, facts.actor),
    ...replacementChecks(state, path),
    reportingCheck(facts, agency),
  ]
}

/** If the form changed after the report, the same agency appraises it again: otherwise a change of the form would be a way to get another agency [D]. */
function sameAgencyCheck(state: ProjectState, path: readonly OrgId[], facts: Facts): Check {
  const { appraisal } = state.approval
  if (state.status !== 'deciding' || !appraisal) return null
  const { agency } = appraisal
  const isSame = isSameRoot(pathOfPart(state, 'appraiser', agency), path)
  return must(isSame || !canDeliver(state, facts, agency), 'appraisalByOtherAgency', { agency })
}

/**
 * An agency is independent if it belongs neither to the owner, nor to those who decide or commission it, nor to those who prepared or wrote the document.
 */
function independenceChecks(state: ProjectState, path: readonly OrgId[], actor?: Actor): Check[] {
  const commissioning = actor ? sidesOf(actor).map(({ orgPath }) => orgPath) : []
  const insiders = [...handlersOf(state).map((org) => [org]), ...commissioning]
  const isInside = insiders.some((insider) => isSameRoot(insider, path))
  return [
    must(!isInside, 'appraiserNotIndependent'),
    must(isInside || !sharesRoot(state, path, 'author', 'preparer'), 'appraiserConflict'),
  ]
}

/** The owner, and who decides: the authority and the departments that handle the application jointly. */
const handlersOf = ({ owner, authority, approval: { jointly = [] } }: ProjectState): OrgId[] => [
  ...[owner, authority],
  ...jointly,
]

/** The current agency cannot be replaced by a unit of itself, and an agency that was replaced in this stage cannot be commissioned again. */
function replacementChecks(state: ProjectState, path: readonly OrgId[]): Check[] {
  const current = currentPath(state)
  const isCurrent = current !== undefined && isSameRoot(current, path)
  const wasReplaced = (state.replacedAppraisers ?? []).some(
    ({ stage, orgPath }) => stage === state.approval.stage && isSameRoot(orgPath, path),
  )
  return [
    must(!isCurrent, 'appraiserUnchanged'),
    must(isCurrent || !wasReplaced, 'appraiserReplacedBefore', { agency: rootOf(path) }),
  ]
}

/** The agency that must write the report now, and all above it. */
function currentPath(state: ProjectState): OrgId[] | undefined {
  const { appraisal } = state.approval
  return state.status === 'appraising' && appraisal
    ? pathOfPart(state, 'appraiser', appraisal.agency)
    : undefined
}

export const replacedBy = (state: ProjectState): { replaces?: OrgId[] } => {
  const replaces = currentPath(state)
  return replaces ? { replaces } : {}
}

/** Whether the agency can hand in a report: it exists, has an expert, and is independent. */
export function canDeliver(state: ProjectState, facts: Facts, agency: OrgId): boolean {
  const isThere = facts.named.organisations.some(({ id }) => id === agency)
  const hindrances = [
    reportingCheck(facts, agency),
    ...independenceChecks(state, pathOf(facts.named, agency)),
  ]
  return isThere && unmetOf(hindrances).length === 0
}

/** The expert who hands in the report must be independent too, and also the person whom they act for. */
export function expertChecks(state: ProjectState, actor: Actor): Check[] {
  const sides = sidesOf(actor)
  const insiders = handlersOf(state)
  const isInside = sides.some(({ orgPath }) => orgPath.some((org) => insiders.includes(org)))
  const parts = partsHadBy(state, sides, insiders)
  return [
    must(!isInside, 'appraiserNotIndependent'),
    must(!parts.includes('preparer') && !parts.includes('author'), 'appraiserConflict'),
  ]
}

/** People of the agency or its parent organisations may not sign its commission. */
export function ownCommissionCheck({ body, paths = {} }: Review['subject'], sides: readonly Side[]): Check {
  const { agency } = body as { agency: OrgId }
  const isOfAgency = sides.some(({ orgPath }) => isSameRoot(paths[agency] ?? [agency], orgPath))
  return must(!isOfAgency, 'expertMayNotDecide')
}

export const APPRAISER = { refusals: REFUSALS } satisfies ProjectTopic
