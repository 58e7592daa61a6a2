/** What lists and searches need of a project, and the agencies that may read it. */
import type { Part } from '../case/parts.ts'
import type { Unmet } from '../case/refusal.ts'
import type { Listing } from '../engine/kind.ts'
import type { OrgId } from '../values/directory.ts'
import { isProjectCode } from '../values/project-code.ts'
import type { ProjectState } from './state.ts'
import { CODE_FREED } from './status.ts'

export function listingOf(state: ProjectState): Listing {
  const { approval, approvals, projectCode, track, status, submittedOn } = state
  const { investmentFen } = approval.form
  const approvedFen = approvals.at(-1)?.approvedFen ?? null
  return {
    code: projectCode,
    freesCode: CODE_FREED.includes(status),
    numbers: [...(projectCode ? [projectCode] : []), ...approvals.map((one) => one.documentNumber)],
    askedFen: investmentFen,
    grantedFen: approvedFen,
    submittedOn: submittedOn || null,
    own: { track, investmentFen, approvedFen, projectCode },
  }
}

/** The project code, which is unique over all projects. */
export function codeGiven(body: unknown): { code: string; taken: Unmet } | null {
  const { projectCode: code } = (body ?? {}) as { projectCode?: unknown }
  return isProjectCode(code) ? { code, taken: { code: 'projectCodeTaken', params: { code } } } : null
}

/** Parts whose organisations may read the project, also after their work has ended. */
const READERS: readonly Part['kind'][] = ['appraiser', 'supervisor']

/** Organisations that appraise, evaluate or supervise it, or have done so, and departments that are asked for an opinion or handle it jointly. */
export function agenciesOf({ approval, parts, evaluation, construction }: ProjectState): OrgId[] {
  const firms = parts.filter(({ kind, person }) => READERS.includes(kind) && person === null)
  const now = [approval.appraisal?.agency, evaluation?.post?.evaluator, construction?.supervisor]
  const all = [...firms.map(({ orgPath }) => orgPath[0]), ...now]
  const others = [...(approval.consulted ?? []).map(({ org }) => org), ...(approval.jointly ?? [])]
  return [...new Set([...all.filter((one) => one !== undefined), ...others])].toSorted()
}
