/** Where an act takes several documents, none of them stands for another, nor does one that the case has already [D]. */
import { referencesIn } from '../references.ts'
import { type Check, must } from '../refusal.ts'
import { BODIES, type Verb } from './actions.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'

/** A document and what it is: the kind that the act gives it, otherwise the name of its field. */
interface File {
  kind: string
  digest: string
}

/**
 * What the case has before the act and none of its documents stands for. A document of an earlier stage goes on as the
 * same one in a later stage, but for the one that the stage is named after.
 */
const BEFORE: Readonly<Partial<Record<Verb, (state: ProjectState) => readonly File[]>>> = {
  submitStage: ({ status, approval }) =>
    status === 'stageApproved'
      ? approval.form.files.map(({ kind, digest }) => ({
          kind: kind === 'stageDocument' ? approval.stage : kind,
          digest,
        }))
      : [],
  supplement: ({ approval }) => approval.form.files,
  submitAppraisal: ({ approval }) => approval.form.files,
  submitPostEvaluation: ({ evaluation }) =>
    evaluation?.self ? [{ kind: 'selfEvaluation', digest: evaluation.self.report }] : [],
}

/** Each file that comes again as another document. What is filed as `other` stands for no other document. */
export function ownFileChecks(
  state: ProjectState,
  verb: Verb,
  body: unknown,
  { policy }: Pick<Facts, 'policy'>,
): Check[] {
  if (!policy.values.ownFilePerDocument) return []
  const files = documentsIn(verb, body)
  const asked = [...(BEFORE[verb]?.(state) ?? []), ...files].filter(({ kind }) => kind !== 'other')
  return files.map(({ kind, digest }) => {
    const first = asked.find((one) => one.digest === digest)
    const isOther = kind === 'other' || first === undefined || first.kind === kind
    return must(isOther, 'fileForTwoDocuments', { kind, first: first?.kind ?? '', digest })
  })
}

const documentsIn = (verb: Verb, body: unknown): File[] =>
  referencesIn(BODIES[verb], body)
    .filter(({ to }) => to === 'document')
    .map(({ id, pointer }) => ({ kind: kindAt(body, pointer.slice(1).split('/')), digest: id }))

function kindAt(body: unknown, path: readonly string[]): string {
  const holder = path.slice(0, -1).reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], body)
  const { kind } = holder as { kind?: unknown }
  return typeof kind === 'string' ? kind : path.join('.')
}
