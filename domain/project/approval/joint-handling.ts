/**
 * 统一办理、联合办理: where several departments handle an application together, the law gives the decision more time (许可法42, second
 * paragraph). The authority says so when it admits, before the clock runs: a period that runs is only extended.
 */

import { sharesRoot } from '../../case/duties.ts'
import { pathOf } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../../law/own-policy.ts'
import { workingDays, yesOrNo } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { LICENSING_LAW_42_JOINT } from '../../law/provisions.ts'
import { isSameRoot, type OrgId } from '../../values/directory.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectTopic } from '../topic.ts'

const REFUSALS = {
  jointHandlingNotAllowed: {
    kind: 'gate',
    zh: '现行政策不适用统一办理、联合办理：请按一般期限受理',
    en: 'policy allows no joint handling: admit with the usual period',
    source: together(LICENSING_LAW_42_JOINT, POLICY_DEFAULT),
  },
  jointHandlerIsParty: {
    kind: 'gate',
    zh: '{name} 属于建设单位、审批部门，或者参与编制，不作为联合办理的部门',
    en: '{name} is of the owner or the authority, or prepared the document: it does not handle it jointly',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const JOINT_HANDLING_POLICY = {
  /** Whether several departments may handle an application together. */
  jointHandling: yesOrNo(true, together(LICENSING_LAW_42_JOINT, POLICY_DEFAULT)),
  /** From the admission to the decision, where they do. */
  jointDecisionWorkingDays: workingDays(45, LICENSING_LAW_42_JOINT),
  /** Added to it, once. */
  jointDecisionExtensionWorkingDays: workingDays(15, LICENSING_LAW_42_JOINT),
}

/** The departments take no part in the document, and are others than the authority. */
export const jointHandlingChecks = (
  state: ProjectState,
  departments: readonly OrgId[],
  { named, policy }: Facts,
): Check[] => [
  must(departments.length === 0 || policy.values.jointHandling, 'jointHandlingNotAllowed'),
  ...departments.map((name) => {
    const path = pathOf(named, name)
    const isSide = [state.owner, state.authority].some((side) => isSameRoot([side], path))
    return must(!isSide && !sharesRoot(state, path, 'preparer', 'author'), 'jointHandlerIsParty', { name })
  }),
]

/** How long the decision may take, and by how much that is extended. */
export const decisionPeriod = (
  departments: readonly OrgId[] | undefined,
  { values }: Facts['policy'],
): { workingDays: number; extension: number } =>
  departments && departments.length > 0
    ? { workingDays: values.jointDecisionWorkingDays, extension: values.jointDecisionExtensionWorkingDays }
    : { workingDays: values.decisionWorkingDays, extension: values.decisionExtensionWorkingDays }

export const JOINT_HANDLING = { refusals: REFUSALS } satisfies ProjectTopic
