/** Which notices an act causes, and for whom: outbox rows, written with its events. */

import { tellingOf } from '#domain/project/event-telling.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { namedBy } from '#domain/project/named-by-event.ts'
import { noticeWordsOf } from '#domain/project/notice-words.ts'
import { NOTICES } from '#domain/project/notices.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { awaitedSignatures } from '#domain/tasks/awaited-signatures.ts'
import { coveredVote, coveredWork } from '#domain/tasks/covered-work.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Statement } from '../bulk.ts'
import type { NoticePayload } from '../notice-payload.ts'
import type { Folded } from '../projections/fold.ts'
import { insertNotices, type NoticeRow } from './notice-rows.ts'
import { heldBy, RECIPIENTS, responsibleFor } from './recipients.ts'

/** An act as its notices look at it. */
interface Told {
  caseId: CaseId
  actor: Actor
  events: readonly RecordedEvent[]
}

interface Fold {
  before: Folded
  after: Folded
}

const keyOf = (caseId: CaseId, seq: number): string => `${caseId}/${seq}`

function noticesOf(caseId: CaseId, state: ProjectState, { seq, at, event }: RecordedEvent): NoticeRow[] {
  const notice = NOTICES[event.type]
  if (!notice || notice.when?.(event) === false) return []
  const { zh, en } = tellingOf(state, event) ?? notice
  const payload: NoticePayload = { caseId, seq, event: event.type, at, title: state.title, zh, en }
  const named = namedBy(event)
  const isTask = noticeWordsOf(event.type).group === 'tasks'
  const work = isTask ? { ...coveredWork({ kind: PROJECT, state }), on: dateOf(at) } : null
  const recipients = [
    ...notice.to.flatMap((audience) => RECIPIENTS[audience](state, named)),
    ...(event.type === 'deadlineSet' ? responsibleFor(state, event.deadline) : []),
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

/** Of several seats of a round that wait from now on, a person who may hold any hears once. */
function signatureNotices({ caseId, actor, events }: Told, { before, after }: Fold): NoticeRow[] {
  const [first] = events
  if (!first) return []
  const { seq, at } = first
  const { title } = after.state
  return awaitedSignatures(
    { kind: PROJECT, before: before.state, after: after.state },
    { by: actor, events },
  ).flatMap((awaited) => {
    const { step, round, toldBy, zh, en } = awaited
    const payload: NoticePayload = {
      ...{ caseId, seq, event: 'signatureAwaited', at, title, zh, en },
      signature: { step, round },
    }
    const row = {
      ...{ key: `${keyOf(caseId, seq)}/${step}`, case_id: caseId, seq, at, payload },
      work: { ...coveredVote({ kind: PROJECT, state: after.state }), on: dateOf(at) },
      told_by: toldBy.map((telling) => keyOf(caseId, telling)),
    }
    return heldBy(awaited).map((recipients) => ({ ...row, ...recipients }))
  })
}

/** The insertion of the notices of this act: of its events, and to whoever is to sign now; null when there are none. */
export function noticeStatement(told: Told, fold: Fold, hasWebhook: boolean): Statement | null {
  const { caseId, events } = told
  const rows = [
    ...events.flatMap((recorded) => noticesOf(caseId, fold.after.state, recorded)),
    ...signatureNotices(told, fold),
  ]
  return rows.length === 0 ? null : insertNotices(rows, hasWebhook)
}
