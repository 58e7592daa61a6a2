/** A task in a file is `admit/1`, kind and round: the case's id is known only when it exists. */
import { type CaseId, partsOf } from '#domain/values/ids.ts'

export function withTask(body: unknown, caseId: CaseId): unknown {
  if (typeof body !== 'object' || body === null || !('task' in body)) return body
  const { task } = body
  if (typeof task !== 'string' || partsOf(task)?.kind === partsOf(caseId)?.kind) return body
  return { ...body, task: `${caseId}/${task}` }
}
