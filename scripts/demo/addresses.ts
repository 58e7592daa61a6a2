/** Where to look at what has just happened; the project is named by its id everywhere. */
import { type ProjectId, projectCaseId } from '#domain/values/ids.ts'
import { tableOf } from '#rehearsal/columns.ts'
import type { Lang } from '#rehearsal/teller.ts'
import type { Venue } from './venue.ts'

const LABELS = {
  en: { api: 'API and its documentation', project: 'this project', workflow: 'its workflow' },
  zh: { api: '接口及其文档', project: '本项目', workflow: '本项目的工作流' },
} as const

type Places = Pick<Venue, 'temporalUiUrl' | 'namespace'> & { apiUrl: string }

export function addresses(
  { apiUrl, temporalUiUrl, namespace }: Places,
  projectId: string,
  lang: Lang,
): string[] {
  const { api, project, workflow } = LABELS[lang]
  const id = encodeURIComponent(projectCaseId(projectId as ProjectId))
  const rows = [
    [api, `${apiUrl}/docs`],
    [project, `${apiUrl}/v1/projects/${projectId}`],
    ...(temporalUiUrl ? [[workflow, `${temporalUiUrl}/namespaces/${namespace}/workflows/${id}`]] : []),
  ]
  return tableOf(rows).map((line) => `  ${line}`)
}
