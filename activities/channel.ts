/** A channel of the outbox. It sends one message, once per call, and returns how that ended. */

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
  /** The recipient of a mail; null when the directory no longer has that person. */
  person: DueNotice['person']
  language: NoticeLanguage
  /** Business time of this attempt. */
  at: Instant
  /** More than one only in a digest. */
  payloads: readonly [MessageContent, ...MessageContent[]]
}

/** A notice with what its reader needs: the kind of the case, the next step and, for a substitute, the name of the person represented. */
export type MessageContent = NoticePayload & { stead?: Words; about: CaseInfo }

interface CaseInfo {
  kind: Pick<Kind, 'zh' | 'en' | 'path'>
  next: Words
}

export function messageContent(kinds: Kinds, { payload, stead }: DueNotice): MessageContent {
  const { zh, en, path } = kinds.of(payload.caseId)
  const about = { kind: { zh, en, path }, next: nextStepOf(kinds, payload) }
  return { ...payload, ...(stead ? { stead } : {}), about }
}

export type Send = (message: Message) => Promise<Attempt>

/**
 * `send` does not retry: the outbox does. It returns within 30 seconds. A message that it gave up by then must not be sent
 * later. An exception counts as `later`.
 */
export interface Channel {
  send: Send
  close(): void
}
