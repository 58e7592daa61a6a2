/** What each act of acceptance says. Reasons and failures are `prose`: they stay in PostgreSQL. */
import type { PlainDate } from '../../values/plain-date.ts'
import { date, document, flag, list, object, oneOf, prose } from '../../values/shape.ts'
import { ACCEPTANCE_DOCUMENTS, ASSESSMENT_RESULTS } from './words.ts'

const acceptanceDocument = object(
  { kind: oneOf(ACCEPTANCE_DOCUMENTS), digest: document('SHA-256 of the document') },
  {
    assessedOn: date<PlainDate>('密评或等保测评日期'),
    result: oneOf(ASSESSMENT_RESULTS, '密评结论'),
  },
)

const check = (description: string) =>
  object({ met: flag(), evidence: document('evidence of the check') }, {}, description)

export const ACCEPTANCE_BODIES = {
  applyForExtension: object({
    reasons: prose(4000, 'written reasons'),
    newDate: date<PlainDate>('申请延期至'),
  }),
  decideExtension: object(
    { verdict: oneOf(['grant', 'refuse']) },
    { reasons: prose(4000, 'required for a refusal') },
  ),
  applyForAcceptance: object({ documents: list(acceptanceDocument, 0, 50) }),
  recordArchiveAcceptance: object({
    verdict: oneOf(['passed', 'failed']),
    report: document('档案验收意见'),
  }),
  decideAcceptance: object({
    verdict: oneOf(['pass', 'fail']),
    checks: object({
      products: check('产品安全可靠'),
      cryptography: check('密码应用和网络安全审查'),
      energy: check('设备和数据中心能效'),
      sharing: check('信息共享结果与目录一致'),
    }),
    failures: list(prose(1000), 0, 50, 'what failed; required on fail'),
  }),
  fileAcceptanceReport: object({ report: document('验收报告') }),
  putIntoOperation: object({ operatingSince: date<PlainDate>('投入运行日期') }),
} as const
