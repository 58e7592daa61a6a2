/** How projects are rehearsed. */
import type { KindRehearsal } from '../kind-rehearsal.ts'
import { toldAct } from './act-words.ts'
import { catalogOf, isCatalog } from './catalog-notation.ts'
import { detailsIn } from './details.ts'
import { PROJECT_EXPECTATIONS } from './expectations.ts'

export const PROJECT_REHEARSAL: KindRehearsal = {
  kind: 'project',
  shortList: { has: isCatalog, read: catalogOf },
  knownLater: { current: (seen) => detailsIn(seen).form.digest },
  // What hardly ever differs: unless the file says who prepared a document, its owner did.
  unsaid: (verb, { owner }) =>
    verb === 'submitStage'
      ? { containsClassifiedContent: false, ...(owner === undefined ? {} : { preparedBy: owner }) }
      : {},
  told: toldAct,
  expectations: PROJECT_EXPECTATIONS,
}
