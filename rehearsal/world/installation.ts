/** What a world hosts: kinds of case, what only one of them prints and how it is rehearsed, and the workflows of all. */
import { workflowBundle } from '#activities/workflow-bundle.ts'
import type { Deps } from '#api/deps.ts'
import { PAPERS } from '#api/papers.ts'
import { KINDS } from '#domain/kinds.ts'
import type { KindRehearsal } from '../kind-rehearsal.ts'
import { REHEARSALS } from '../rehearsals.ts'

export interface Installation extends Pick<Deps, 'kinds' | 'papers'> {
  rehearsals: readonly KindRehearsal[]
  workflowBundle(): Promise<{ codePath: string }>
}

/** Everything that this program knows. */
export const WHOLE: Installation = {
  kinds: KINDS,
  papers: PAPERS,
  rehearsals: REHEARSALS,
  workflowBundle,
}
