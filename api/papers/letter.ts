/** 批复: the decision letter of a stage, from what the record says. */
import type { Content } from 'pdfmake'
import { STAGE_TITLES, type Stage } from '#domain/approval/words.ts'
import { formatWan } from '#domain/money.ts'
import { approvalOf } from '#domain/project/state.ts'
import { notFound } from '../problem.ts'
import { type CaseFile, chineseDate, chineseTime, groups, namesIn, signaturesOn } from './case-file.ts'
import type { Paper } from './printer.ts'

export function letterOf(file: CaseFile, stage: Stage): Paper {
  const { state } = file.seen
  const approval = approvalOf(state, stage)
  if (!approval) throw notFound()
  const { org } = namesIn(file.caller)
  const title = `关于《${state.title}》${STAGE_TITLES[stage].zh}的批复`
  const { documentNumber, approvedFen, on, formDigest, policyVersion, round } = approval
  const amount = stage === 'proposal' || stage === 'feasibility' ? '投资估算' : '投资概算'
  const paragraph = (text: string): Content => ({ text, style: 'body', leadingIndent: 28 })
  const content: Content[] = [
    { text: title, style: 'title' },
    { text: documentNumber, style: 'number' },
    { text: `${org(state.owner)}：`, style: 'body' },
    paragraph(
      `你单位报送的《${state.title}》${STAGE_TITLES[stage].zh}（第 ${round} 轮）收悉。经研究，现批复如下：`,
    ),
    paragraph(`一、同意${STAGE_TITLES[stage].zh}。`),
    paragraph(`二、核定项目${amount}为 ${formatWan(approvedFen)} 万元。`),
    paragraph(`三、关于政务信息资源共享：${sharingOpinion(file, stage, formDigest)}`),
    ...(state.projectCode ? [paragraph(`四、项目代码：${state.projectCode}。`)] : []),
    { text: org(state.authority), style: 'body', alignment: 'right', margin: [0, 36, 0, 0] },
    { text: chineseDate(on), style: 'body', alignment: 'right' },
    ...foot(file, formDigest, policyVersion),
  ]
  return { title, content }
}

function sharingOpinion({ timeline }: CaseFile, stage: Stage, formDigest: string): string {
  for (const { event } of timeline.toReversed()) {
    if (event.type === 'stageApproved' && event.stage === stage && event.formDigest === formDigest) {
      return event.sharingOpinion
    }
  }
  return '—'
}

/** What makes the paper checkable: who signed, and the digests of what was decided on. */
function foot(file: CaseFile, formDigest: string, policyVersion: string): Content[] {
  const signed = signaturesOn(file, formDigest).map(({ seat, by, at }) => `${seat} ${by} ${chineseTime(at)}`)
  const lines = [
    `签署：${signed.join('；') || '—'}`,
    `审批材料摘要（SHA-256）：${groups(formDigest)}`,
    `适用政策版本：${policyVersion}；项目编号：${file.seen.state.id}`,
    '本件由系统依据办理记录生成，未加盖印章；以审批部门正式印发的文件为准。',
  ]
  return lines.map((text, index) => ({ text, style: 'small', margin: [0, index === 0 ? 40 : 0, 0, 2] }))
}
