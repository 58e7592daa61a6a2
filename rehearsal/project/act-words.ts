/** A description of an act on a project: the verdict or the submitted document, and the amount. */
import type { Words } from '#domain/case/kind.ts'
import { STAGE_TITLES, type Stage } from '#domain/project/approval/words.ts'
import type { Fen } from '#domain/values/money.ts'
import type { PlannedAct } from '../rehearsal.ts'

/** For acts whose title names all possible verdicts: the verdict that was given. */
export const VERDICTS: Readonly<Record<string, Words>> = {
  approve: { zh: '批复', en: 'approve' },
  refuse: { zh: '不予批准', en: 'refuse' },
  return: { zh: '退回修改', en: 'return for revision' },
  grant: { zh: '同意延期', en: 'grant the extension' },
  pass: { zh: '通过验收', en: 'pass the acceptance' },
  fail: { zh: '验收不通过', en: 'fail the acceptance' },
  passed: { zh: '档案验收合格', en: 'archive acceptance: passed' },
  failed: { zh: '档案验收不合格', en: 'archive acceptance: failed' },
}

interface Content {
  verdict?: string
  stage?: Stage
  investmentFen?: Fen
  amountFen?: Fen
  letter?: { approvedFen: Fen }
}

export function describedAct({ verb, body }: PlannedAct): { words?: Words; amountFen?: Fen } {
  const content = (body ?? {}) as Content
  const words = wordsFor(verb, content)
  const amountFen = content.investmentFen ?? content.amountFen ?? content.letter?.approvedFen
  return { ...(words ? { words } : {}), ...(amountFen === undefined ? {} : { amountFen }) }
}

function wordsFor(verb: string, { verdict, stage }: Content): Words | undefined {
  if (verb !== 'submitStage' || stage === undefined) return VERDICTS[verdict ?? '']
  const { zh, en } = STAGE_TITLES[stage]
  return { zh: `报送${zh}`, en: `submit the ${en}` }
}
