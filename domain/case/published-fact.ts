/**
 * Facts outside a case that its decisions use: published by another case while they are valid (a ban on an owner), or loaded
 * (a plan, an entry of the systems register).
 */
import type { CaseId } from '../values/ids.ts'

export interface PublishedFact {
  /** The name of the fact: `ownerBan`. */
  fact: string
  /** What it is about: an organisation, a case, or `EVERYBODY`. */
  key: string
  /** The case that published it; empty: it was loaded. */
  caseId: CaseId | ''
  /** Distinguishes several facts of one name that one case published. */
  part: string
  /** A fact with a version never changes; empty: the body may change. */
  version: string
  body: Readonly<Record<string, unknown>>
}

/** The key of facts that concern every case. */
export const EVERYBODY = '*'

/** The entries of one fact. */
export const publishedOf = (published: readonly PublishedFact[], fact: string): PublishedFact[] =>
  published.filter((one) => one.fact === fact)

/** One version for all entries of a fact: it changes when one of them changes. */
export const versionOf = (published: readonly PublishedFact[], fact: string): string =>
  publishedOf(published, fact)
    .map(({ caseId, part, version, body }) => [caseId, part, version || JSON.stringify(body)].join(':'))
    .join() || 'none'
