/** Where an act submits documents, none of them stands for another, nor does one that the case has already [D]. */

import { wordsIn } from '../case/kind.ts'
import { referencesIn } from '../case/references.ts'
import type { Check } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import type { FiledDocument } from '../engine/topic.ts'
import type { Shape } from '../values/shape.ts'
import { DOCUMENT_TITLES } from './document-titles.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'
import { ACTS } from './topics.ts'

/** Each file that comes again as another document. What is filed as `other` stands for no other document. */
export function ownFileChecks(
  state: ProjectState,
  { verb, body }: { verb: string; body: unknown },
  { policy }: Pick<Facts, 'policy'>,
): Check[] {
  const act = ACTS[verb]
  const before = act?.documentsBeside?.(state)
  if (!act || !before || !policy.values.ownFilePerDocument) return []
  const files = documentsIn(act.body, body)
  return files.map(({ kind, digest }) => {
    const goesOn = before.some((one) => one.kind === kind && one.digest === digest)
    const asked = [...(goesOn ? [] : before), ...files].filter((one) => one.kind !== 'other')
    const first = asked.find((one) => one.digest === digest)
    const isOther = kind === 'other' || first === undefined || first.kind === kind
    return must(isOther, 'fileForTwoDocuments', {
      kind: wordsIn(DOCUMENT_TITLES, kind),
      first: wordsIn(DOCUMENT_TITLES, first?.kind ?? kind),
      digest,
    })
  })
}

const documentsIn = (shape: Shape<unknown>, body: unknown): FiledDocument[] =>
  referencesIn(shape, body)
    .filter(({ to }) => to === 'document')
    .map(({ id, pointer }) => ({ kind: kindAt(body, pointer.slice(1).split('/')), digest: id }))

function kindAt(body: unknown, path: readonly string[]): string {
  const holder = path.slice(0, -1).reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], body)
  const { kind } = holder as { kind?: unknown }
  return typeof kind === 'string' ? kind : path.join('.')
}
