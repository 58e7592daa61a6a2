/** What happened to a project, told as history where no notice says it well enough. */
import type { Words } from '../case/kind.ts'
import { REVOCATION_EFFECTS, REVOCATION_GROUNDS, STAGE_TITLES } from './approval/words.ts'
import type { EventOf, ProjectEvent } from './events.ts'

/** Undefined: others have words for it. */
export function wordsOfEvent(event: ProjectEvent): Words | undefined {
  switch (event.type) {
    case 'projectRegistered':
      return { zh: `项目登记：${event.title}`, en: `Registered: ${event.title}` }
    case 'stageSubmitted': {
      const { zh, en } = STAGE_TITLES[event.stage]
      return { zh: `报送${zh}（第 ${event.round} 轮）`, en: `Submitted the ${en} (round ${event.round})` }
    }
    case 'decisionRevoked':
      return wordsOfRevocation(event)
    case 'supplementRequested':
    case 'catalogAmended':
    case 'appraisalExtended':
    case 'acceptanceFailed':
      return PLAIN_WORDS[event.type]
    default:
      return undefined
  }
}

/** Nobody is told of the first two by a notice; those of the others ask for something. */
const PLAIN_WORDS = {
  catalogAmended: { zh: '目录已修改', en: 'The catalog was amended' },
  appraisalExtended: { zh: '评估期限已延长', en: 'The appraisal period was extended' },
  supplementRequested: { zh: '通知补正', en: 'A supplement was asked for' },
  acceptanceFailed: { zh: '验收不通过', en: 'The acceptance failed' },
} as const

function wordsOfRevocation({ stage, documentNumber, ground, effect }: EventOf<'decisionRevoked'>): Words {
  const [title, why, then] = [STAGE_TITLES[stage], REVOCATION_GROUNDS[ground], REVOCATION_EFFECTS[effect]]
  return {
    zh: `撤销${title.zh}的批复（${documentNumber}）：${why.zh}；${then.zh}`,
    en: `Revoked the approval of the ${title.en} (${documentNumber}): ${why.en}; ${then.en}`,
  }
}
