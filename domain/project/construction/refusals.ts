import type { RefusalEntry } from '../../case/refusal.ts'

/** Refusals of construction (rulebook §2.5, T16 and T19 to T23). */
export const CONSTRUCTION_REFUSALS = {
  designNotApproved: {
    kind: 'gate',
    zh: '初步设计方案和投资概算未批复，不得开工',
    en: 'construction cannot start before the preliminary design and its budget estimate are approved',
    source: '条例20 [C:S9]',
  },
  fundsNotSecured: {
    kind: 'gate',
    zh: '资金未落实：{year} 年度投资计划未安排本项目',
    en: 'funds are not secured: the annual plan of {year} has no amount for the project',
    source: 'T15/T16 条例20 [C:S9]',
  },
  supervisorOfOwner: {
    kind: 'input',
    zh: '监理单位不得隶属于建设单位',
    en: 'the supervisor is no part of the owner',
    source: 'Separation of duties [D]',
  },
  supervisorIsContractor: {
    kind: 'gate',
    zh: '监理单位不得是承建单位或与其有隶属关系',
    en: 'the supervisor must not be the contractor or affiliated with it',
    source: 'rulebook §1 监理 [D]; R+; S4',
  },
  plannedCompletionNotLater: {
    kind: 'gate',
    zh: '计划建成日期 {date} 应晚于开工日期',
    en: 'the planned completion {date} must be later than the start',
    source: 'policy default [D]',
  },
  yearReportedAlready: {
    kind: 'state',
    zh: '{year} 年度绩效评价报告已报送',
    en: 'the performance report of {year} has been filed already',
    source: '建设管理 ch. R+',
  },
  yearNotReportable: {
    kind: 'gate',
    zh: '报告年度应在开工年度 {from} 至今年 {to} 之间',
    en: 'the year of the report must be from {from}, the year of the start, to {to}, the current one',
    source: '建设管理 ch. R+',
  },
  reportTooEarly: {
    kind: 'gate',
    zh: '{year} 年度绩效评价报告自 {from} 起受理，届时本年度建设情况方可评价：请于该日起、12 月 31 日前报送',
    en: 'the performance report of {year} is taken from {from} on, when enough of the year has passed to be judged: file it from that day until 31 December',
    source: 'policy default [D]',
  },
  overrunUnexplained: {
    kind: 'gate',
    zh: '累计投资执行额 {executed} 万元超出累计年度计划 {planned} 万元或概算 {estimate} 万元：须说明原因和资金来源（overrunExplanation）',
    en: '{executed} × 10,000 yuan were executed, more than planned ({planned}) or approved ({estimate}): say why and from which money (overrunExplanation)',
    source: '条例23 [C:S9]',
  },
  overrunOfNothing: {
    kind: 'input',
    zh: '投资执行额未超出年度计划和概算，无须说明超出原因',
    en: 'nothing is executed beyond the plan and the estimate, so there is no overrun to explain',
    source: 'policy default [D]',
  },
  recoveryBeyondReleased: {
    kind: 'gate',
    zh: '收回资金 {recovery} 万元超过累计拨付 {released} 万元；利息、违约金不计入收回资金',
    en: '{recovery} × 10,000 yuan cannot be recovered of {released} that were released; interest and penalties do not count',
    source: 'T22 D; 条例34 [C:S9]',
  },
  fundsTooLittle: {
    kind: 'gate',
    zh: '资金未落实：截至 {year} 年度的累计计划 {planned} 万元，不足概算的 {percent}%（{needed} 万元）',
    en: 'funds are not secured: {planned} × 10,000 yuan are planned until {year}, less than {percent}% of the budget estimate ({needed})',
    source: 'T15/T16 条例20 [C:S9]; policy default [D]',
  },
  trialRunEffectMissing: {
    kind: 'gate',
    zh: '试运行期间的年度报告应当包括试运行效果和遇到的问题',
    en: 'a report made in the trial run must also tell its effect and problems',
    source: '建设管理 ch. R+',
  },
  foundBeforeStart: {
    kind: 'input',
    zh: '发现日期 {date} 早于开工日期 {startedOn}',
    en: 'the date of discovery {date} is before the construction began on {startedOn}',
    source: 'policy default [D]',
  },
  foundInFuture: {
    kind: 'input',
    zh: '发现日期 {date} 晚于报告日期',
    en: 'the date of discovery {date} is later than the report',
    source: 'policy default [D]',
  },
  rectificationNotSubmitted: {
    kind: 'state',
    zh: '建设单位尚未报送整改情况',
    en: 'the owner has not submitted the rectification yet',
    source: 'T20, T21',
  },
  resumptionProofMissing: {
    kind: 'state',
    zh: '建设单位尚未报送整改完成证明，不得复工',
    en: 'construction cannot resume before the owner has proved the rectification',
    source: 'T22 D',
  },
  initialCheckMissing: {
    kind: 'gate',
    zh: '未进行初步验收，不得登记建成',
    en: 'completion is not recorded without the report of the initial check',
    source: 'T23 [C:S28,S31] local',
  },
  completedInFuture: {
    kind: 'input',
    zh: '建成日期 {date} 晚于报告日期',
    en: 'the completion date {date} is later than the report',
    source: 'policy default [D]',
  },
  completedBeforeStart: {
    kind: 'gate',
    zh: '建成日期 {date} 早于开工日期 {startedOn}',
    en: 'the completion date {date} is before the start of construction on {startedOn}',
    source: 'policy default [D]',
  },
} as const satisfies Record<string, RefusalEntry>
