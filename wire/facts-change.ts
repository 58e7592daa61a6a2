/** The message that tells a case of a new version of what its decisions rest on. */

/** An id of its own kind: nobody may use up that of a deadline in advance. The version is as the loader takes it. */
const FACTS_CHANGED_ID = /^factsChanged\/(calendar|policy)\/[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

export interface FactsChange {
  commandId: string
  cause: 'calendar' | 'policy'
}

/** What is written on a dead letter that is no such message. */
export const NO_FACTS_CHANGE = 'not a change of facts'

/** The change that a message tells of; null when it tells of none. Never throws. */
export function factsChangeIn(message: unknown): FactsChange | null {
  const { commandId, cause } = (message ?? {}) as { commandId?: unknown; cause?: unknown }
  const named = typeof commandId === 'string' ? FACTS_CHANGED_ID.exec(commandId)?.[1] : undefined
  if (named === undefined || named !== cause) return null
  return { commandId: commandId as string, cause: named as FactsChange['cause'] }
}
