/** A way out of the outbox: it sends one message, once per call, and says how that ended. */

import type { NoticePayload } from '#db/notice-payload.ts'
import type { DueNotice } from '#db/outbox.ts'
import type { Words } from '#domain/case/kind.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { NoticeLanguage } from '#domain/engine/notice-timing.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Attempt } from './attempt.ts'
import { nextStepOf } from './next-step.ts'

/** One notice, or a person's digest. Its id is the same at each attempt. */
export interface Message {
  id: string
  /** Whom a mail is for; null when the directory does not know that person any more. */
  person: DueNotice['person']
  language: NoticeLanguage
  /** Business time of this attempt. */
  at: Instant
  /** More than one only in a digest. */
  payloads: readonly [Told, ...Told[]]
}

/** A notice, in a substitute's with the name of whom it is for; and what its reader has to know of the case. */
export type Told = NoticePayload & { stead?: Words; about: About }

interface About {
  kind: Pick<Kind, 'zh' | 'en' | 'path'>
  next: Words
}

export function toldBy(kinds: Kinds, { payload, stead }: DueNotice): Told {
  const { zh, en, path } = kinds.of(payload.caseId)
  const about = { kind: { zh, en, path }, next: nextStepOf(kinds, payload) }
  return { ...payload, ...(stead ? { stead } : {}), about }
}

export type Send = (message: Message) => Promise<Attempt>

/**
 * `send` repeats nothing by itself: the outbox does, by its own times. It answers within half a minute from when it
 * begins, and what it then has given up never leaves later. What it throws counts as `later`.
 */
export interface Channel {
  send: Send
  close(): void
}
