/** How the workflow of a case is started: the same for the API, the reconciler and integrators. */
import type { Kinds } from '#domain/engine/kinds.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { TASK_QUEUE, WORKFLOW_TASK_TIMEOUT_MS } from './names.ts'
import { bilingual, fitSummary } from './operator-words.ts'

export interface OwnerName {
  id: OrgId
  zh: string
  en: string
}

/**
 * Options of the start. There is no input: the workflow id names the case, and everything else is in its record. The static details
 * show operators the kind and the owner, which never change; what changes is in the current details.
 */
export function caseStart(kinds: Kinds, caseId: CaseId, owner?: OwnerName) {
  const kind = bilingual(kinds.of(caseId))
  return {
    workflowId: caseId,
    taskQueue: TASK_QUEUE,
    workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT_MS,
    staticSummary: fitSummary(owner ? `${kind} · ${bilingual(owner)}` : `${kind} ${caseId}`),
    staticDetails: detailsOf(owner),
    args: [] as [],
  }
}

const detailsOf = (owner: OwnerName | undefined): string =>
  [
    ...(owner ? [`建设单位 owner: ${bilingual(owner)} (${owner.id})`] : []),
    '状态、轮到谁和期限见 Current Details。Status, turn and deadlines are under Current Details.',
  ].join('\n\n')
