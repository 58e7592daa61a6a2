import type { RefusalEntry } from '../refusal.ts'

/** Refusals of gate evidence, evaluation, O&M funds and retirement (rulebook §2.8, T29 to T32). */
export const EVALUATION_REFUSALS = {
  evidenceInFuture: {
    kind: 'input',
    zh: '证据日期 {on} 晚于今日',
    en: 'the finding is dated {on}, later than today',
    source: 'policy default [D]',
  },
  evidenceSuperseded: {
    kind: 'gate',
    zh: '该闸口已有 {on} 的更新证据',
    en: 'there is later evidence on this gate, of {on}',
    source: 'policy default [D]',
  },
  evidenceNeverValid: {
    kind: 'input',
    zh: '有效期 {validUntil} 早于证据日期',
    en: 'the evidence would run out on {validUntil}, before it was found',
    source: 'policy default [D]',
  },
  evidenceBeforeConstruction: {
    kind: 'input',
    zh: '证据日期 {on} 早于开工日期 {startedOn}',
    en: 'the finding is dated {on}, before the construction began on {startedOn}',
    source: 'policy default [D]',
  },
  evidenceValidTooLong: {
    kind: 'input',
    zh: '安全测评证据有效期不超过 {months} 个月，最晚至 {latest}',
    en: 'a security finding counts for {months} months at most, until {latest}',
    source: 'policy default [D]',
  },
  registerEvidenceTooEarly: {
    kind: 'state',
    zh: '验收通过后方可登记总目录证据',
    en: 'evidence on the systems register is recorded from acceptance on',
    source: 'policy default [D]',
  },
  selfEvaluationBeforeReport: {
    kind: 'gate',
    zh: '验收报告尚未备案，不受理自评价',
    en: 'the acceptance report is not filed yet, which blocks the self-evaluation',
    source: 'T27 R+',
  },
  selfEvaluationTooEarly: {
    kind: 'gate',
    zh: '自评价应在验收通过并投入运行 {months} 个月后报送，最早 {firstDay}',
    en: 'a self-evaluation comes {months} months after acceptance and operation, on {firstDay} at the earliest',
    source: 'T29 [C:S6]',
  },
  selfEvaluatedAlready: {
    kind: 'state',
    zh: '自评价已于 {on} 报送',
    en: 'the self-evaluation was submitted on {on}',
    source: 'T29 [C:S6]',
  },
  selfEvaluationFirst: {
    kind: 'gate',
    zh: '自评价尚未报送，也未逾期，不得委托后评价',
    en: 'a post-evaluation considers the self-evaluation, which is neither submitted nor overdue',
    source: 'T30 [C:S6,S0]; R+',
  },
  postEvaluationOpen: {
    kind: 'state',
    zh: '第 {round} 次后评价正在进行',
    en: 'post-evaluation {round} is under way',
    source: 'policy default [D]',
  },
  evaluatorNotThirdParty: {
    kind: 'gate',
    zh: '后评价机构须为第三方，不得是建设单位或审批部门',
    en: 'the evaluator is a third party: neither the owner nor the approving authority',
    source: '[C:S6,S22]',
  },
  evaluatorAppraised: {
    kind: 'gate',
    zh: '曾评估本项目的机构不得承担后评价',
    en: 'an agency that appraised the project never post-evaluates it',
    source: '[C:S22]',
  },
  evaluatorPrepared: {
    kind: 'gate',
    zh: '编制本项目申报材料的机构不得承担后评价',
    en: 'an agency that prepared the project’s documents never post-evaluates it',
    source: '[C:S22]',
  },
  evaluatorSupervised: {
    kind: 'gate',
    zh: '本项目监理单位不得承担后评价',
    en: 'the supervisor of the project never post-evaluates it',
    source: 'Separation of duties [D]',
  },
  evaluatorBuilt: {
    kind: 'gate',
    zh: '本项目承建单位不得承担后评价',
    en: 'the contractor of the project never post-evaluates it',
    source: 'Separation of duties [D]',
  },
  evaluatorReplacedBefore: {
    kind: 'gate',
    zh: '{evaluator}（含其所属单位）曾受托本次后评价而逾期未交报告：请委托其他机构',
    en: '{evaluator}, with all its units, was commissioned with this post-evaluation before and did not deliver: commission another one',
    source: 'policy default [D]',
  },
  noPostEvaluation: {
    kind: 'state',
    zh: '尚未委托后评价',
    en: 'no post-evaluation has been commissioned',
    source: 'T30 [C:S6,S0]; R+',
  },
  postEvaluatedAlready: {
    kind: 'state',
    zh: '后评价报告已于 {on} 提交',
    en: 'the post-evaluation report arrived on {on}',
    source: 'T30 [C:S6,S0]; R+',
  },
  postEvaluationReportMissing: {
    kind: 'gate',
    zh: '后评价报告尚未提交',
    en: 'the post-evaluation report has not arrived yet',
    source: 'T30 [C:S6,S0]; R+',
  },
  omYearNotOpen: {
    kind: 'gate',
    zh: '只能申请 {next} 年度的运行维护经费；{current} 年度仅限因闸口未安排、现已恢复的',
    en: 'O&M funds are proposed for {next}; for {current} only when gates withheld them and are met again',
    source: 'T31, T32 [D]',
  },
  omRestorationAboveRequest: {
    kind: 'gate',
    zh: '恢复安排的申请 {amount} 万元超过原申请 {requested} 万元',
    en: 'the restoration asks for {amount} × 10,000 yuan, more than the {requested} requested when it was withheld',
    source: 'T32 [D]',
  },
  omGatesStillUnmet: {
    kind: 'gate',
    zh: '{year} 年度经费因闸口未安排，闸口尚未恢复：{gate}',
    en: 'the funds of {year} were withheld by a gate that is still unmet: {gate}',
    source: 'T32 [D]',
  },
} as const satisfies Record<string, RefusalEntry>
