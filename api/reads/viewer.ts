import type { Viewer } from '#db/queries/project-scope.ts'
import { READS_PROJECTS } from '../access.ts'
import type { Caller } from '../auth/caller.ts'

/** What the caller may see, in the role of this token. */
export const viewerOf = ({ actor }: Caller): Viewer => ({
  scope: READS_PROJECTS[actor.role],
  orgPath: actor.orgPath,
  person: actor.person,
})
