/** The words of events in the history of a case. An automatic event is never described as the act of a person. */
import type { CaseEvent } from '../case/event.ts'
import type { Words } from '../case/kind.ts'
import type { Kind } from './kind.ts'
import { wordsOfSharedEvent } from './shared-events.ts'

/** The words for one event: that it was automatic, otherwise those of its entry, otherwise those of its notice. */
export function wordsOfEvent(kind: Kind, event: CaseEvent): Words {
  const special = kind.machineWords(event) ?? kind.wordsOfEvent(event) ?? wordsOfSharedEvent(kind, event)
  if (special) return special
  const notice = kind.notices[event.type]
  return notice ? { zh: notice.zh, en: notice.en } : UNKNOWN
}

/** For an event type that this version of the code does not know. */
const UNKNOWN: Words = { zh: '其他记录', en: 'Another entry' }
