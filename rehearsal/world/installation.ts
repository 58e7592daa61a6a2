/** What a world hosts: kinds of case, what only one of them prints, and the workflows of all. */
import { workflowBundle } from '#activities/workflow-bundle.ts'
import type { Deps } from '#api/deps.ts'
import { PAPERS } from '#api/papers.ts'
import { KINDS } from '#domain/kinds.ts'

export interface Installation extends Pick<Deps, 'kinds' | 'papers'> {
  workflowBundle(): Promise<{ codePath: string }>
}

/** Everything that this program knows. */
export const WHOLE: Installation = { kinds: KINDS, papers: PAPERS, workflowBundle }
