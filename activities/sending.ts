/** One attempt: sends a message and records the result. */
import type { Pool } from '#db/connect.ts'
import { type DueNotice, markDelivered, markFailed } from '#db/outbox.ts'
import type { Channel } from '#db/schema/outbox.ts'
import { storable } from '#db/storable.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Attempt } from './attempt.ts'
import { isLastAttempt } from './back-off.ts'
import type { Message, Send } from './channel.ts'

const ERROR_LENGTH_MAX = 300
/** Characters of a server's answer that are read, because a server may send any number. */
const ANSWER_LENGTH_MAX = 2_000
const ADDRESS = /[^\s<>()[\]",;:]+@[^\s<>()[\]",;:]+/g

export type Senders = Partial<Record<Channel, Send>>

export interface SendDeps {
  pool: Pool
  kinds: Kinds
  /** A channel without a sender is not configured: its notices wait. */
  senders: Senders
  onAttempt?: (channel: Channel, status: Attempt['status']) => void
}

/** All notices of the message get the same result. */
export async function sendAndMark(
  { pool, senders, onAttempt }: SendDeps,
  notices: readonly [DueNotice, ...DueNotice[]],
  { now, message }: { now: Instant; message: () => Message },
): Promise<Attempt['status']> {
  const [{ channel }] = notices
  const result = await attempted(senders[channel], message)
  onAttempt?.(channel, result.status)
  const ids = notices.map(({ id }) => id)
  if (result.status === 'accepted') await markDelivered(pool, ids, now)
  else {
    const error = withoutAddresses(storable(result.error)).slice(0, ERROR_LENGTH_MAX)
    const attempts = Math.max(...notices.map((notice) => notice.attempts))
    await markFailed(pool, ids, { error, dead: result.status === 'never' || isLastAttempt(attempts) })
  }
  return result.status
}

/** Operators read the error and must not see recipients, but servers often name the refused address. */
const withoutAddresses = (answer: string): string =>
  answer.slice(0, ANSWER_LENGTH_MAX).replaceAll(ADDRESS, '…')

/** A message whose text cannot be built counts as `later`: a newer program may have the words for it. */
async function attempted(send: Send | undefined, message: () => Message): Promise<Attempt> {
  try {
    return (await send?.(message())) ?? { status: 'later', error: 'this channel is not configured' }
  } catch (error) {
    return { status: 'later', error: String(error) }
  }
}
