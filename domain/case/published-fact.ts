/**
 * Facts that decisions may rest on outside their case: what another case publishes while it stands (a ban on an owner), and
 * what was loaded (a plan, an entry of the systems register). One mechanism for all of them.
 */
import type { CaseId } from '../values/ids.ts'

export interface PublishedFact {
  /** What it says: `ownerBan`. */
  fact: string
  /** Whom or what it is about: an organisation, a case, or `EVERYBODY`. */
  key: string
  /** Who published it; empty: it was loaded. */
  caseId: CaseId | ''
  /** Tells several of one case apart. */
  part: string
  /** What has one never changes; empty: it says what it says now. */
  version: string
  body: Readonly<Record<string, unknown>>
}

/** The key of what concerns every case. */
export const EVERYBODY = '*'

/** Those of a fact, in the order of who published them. */
export const publishedOf = (published: readonly PublishedFact[], fact: string): PublishedFact[] =>
  published.filter((one) => one.fact === fact)

/** What they say now, as one version: another one as soon as one of them is another. */
export const versionOf = (published: readonly PublishedFact[], fact: string): string =>
  publishedOf(published, fact)
    .map(({ caseId, part, version, body }) => [caseId, part, version || JSON.stringify(body)].join(':'))
    .join() || 'none'
