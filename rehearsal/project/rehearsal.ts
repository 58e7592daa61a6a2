/** How projects are rehearsed. */
import type { KindRehearsal } from '../kind-rehearsal.ts'
import { describedAct } from './act-words.ts'
import { catalogOf, isCatalog } from './catalog-notation.ts'
import { CHOICES } from './choices.ts'
import { detailsIn } from './details.ts'
import { PROJECT_EXPECTATIONS } from './expectations.ts'
import { FIELD_WORDS } from './field-words.ts'

export const PROJECT_REHEARSAL: KindRehearsal = {
  kind: 'project',
  shortList: { has: isCatalog, read: catalogOf },
  lateDigests: { current: { zh: '当前', digest: (seen) => detailsIn(seen).form.digest } },
  choices: CHOICES,
  fields: FIELD_WORDS,
  events: {
    projectRegistered: { zh: '登记项目' },
    catalogAmended: { zh: '目录已修改' },
    appraisalExtended: { zh: '评估期限已延长' },
  },
  // Unless the file says who prepared a document, its owner did.
  defaults: (verb, { owner }) =>
    verb === 'submitStage'
      ? { containsClassifiedContent: false, ...(owner === undefined ? {} : { preparedBy: owner }) }
      : {},
  describe: describedAct,
  expectations: PROJECT_EXPECTATIONS,
}
