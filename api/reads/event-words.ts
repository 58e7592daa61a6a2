/** Events in words. What happens by itself is told as such, never as a person's doing. */
import type { Words } from '#domain/case/kind.ts'
import { REVOCATION_EFFECTS, REVOCATION_GROUNDS, STAGE_TITLES } from '#domain/project/approval/words.ts'
import { DEADLINES } from '#domain/project/deadline.ts'
import type { ProjectEvent } from '#domain/project/events.ts'
import { machineWords } from '#domain/project/machine-words.ts'
import { NOTICES } from '#domain/project/notices.ts'
import { wordsOfReview } from './review-words.ts'

/** The words for one event. Acts' own words and those of notices serve where nothing better is said here. */
export function wordsOfEvent(event: ProjectEvent): Words {
  const special = specialWords(event)
  if (special) return special
  const notice = NOTICES[event.type]
  return notice ? { zh: notice.zh, en: notice.en } : { zh: event.type, en: spaced(event.type) }
}

const spaced = (type: string): string => type.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

function specialWords(event: ProjectEvent): Words | undefined {
  switch (event.type) {
    case 'projectRegistered':
      return { zh: `项目登记：${event.title}`, en: `Registered: ${event.title}` }
    case 'stageSubmitted': {
      const { zh, en } = STAGE_TITLES[event.stage]
      return { zh: `报送${zh}（第 ${event.round} 轮）`, en: `Submitted the ${en} (round ${event.round})` }
    }
    case 'decisionRevoked':
      return wordsOfRevocation(event)
    case 'deadlineSet':
    case 'deadlineCleared':
    case 'deadlinePassed':
      return wordsOfDeadline(event)
    case 'taskClaimed':
    case 'taskReleased':
    case 'taskReassigned':
    case 'taskClaimEnded':
      return TASK_WORDS[event.type]
    case 'supplementRequested':
    case 'catalogAmended':
    case 'appraisalExtended':
    case 'acceptanceFailed':
      return PLAIN_WORDS[event.type]
    default:
      return wordsOfReview(event) ?? machineWords(event)
  }
}

const TASK_WORDS = {
  taskClaimed: { zh: '待办签收', en: 'A task was claimed' },
  taskReleased: { zh: '待办退回', en: 'A task was given back' },
  taskReassigned: { zh: '待办改派', en: 'A task was handed to somebody' },
  taskClaimEnded: { zh: '签收失效', en: 'A claim ended' },
} as const

/** Nobody is told of the first two by a notice; those of the others ask for something. */
const PLAIN_WORDS = {
  catalogAmended: { zh: '目录已修改', en: 'The catalog was amended' },
  appraisalExtended: { zh: '评估期限已延长', en: 'The appraisal period was extended' },
  supplementRequested: { zh: '通知补正', en: 'A supplement was asked for' },
  acceptanceFailed: { zh: '验收不通过', en: 'The acceptance failed' },
} as const

type EventIn<T extends ProjectEvent['type']> = Extract<ProjectEvent, { type: T }>

function wordsOfRevocation({ stage, documentNumber, ground, effect }: EventIn<'decisionRevoked'>): Words {
  const [title, why, then] = [STAGE_TITLES[stage], REVOCATION_GROUNDS[ground], REVOCATION_EFFECTS[effect]]
  return {
    zh: `撤销${title.zh}的批复（${documentNumber}）：${why.zh}；${then.zh}`,
    en: `Revoked the approval of the ${title.en} (${documentNumber}): ${why.en}; ${then.en}`,
  }
}

function wordsOfDeadline(event: EventIn<'deadlineSet' | 'deadlineCleared' | 'deadlinePassed'>): Words {
  const { zh, en } = DEADLINES[event.type === 'deadlineSet' ? event.deadline.kind : event.kind]
  switch (event.type) {
    case 'deadlineSet': {
      const { dueOn, provisional } = event.deadline
      const [mark, remark] = provisional ? ['（暂定）', ' (provisional)'] : ['', '']
      return { zh: `期限“${zh}”：${dueOn}${mark}`, en: `Deadline ${en}: ${dueOn}${remark}` }
    }
    case 'deadlineCleared':
      return { zh: `期限“${zh}”解除`, en: `Deadline ${en} lifted` }
    case 'deadlinePassed':
      return { zh: `期限“${zh}”届满（系统）`, en: `Deadline ${en} passed (system)` }
  }
}
