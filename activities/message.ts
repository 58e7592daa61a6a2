/** What a channel is asked to send: one notice, or a person's digest. Its id is the same at each attempt. */
import type { NoticePayload } from '#db/notice-payload.ts'
import type { DueNotice } from '#db/outbox.ts'
import type { NoticeLanguage } from '#domain/project/notice-timing.ts'
import type { Attempt } from './attempt.ts'

export interface Message {
  id: string
  /** Whom a mail is for; null when the directory does not know that person any more. */
  person: DueNotice['person']
  language: NoticeLanguage
  /** More than one only in a digest. */
  payloads: readonly [NoticePayload, ...NoticePayload[]]
}

export type Send = (message: Message) => Promise<Attempt>
