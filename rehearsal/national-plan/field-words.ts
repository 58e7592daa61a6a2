/** Fields of the contents of a plan's acts in Chinese. */
import type { Words } from '../words.ts'

const ITEMS: Words<string> = {
  items: { zh: '规划事项' },
  id: { zh: '编号' },
  owner: { zh: '牵头部门' },
  jointly: { zh: '共同牵头部门' },
  years: { zh: '年度' },
  from: { zh: '起始年度' },
  to: { zh: '结束年度' },
}

export const FIELD_WORDS: Words<string> = {
  ...ITEMS,
  code: { zh: '规划代码' },
  departments: { zh: '征求意见的部门' },
  request: { zh: '征求意见序号' },
  agrees: { zh: '同意' },
  opinion: { zh: '意见' },
  formDigest: { zh: '草案版本' },
  argument: { zh: '论证报告' },
  objections: { zh: '意见处理情况' },
  verdict: { zh: '决定' },
  documentNumber: { zh: '文号' },
  effectiveFrom: { zh: '实施日期' },
  isMaterial: { zh: '发生重大变化' },
  findings: { zh: '评估情况' },
  report: { zh: '评估报告' },
}
