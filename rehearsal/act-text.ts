/** An act in words, short: what is done, about how much money, by a second person too. */

import { actionOf } from '#domain/case/kind.ts'
import { formatWan } from '#domain/values/money.ts'
import { type PlannedAct, type Step, THE_CASE } from './rehearsal.ts'
import type { Telling } from './teller.ts'

const PUBLISHED = { zh: '（发布）', en: '(new facts are published)' } as const
const CLOCK = { zh: '（时间流逝）', en: '(time passes)' } as const
const UPLOADED = { zh: '上传', en: 'upload' } as const
const TAMPERED = { zh: '（数据库记录被篡改）', en: '(the record is tampered with)' } as const

export function actText(step: Step, telling: Telling): string {
  const { act, upload, tamper, alias, publish } = step
  const { lang } = telling
  if (upload) return `${UPLOADED[lang]} ${upload.name}`
  if (tamper) return TAMPERED[lang]
  if (!act) return publish ? PUBLISHED[lang] : CLOCK[lang]
  const parts = [alias === THE_CASE ? '' : `${alias}:`, ...partsOf(act, telling)]
  return parts.filter((part) => part !== '').join(' ')
}

function partsOf(act: PlannedAct, { cast, lang, rehearsal: { kind, own } }: Telling): string[] {
  const { words = actionOf(kind, act.verb), amountFen } = own.told?.(act) ?? {}
  return [
    words[lang],
    amountFen === undefined ? '' : `${formatWan(amountFen)} 万元`,
    act.second ? `+ ${cast.nameOf(act.second.person, lang)}` : '',
    act.via === 'api' ? '' : `(${act.via})`,
  ]
}
