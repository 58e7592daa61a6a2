/** The text of a mail: what happened, what to do next, and a link. It names no person but the recipient and the person represented. */

import type { NoticePayload } from '#db/notice-payload.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Message, MessageContent } from './channel.ts'

type Person = NonNullable<Message['person']>

export function mailText(
  { language, payloads }: Message,
  person: Person,
  apiUrl: string | undefined,
): { subject: string; text: string } {
  const subject = { zh: subjectZh(payloads), en: subjectEn(payloads) }
  const zh = [
    `${person.zh}：`,
    ...payloads.flatMap((payload) => [...linesZh(payload), ...link(payload, apiUrl)]),
  ]
  const en = [
    `Dear ${person.en},`,
    ...payloads.flatMap((payload) => [...linesEn(payload), ...link(payload, apiUrl)]),
  ]
  if (language === 'zh') return { subject: subject.zh, text: zh.join('\n') }
  if (language === 'en') return { subject: subject.en, text: en.join('\n') }
  const [first] = payloads
  const both = payloads.length === 1 ? first.en : subject.en
  return { subject: `${subject.zh} / ${both}`, text: [...zh, '', ...en].join('\n') }
}

const subjectZh = ([first, ...more]: Message['payloads']): string =>
  more.length === 0 ? `${titleOf(first)}：${first.zh}` : `今日汇总：${more.length + 1} 条通知`

const subjectEn = ([first, ...more]: Message['payloads']): string =>
  more.length === 0 ? `${titleOf(first)}: ${first.en}` : `Daily digest: ${more.length + 1} notices`

const linesZh = (payload: MessageContent): string[] => [
  `${payload.about.kind.zh}“${titleOf(payload)}”：${payload.zh}（${dateOf(payload.at)}）。`,
  ...(payload.stead ? [`您代${payload.stead.zh}办理此件。`] : []),
  `下一步：${payload.about.next.zh}`,
]

const linesEn = (payload: MessageContent): string[] => [
  `${payload.about.kind.en} “${titleOf(payload)}”: ${payload.en} (${dateOf(payload.at)}).`,
  ...(payload.stead ? [`You act for ${payload.stead.en} in this.`] : []),
  `Next: ${payload.about.next.en}`,
]

const titleOf = ({ title }: NoticePayload): string => title.replaceAll(/\s+/g, ' ')

const link = ({ caseId, about }: MessageContent, apiUrl: string | undefined): string[] =>
  apiUrl ? [`${apiUrl}/v1/${about.kind.path}/${ownIdOf(caseId)}`] : []
