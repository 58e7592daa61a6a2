/** How projects are rehearsed. */
import type { KindRehearsal } from '../kind-rehearsal.ts'
import { describedAct } from './act-words.ts'
import { catalogOf, isCatalog } from './catalog-notation.ts'
import { detailsIn } from './details.ts'
import { PROJECT_EXPECTATIONS } from './expectations.ts'

export const PROJECT_REHEARSAL: KindRehearsal = {
  kind: 'project',
  shortList: { has: isCatalog, read: catalogOf },
  lateDigests: { current: (seen) => detailsIn(seen).form.digest },
  // Unless the file says who prepared a document, its owner did.
  defaults: (verb, { owner }) =>
    verb === 'submitStage'
      ? { containsClassifiedContent: false, ...(owner === undefined ? {} : { preparedBy: owner }) }
      : {},
  describe: describedAct,
  expectations: PROJECT_EXPECTATIONS,
}
