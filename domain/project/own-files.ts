/** Each document that an act submits must be a file of its own: not the same file as another document of the act or of the case [D]. */

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

/** Refuses each file that is also another document. Files of kind `other` are not compared. */
export function ownFileChecks(
  state: ProjectState,
  { verb, body }: { verb: string; body: unknown },
  { policy }: Pick<Facts, 'policy'>,
): Check[] {
  const act = ACTS[verb]
  const before = act?.otherDocuments?.(state)
  if (!act || !before || !policy.values.ownFilePerDocument) return []
  const files = documentsIn(act.body, body)
  return files.map(({ kind, digest }) => {
    const isKnown = before.some((one) => one.kind === kind && one.digest === digest)
    const compared = [...(isKnown ? [] : before), ...files].filter((one) => one.kind !== 'other')
    const first = compared.find((one) => one.digest === digest)
    const isOwnFile = kind === 'other' || first === undefined || first.kind === kind
    return must(isOwnFile, 'fileForTwoDocuments', {
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
