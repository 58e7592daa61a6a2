/** A task in a file is `admit/1`, kind and round: the project's id is known only when it exists. */
import { type ProjectId, partsOf, projectCaseId } from '#domain/values/ids.ts'

export function withTask(body: unknown, projectId: ProjectId): unknown {
  if (typeof body !== 'object' || body === null || !('task' in body)) return body
  const { task } = body
  if (typeof task !== 'string' || partsOf(task)?.kind === 'project') return body
  return { ...body, task: `${projectCaseId(projectId)}/${task}` }
}
