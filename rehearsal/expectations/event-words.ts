/** The names of all events, known without a running case: the folds are keyed by them. */
import { SHARED_EVENTS } from '#domain/engine/shared-events.ts'
import type { Vocabulary } from '../kind-rehearsal.ts'
import type { Titles } from '../problem.ts'
import type { Words } from '../words.ts'

export const AN_EVENT: Titles = { zh: '事件', en: 'an event' }

/** Those that every case has and that no notice names. */
const UNTOLD: Words<string> = {
  reviewOpened: { zh: '拟办，待签署' },
  verdictGiven: { zh: '已签署意见' },
  signerRemoved: { zh: '已减签' },
  voteTakenBack: { zh: '签署已拿回' },
  reviewCarried: { zh: '签署通过' },
  taskClaimed: { zh: '待办签收' },
  taskReleased: { zh: '待办退回' },
  taskReassigned: { zh: '待办改派' },
  taskClaimEnded: { zh: '签收失效' },
  deadlineCleared: { zh: '解除期限' },
  deadlinePassed: { zh: '期限届满' },
}

/** In Chinese an event is called as in its notice, where there is one. */
export const eventWords = ({ kind, own }: Pick<Vocabulary, 'kind' | 'own'>): Words<string> =>
  Object.fromEntries(
    [kind.evolve, SHARED_EVENTS]
      .flatMap((events) => Object.keys(events))
      .map((name) => [name, { zh: (kind.notices[name] ?? own.events?.[name] ?? UNTOLD[name])?.zh ?? name }]),
  )
