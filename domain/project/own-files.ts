/** Where several documents are asked for, none of them stands for another [D]. */
import { type Check, must } from '../refusal.ts'
import type { Facts } from './facts.ts'

interface File {
  kind: string
  digest: string
}

/** Each file that comes again as another document; `before` are those that the form has already. What is filed as `other` stands for no other document. */
export function ownFileChecks(
  files: readonly File[],
  { policy }: Pick<Facts, 'policy'>,
  before: readonly File[] = [],
): Check[] {
  if (!policy.values.ownFilePerDocument) return []
  const asked = [...before, ...files].filter(({ kind }) => kind !== 'other')
  return files.map(({ kind, digest }) => {
    const first = asked.find((one) => one.digest === digest)
    const isOther = kind === 'other' || first === undefined || first.kind === kind
    return must(isOther, 'fileForTwoDocuments', { kind, first: first?.kind ?? '', digest })
  })
}
