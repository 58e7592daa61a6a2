/**
 * What an operator reads of a case with every worker stopped. Registered before any worker starts: an unknown one
 * wedges the case. No personal data, they are stored unencrypted.
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
