/** The decision letter 批复 of a stage, made from the record. */
import type { Content } from 'pdfmake'
import type { Approval } from '#domain/project/approval/state.ts'
import { STAGE_TITLES, type Stage } from '#domain/project/approval/words.ts'
import { approvalOf, type ProjectState } from '#domain/project/state.ts'
import { formatWan } from '#domain/values/money.ts'
import { type CaseFile, chineseDate, groups, namesIn } from '../papers/case-file.ts'
import type { Paper } from '../papers/printer.ts'
import { notFound } from '../problem.ts'
import { type ApprovalRecord, approvalRecordOf, signersOf } from './approval-record.ts'

export function letterOf(file: CaseFile, stage: Stage): Paper {
  const state = file.seen.state as ProjectState
  const approval = approvalOf(state, stage)
  if (!approval) throw notFound()
  const { org } = namesIn(file.caller)
  const decided = approvalRecordOf(file, approval)
  const title = `关于《${state.title}》${STAGE_TITLES[stage].zh}的批复`
  const { documentNumber, approvedFen, on, round } = approval
  const amount = stage === 'proposal' || stage === 'feasibility' ? '投资估算' : '投资概算'
  const clauses = [
    [`同意${STAGE_TITLES[stage].zh}。`],
    [`核定项目${amount}为 ${formatWan(approvedFen)} 万元。`],
    [`关于政务信息资源共享：${decided.sharingOpinion}`],
    ...conditionsClause(file, decided),
    ...(state.projectCode ? [[`项目代码：${state.projectCode}。`]] : []),
  ]
  const content: Content[] = [
    { text: title, style: 'title' },
    { text: documentNumber, style: 'number' },
    { text: `${org(state.owner)}：`, style: 'body' },
    paragraph(
      `你单位报送的《${state.title}》${STAGE_TITLES[stage].zh}（第 ${round} 轮）收悉。经研究，现批复如下：`,
    ),
    ...clauses.flatMap(([first, ...rest], index) =>
      [`${'一二三四五'[index]}、${first}`, ...rest].map(paragraph),
    ),
    { text: org(state.authority), style: 'body', alignment: 'right', margin: [0, 36, 0, 0] },
    { text: chineseDate(on), style: 'body', alignment: 'right' },
    ...foot(file, approval, decided),
  ]
  return { title, content }
}

const paragraph = (text: string): Content => ({ text, style: 'body', leadingIndent: 28 })

/** The conditions of the approval, each as a paragraph with its due date and the responsible party. */
function conditionsClause({ caller }: CaseFile, { conditions }: ApprovalRecord): string[][] {
  if (conditions.length === 0) return []
  const { person } = namesIn(caller)
  const each = conditions.map(
    ({ number, what, dueOn, responsible }, index) =>
      `（${number}）${what}（期限：${chineseDate(dueOn)}，责任人：${person(responsible)}）${index < conditions.length - 1 ? '；' : ''}`,
  )
  return [['本批复附以下条件：', ...each]]
}

/** Lets a reader check the paper: the signers, and the digests of the subject of the decision. */
function foot(
  { seen }: CaseFile,
  { formDigest, policyVersion }: Approval,
  decided: ApprovalRecord,
): Content[] {
  const signed = signersOf(decided).map(({ title, by, at }) => `${title} ${by} ${at}`)
  const lines = [
    `签署：${signed.join('；') || '—'}`,
    `审批材料摘要（SHA-256）：${groups(formDigest)}`,
    `适用政策版本：${policyVersion}；项目编号：${seen.state.id}`,
    '本件由系统依据办理记录生成，未加盖印章；以审批部门正式印发的文件为准。',
  ]
  return lines.map((text, index) => ({ text, style: 'small', margin: [0, index === 0 ? 40 : 0, 0, 2] }))
}
