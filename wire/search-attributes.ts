/**
 * Search attributes of a case: operators can read them while every worker is stopped. Registered before any worker starts, because a
 * case that sets an unregistered one is blocked. No personal data, because they are stored unencrypted.
 */
export const SEARCH_ATTRIBUTES = {
  CaseStatus: 'KEYWORD',
  CaseTurn: 'KEYWORD',
  CaseOwner: 'KEYWORD',
  CaseStage: 'KEYWORD',
  CaseSince: 'DATETIME',
  CaseDue: 'DATETIME',
  /** The last event that the workflow knows: the reconciler compares it with the record. */
  CaseSeq: 'INT',
} as const

export type SearchAttributeName = keyof typeof SEARCH_ATTRIBUTES
