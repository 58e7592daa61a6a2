import type { RefusalEntry } from '../../case/refusal.ts'

/** Refusals of the annual plan and of releases (rulebook §2.6, T15). */
export const BUDGET_REFUSALS = {
  amountNotPositive: {
    kind: 'input',
    zh: '金额须大于零',
    en: 'the amount must be more than zero',
    source: 'policy default [D]',
  },
  planBeforeApproval: {
    kind: 'gate',
    zh: '可行性研究报告或概算尚未批准，不得列入年度计划',
    en: 'neither the feasibility study nor the budget estimate is approved, so there is nothing to plan',
    source: '条例17 [C:S9]',
  },
  planYearOver: {
    kind: 'gate',
    zh: '{year} 年度已结束，不得再列入计划',
    en: 'the budget year {year} is over; nothing more can be planned for it',
    source: '预算法18 [C:S11]',
  },
  yearListedAlready: {
    kind: 'state',
    zh: '{year} 年度已列入计划（{documentNumber}）',
    en: 'the year {year} is listed already ({documentNumber})',
    source: 'policy default [D]',
  },
  planLineTooSmall: {
    kind: 'gate',
    zh: '年度计划不得少于 {least} 万元，除非恰为概算（或估算）的余额',
    en: 'a line of the annual plan is of {least} × 10,000 yuan at least, unless it is just what is left of the estimate',
    source: 'policy default [D]',
  },
  planBeyondEstimate: {
    kind: 'gate',
    zh: '累计年度计划不得超过已批准的概算（或估算）；本次至多 {room} 万元',
    en: 'the cumulative plan must stay within the approved estimate; at most {room} × 10,000 yuan are left',
    source: 'rulebook §2.6 payment guard [D]',
  },
  notInAnnualPlan: {
    kind: 'gate',
    zh: '未列入 {year} 年度计划，不得拨付',
    en: 'not listed in the annual plan of {year}: nothing is released',
    source: 'T15; 条例15-18 [C:S9]',
  },
  releaseOutsideYear: {
    kind: 'gate',
    zh: '只能拨付当年（{current} 年）预算资金',
    en: 'only funds of the current budget year ({current}) can be released',
    source: '预算法18 [C:S11]',
  },
  releaseBeyondYear: {
    kind: 'gate',
    zh: '本年累计拨付不得超过 {year} 年度计划；至多还可拨付 {room} 万元',
    en: 'releases of {year} must stay within its line of the plan; at most {room} × 10,000 yuan are left',
    source: '预算法实施条例57 [C:S11]',
  },
  releaseBeyondPlan: {
    kind: 'gate',
    zh: '累计拨付不得超过累计年度计划；至多还可拨付 {room} 万元',
    en: 'cumulative releases must stay within the cumulative plan; at most {room} × 10,000 yuan are left',
    source: 'rulebook §2.6 payment guard [D]',
  },
  releaseBeyondEstimate: {
    kind: 'gate',
    zh: '累计拨付不得超过已批准的概算；至多还可拨付 {room} 万元',
    en: 'cumulative releases must stay within the budget estimate; at most {room} × 10,000 yuan are left',
    source: 'rulebook §2.6 payment guard [D]',
  },
  releaseBeforeEstimate: {
    kind: 'gate',
    zh: '初步设计方案和投资概算未批准前，不得拨付建设资金',
    en: 'no construction money before the preliminary design and budget estimate are approved',
    source: 'rulebook §2.6 predecessor rule (Order 55) [R]',
  },
  releaseIntoHoldback: {
    kind: 'gate',
    zh: '验收前须保留概算的 {percent}%；至多还可拨付 {room} 万元',
    en: '{percent}% of the budget estimate stay until acceptance; at most {room} × 10,000 yuan are left',
    source: 'rulebook §2.6 payment guard [D]',
  },
  releaseWhileSuspended: {
    kind: 'gate',
    zh: '项目已暂停建设，停止拨付资金',
    en: 'the project is suspended: nothing is released',
    source: 'T21 R+; 条例34 [C:S9]',
  },
  releaseWithReportOverdue: {
    kind: 'gate',
    zh: '{year} 年度绩效评价报告逾期未报，暂不拨付',
    en: 'the annual performance report of {year} is overdue: the next release is blocked',
    source: 'T19 [D]',
  },
  releaseDocumentUsed: {
    kind: 'gate',
    zh: '文号 {documentNumber} 已用于一次拨付',
    en: 'the document {documentNumber} has been used for a release already',
    source: 'policy default [D]',
  },
  planListerMayNotRelease: {
    kind: 'forbidden',
    zh: '列入年度计划的人员不得拨付该笔资金',
    en: 'whoever listed the line in the annual plan never releases on it',
    source: 'Separation of duties [D]',
  },
} as const satisfies Record<string, RefusalEntry>
