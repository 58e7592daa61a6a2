/** An installation that hosts only proposals. */
import { join } from 'node:path'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import type { Installation } from '#rehearsal/world/installation.ts'
import { PROPOSALS } from './kind.ts'

export const INSTALLATION: Installation = {
  ...{ kinds: PROPOSALS, papers: [], rehearsals: [] },
  workflowBundle: () => workflowBundle(join(import.meta.dirname, 'workflow.ts')),
}
