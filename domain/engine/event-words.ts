/** Events in words, as history. What happens by itself is told as such, never as a person's doing. */
import type { CaseEvent } from '../case/event.ts'
import type { Words } from '../case/kind.ts'
import type { Kind } from './kind.ts'
import { wordsOfSharedEvent } from './shared-events.ts'

/** The words for one event. Those of its notice serve where nothing better is said. */
export function wordsOfEvent(kind: Kind, event: CaseEvent): Words {
  const special = kind.wordsOfEvent(event) ?? wordsOfSharedEvent(kind, event) ?? kind.machineWords(event)
  if (special) return special
  const notice = kind.notices[event.type]
  return notice ? { zh: notice.zh, en: notice.en } : UNKNOWN
}

/** Of an event that the code has no words for: every one that it knows has some. */
const UNKNOWN: Words = { zh: '其他记录', en: 'Another entry' }
