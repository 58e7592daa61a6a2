/** An act in words, short: what is done, on which verdict, about how much money, by a second person too. */

import { ACTIONS } from '#domain/project/actions.ts'
import { STAGE_TITLES, type Stage } from '#domain/project/approval/words.ts'
import { type Fen, formatWan } from '#domain/values/money.ts'
import type { Cast } from './cast.ts'
import type { Step } from './rehearsal.ts'
import type { Lang } from './teller.ts'
import { THE_PROJECT } from './the-project.ts'

const PUBLISHED = { zh: '（发布）', en: '(new facts are published)' } as const
const CLOCK = { zh: '（时间流逝）', en: '(time passes)' } as const

/** Acts that are called by all their possible verdicts are told by the one that was given. */
const VERDICTS: Readonly<Record<string, { zh: string; en: string }>> = {
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

const UPLOADED = { zh: '上传', en: 'upload' } as const
const TAMPERED = { zh: '（数据库记录被篡改）', en: '(the record is tampered with)' } as const

export function actText(step: Step, cast: Cast, lang: Lang): string {
  const { act, upload, tamper, project, publish } = step
  if (upload) return `${UPLOADED[lang]} ${upload.name}`
  if (tamper) return TAMPERED[lang]
  if (!act) return publish ? PUBLISHED[lang] : CLOCK[lang]
  const { verdict, stage, investmentFen, amountFen, letter } = (act.body ?? {}) as Content
  const amount = investmentFen ?? amountFen ?? letter?.approvedFen
  const words = (verdict !== undefined && VERDICTS[verdict]) || ACTIONS[act.verb]
  const parts = [
    project === THE_PROJECT ? '' : `${project}:`,
    stage === undefined || act.verb !== 'submitStage'
      ? words[lang]
      : `${lang === 'zh' ? '报送' : 'submit the '}${STAGE_TITLES[stage][lang]}`,
    amount === undefined ? '' : `${formatWan(amount)} 万元`,
    act.second ? `+ ${cast.nameOf(act.second.person, lang)}` : '',
    act.via === 'api' ? '' : `(${act.via})`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}
