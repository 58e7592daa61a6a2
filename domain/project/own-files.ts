/** Where an act submits documents, none of them stands for another, nor does one that the case has already [D]. */

import { referencesIn } from '../case/references.ts'
import type { Check } from '../case/refusal.ts'
import { BODIES, type Verb } from './actions.ts'
import { expectedStage } from './approval/submission.ts'
import type { Stage } from './approval/words.ts'
import type { Facts } from './facts.ts'
import { must } from './refusals.ts'
import type { ProjectState } from './state.ts'

/** A document and what it is: the kind that the act gives it, otherwise the name of its field. */
interface File {
  kind: string
  digest: string
}

/**
 * The acts whose documents are files of their own, with what the case has before and none of them stands for. Evidence
 * is left out: one paper may show several findings.
 */
const BEFORE: Readonly<Partial<Record<Verb, (state: ProjectState) => readonly File[]>>> = {
  submitStage: (state) => approvedBeside(state, expectedStage(state, state.track)),
  // What was asked for takes the place of what the form has of that kind.
  supplement: (state) => [
    ...approvedBeside(state, state.approval.stage),
    ...state.approval.form.files.filter(({ kind }) => !state.approval.openItems.includes(kind)),
  ],
  applyForAcceptance: () => [],
  startConstruction: () => [],
  submitAppraisal: ({ approval }) => approval.form.files,
  submitPostEvaluation: ({ evaluation }) =>
    evaluation?.self ? [{ kind: 'selfEvaluation', digest: evaluation.self.report }] : [],
}

/** Each file that comes again as another document. What is filed as `other` stands for no other document. */
export function ownFileChecks(
  state: ProjectState,
  { verb, body }: { verb: string; body: unknown },
  { policy }: Pick<Facts, 'policy'>,
): Check[] {
  const before = BEFORE[verb as Verb]?.(state)
  if (!before || !policy.values.ownFilePerDocument) return []
  const files = documentsIn(verb, body)
  return files.map(({ kind, digest }) => {
    const goesOn = before.some((one) => one.kind === kind && one.digest === digest)
    const asked = [...(goesOn ? [] : before), ...files].filter((one) => one.kind !== 'other')
    const first = asked.find((one) => one.digest === digest)
    const isOther = kind === 'other' || first === undefined || first.kind === kind
    return must(isOther, 'fileForTwoDocuments', { kind, first: first?.kind ?? '', digest })
  })
}

/**
 * What was approved of other stages than this one. It goes on as the same document, but for the one that its stage is
 * named after.
 */
const approvedBeside = ({ approvals }: ProjectState, stage: Stage | undefined): File[] =>
  approvals
    .filter((approval) => approval.stage !== stage)
    .flatMap((approval) =>
      approval.files.map(({ kind, digest }) => ({
        kind: kind === 'stageDocument' ? approval.stage : kind,
        digest,
      })),
    )

const documentsIn = (verb: string, body: unknown): File[] =>
  referencesIn(BODIES[verb as Verb], body)
    .filter(({ to }) => to === 'document')
    .map(({ id, pointer }) => ({ kind: kindAt(body, pointer.slice(1).split('/')), digest: id }))

function kindAt(body: unknown, path: readonly string[]): string {
  const holder = path.slice(0, -1).reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], body)
  const { kind } = holder as { kind?: unknown }
  return typeof kind === 'string' ? kind : path.join('.')
}
