/** The addresses at which people can see the case of the demo. */
import type { Kind } from '#domain/engine/kind.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { addressOf } from '#rehearsal/address.ts'
import { tableOf } from '#rehearsal/columns.ts'
import type { Lang } from '#rehearsal/problem.ts'
import type { DemoEnvironment } from './demo-environment.ts'

const LABELS = {
  en: { api: 'API and its documentation', this: 'this ', workflow: 'its workflow' },
  zh: { api: '接口及其文档', this: '本', workflow: '其工作流' },
} as const

type Places = Pick<DemoEnvironment, 'temporalUiUrl' | 'namespace'> & { apiUrl: string }

export function addresses(
  { apiUrl, temporalUiUrl, namespace }: Places,
  { kind, caseId }: { kind: Kind; caseId: CaseId },
  lang: Lang,
): string[] {
  const { api, this: here, workflow } = LABELS[lang]
  const id = encodeURIComponent(caseId)
  const rows = [
    [api, `${apiUrl}/docs`],
    [here + kind[lang], apiUrl + addressOf(kind, caseId)],
    ...(temporalUiUrl ? [[workflow, `${temporalUiUrl}/namespaces/${namespace}/workflows/${id}`]] : []),
  ]
  return tableOf(rows).map((line) => `  ${line}`)
}
