/** The message that a new version of a calendar or a policy has come into force. */

/** Different from the ids of deadlines, so that no sender can use one of those first. The version is as the loader accepts it. */
const FACTS_CHANGED_ID = /^factsChanged\/(calendar|policy)\/[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

export interface FactsChange {
  commandId: string
  cause: 'calendar' | 'policy'
}

/** The reason of a dead letter for a message that has not this form. */
export const NO_FACTS_CHANGE = 'not a change of facts'

/** The change in a message; null when the message is malformed. Never throws. */
export function factsChangeIn(message: unknown): FactsChange | null {
  const { commandId, cause } = (message ?? {}) as { commandId?: unknown; cause?: unknown }
  const named = typeof commandId === 'string' ? FACTS_CHANGED_ID.exec(commandId)?.[1] : undefined
  if (named === undefined || named !== cause) return null
  return { commandId: commandId as string, cause: named as FactsChange['cause'] }
}
