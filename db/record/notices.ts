/** The notices of an act and their recipients, as rows of the outbox that are written with the events. */

import { isDeadlineSet, type Recorded } from '#domain/case/event.ts'
import { noticeWordsOf } from '#domain/case/notice.ts'
import { descriptionOf } from '#domain/engine/event-descriptions.ts'
import type { AnyCase } from '#domain/engine/kind.ts'
import { awaitedSignatures } from '#domain/tasks/awaited-signatures.ts'
import { coveredVote, coveredWork } from '#domain/tasks/covered-work.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Statement } from '../bulk.ts'
import type { NoticePayload } from '../notice-payload.ts'
import type { Folded, Projected } from '../projections/fold.ts'
import { insertNotices, type NoticeRow } from './notice-rows.ts'
import { NOBODY, RECIPIENTS, recipientsOfSeat, responsibleFor } from './recipients.ts'

/** What notices need of a decided act. */
interface DecidedAct {
  caseId: CaseId
  actor: Actor
  events: readonly Recorded[]
}

export interface Fold {
  before: Folded
  after: Projected
}

const keyOf = (caseId: CaseId, seq: number): string => `${caseId}/${seq}`

function noticesOf(caseId: CaseId, of: AnyCase, { seq, at, event }: Recorded): NoticeRow[] {
  const { kind, state } = of
  const notice = kind.notices[event.type]
  if (!notice || notice.when?.(event) === false) return []
  const { zh, en } = descriptionOf(kind, state, event) ?? notice
  const payload: NoticePayload = { caseId, seq, event: event.type, at, title: state.title, zh, en }
  const named = notice.named?.(event) ?? NOBODY
  const isTask = noticeWordsOf(kind, event.type).group === 'tasks'
  const work = isTask ? { ...coveredWork(of), on: dateOf(at) } : null
  const recipients = [
    ...notice.to.flatMap((audience) => RECIPIENTS[audience](of, named)),
    ...(isDeadlineSet(event) ? responsibleFor(of, event.deadline) : []),
  ]
  return recipients.map((one) => ({
    key: keyOf(caseId, seq),
    case_id: caseId,
    seq,
    at,
    payload,
    work,
    ...one,
  }))
}

/** If several seats of a round begin to wait, a person who may hold any of them gets one notice. */
function signatureNotices({ caseId, actor, events }: DecidedAct, { before, after }: Fold): NoticeRow[] {
  const [first] = events
  if (!first) return []
  const { seq, at } = first
  const { kind, state } = after
  const { title } = state
  return awaitedSignatures({ kind, before: before.state, after: state }, { by: actor, events }).flatMap(
    (awaited) => {
      const { step, round, announcedBy, zh, en } = awaited
      const payload: NoticePayload = {
        ...{ caseId, seq, event: 'signatureAwaited', at, title, zh, en },
        signature: { step, round },
      }
      const row = {
        ...{ key: `${keyOf(caseId, seq)}/${step}`, case_id: caseId, seq, at, payload },
        work: { ...coveredVote(after), on: dateOf(at) },
        announced_by: announcedBy.map((eventSeq) => keyOf(caseId, eventSeq)),
      }
      return recipientsOfSeat(awaited).map((recipients) => ({ ...row, ...recipients }))
    },
  )
}

/** Inserts the notices of this act: of its events, and for the people who must sign now; null when there are none. */
export function noticeStatement(act: DecidedAct, fold: Fold, hasWebhook: boolean): Statement | null {
  const { caseId, events } = act
  const rows = [
    ...events.flatMap((recorded) => noticesOf(caseId, fold.after, recorded)),
    ...signatureNotices(act, fold),
  ]
  return rows.length === 0 ? null : insertNotices(rows, hasWebhook)
}
