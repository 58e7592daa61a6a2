import type { RefusalEntry } from '../refusal.ts'

/** Refusals of acceptance (rulebook §2.7, T24 to T27). */
export const ACCEPTANCE_REFUSALS = {
  extensionTooLate: {
    kind: 'gate',
    zh: '延期验收申请须在期限 {dueOn} 届满前提出',
    en: 'an extension must be asked for before the period ends on {dueOn}',
    source: 'T25 R+; [D]',
  },
  extensionsUsedUp: {
    kind: 'gate',
    zh: '延期验收最多 {limit} 次',
    en: 'acceptance is extended at most {limit} time(s)',
    source: 'rulebook §2.7 R+; max number [D]',
  },
  extensionPending: {
    kind: 'state',
    zh: '已有一份延期验收申请待决定',
    en: 'an application for an extension is waiting for its decision already',
    source: 'policy default [D]',
  },
  extensionNotLater: {
    kind: 'gate',
    zh: '申请的日期 {date} 应晚于现期限 {dueOn}',
    en: 'the date asked for ({date}) must be later than the current end of the period ({dueOn})',
    source: 'policy default [D]',
  },
  extensionTooLong: {
    kind: 'gate',
    zh: '延期最长至 {latest}（原期限后 {months} 个月）',
    en: 'the extension may reach {latest} at most, {months} months after the original end of the period',
    source: 'rulebook §2.7 R+; max length [D]',
  },
  extensionPeriodOver: {
    kind: 'gate',
    zh: '申请验收期限已于 {dueOn} 届满，不得再同意延期；可不同意延期，建设单位应立即申请验收',
    en: 'the period ended on {dueOn} and is not extended any more: the extension may be refused, and the owner is to apply for acceptance at once',
    source: 'T25 R+; [D]',
  },
  extensionNotAsked: {
    kind: 'state',
    zh: '没有待决定的延期验收申请',
    en: 'no application for an extension is waiting for a decision',
    source: 'T25 R+',
  },
  extensionReasonsMissing: {
    kind: 'gate',
    zh: '不同意延期须书面说明理由',
    en: 'a refusal of the extension needs written reasons',
    source: 'policy default [D]',
  },
  acceptanceDocumentMissing: {
    kind: 'gate',
    zh: '验收申请缺少：{title}',
    en: 'the application for acceptance lacks: {kind}',
    source: 'rulebook §2.7 R+',
  },
  acceptanceDocumentTwice: {
    kind: 'input',
    zh: '验收材料“{kind}”重复',
    en: 'the document {kind} appears twice',
    source: 'policy default [D]',
  },
  cryptographyAssessmentUndated: {
    kind: 'gate',
    zh: '密码应用安全性评估报告须注明评估日期和结论',
    en: 'the cryptography assessment must state its date and its result',
    source: 'rulebook §6 [D]',
  },
  cryptographyAssessmentInFuture: {
    kind: 'input',
    zh: '密评日期 {date} 晚于申请日期',
    en: 'the date of the cryptography assessment ({date}) is later than the application',
    source: 'policy default [D]',
  },
  cryptographyAssessmentExpired: {
    kind: 'gate',
    zh: '密评已于 {expiredOn} 失效（有效期 {months} 个月）',
    en: 'the cryptography assessment expired on {expiredOn}; it is valid for {months} months',
    source: 'rulebook §6 [D]',
  },
  archiveNotAccepted: {
    kind: 'gate',
    zh: '未进行档案验收或者档案验收不合格，不得通过验收',
    en: 'without a passed archive acceptance the project may not pass',
    source: 'rulebook §2.7 R+',
  },
  acceptanceCheckUnmet: {
    kind: 'gate',
    zh: '验收检查事项不合格：{check}',
    en: 'a check of the acceptance is not met: {check}',
    source: 'rulebook §2.7 R+; G5',
  },
  cryptographyAssessmentUnmet: {
    kind: 'gate',
    zh: '密评结论为不符合，不得通过验收',
    en: 'with a cryptography assessment that found the requirements unmet the project may not pass',
    source: 'rulebook §2.7 R+',
  },
  failuresMissing: {
    kind: 'gate',
    zh: '不通过验收须书面列明问题',
    en: 'a failed acceptance needs its written list',
    source: 'rulebook §2.7 [D]',
  },
  failuresOnPass: {
    kind: 'input',
    zh: '通过验收不得附带不通过事项',
    en: 'an acceptance that passes cannot list failures',
    source: 'policy default [D]',
  },
  acceptanceReportFiledAlready: {
    kind: 'state',
    zh: '验收报告已备案',
    en: 'the acceptance report has been filed already',
    source: 'T27 R+',
  },
  acceptanceReportNotFiled: {
    kind: 'gate',
    zh: '验收报告尚未备案',
    en: 'the acceptance report has not been filed yet',
    source: 'T27 R+',
  },
  operationBeforeAcceptance: {
    kind: 'gate',
    zh: '投入运行日期 {date} 早于通过验收日期 {passedOn}',
    en: 'the start of operation {date} is before the acceptance on {passedOn}',
    source: 'policy default [D]',
  },
  operationInFuture: {
    kind: 'input',
    zh: '投入运行日期 {date} 晚于报告日期',
    en: 'the start of operation {date} is later than the report',
    source: 'policy default [D]',
  },
} as const satisfies Record<string, RefusalEntry>
