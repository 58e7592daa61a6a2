/** A short text for an act: what is done, the amount, the second person. */

import { actionOf } from '#domain/case/kind.ts'
import { amountText } from './amount-notation.ts'
import { type PlannedAct, type Step, THE_CASE } from './rehearsal.ts'
import type { ReportContext } from './reporter.ts'

const PUBLISHED = { zh: '（发布）', en: '(new facts are published)' } as const
const CLOCK = { zh: '（时间流逝）', en: '(time passes)' } as const
const UPLOADED = { zh: '上传', en: 'upload' } as const
const TAMPERED = { zh: '（数据库记录被篡改）', en: '(the record is tampered with)' } as const

export function actText(step: Step, context: ReportContext): string {
  const parts = [step.alias === THE_CASE ? '' : `${step.alias}:`, ...whatIsDone(step, context)]
  return parts.filter((part) => part !== '').join(' ')
}

function whatIsDone(step: Step, context: ReportContext): string[] {
  const { act, upload, tamper, publish } = step
  const { lang } = context
  if (upload) return [UPLOADED[lang], upload.name]
  if (tamper) return [TAMPERED[lang]]
  if (!act) return [publish ? PUBLISHED[lang] : CLOCK[lang]]
  return partsOf(act, step, context)
}

function partsOf(act: PlannedAct, { kind, own }: Step, { directory, lang }: ReportContext): string[] {
  const { words = actionOf(kind, act.verb), amountFen } = own.describe?.(act) ?? {}
  return [
    words[lang],
    amountFen === undefined ? '' : amountText(amountFen)[lang],
    act.second ? `+ ${directory.nameOf(act.second.person, lang)}` : '',
    act.via === 'api' ? '' : `(${act.via})`,
  ]
}
