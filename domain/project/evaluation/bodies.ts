/** What the acts after completion say. Opinion texts are `prose`: they stay in PostgreSQL. */
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { date, document, integer, money, object, oneOf, organisation, prose } from '../../values/shape.ts'
import { GATE_STATUSES, GATES } from './words.ts'

const score = (description: string) => integer(0, 100, description)

export const EVALUATION_BODIES = {
  recordGateEvidence: object(
    {
      gate: oneOf(GATES),
      status: oneOf(GATE_STATUSES),
      document: document('the finding: sharing log, register excerpt, assessment report'),
      on: date<PlainDate>('day of the finding'),
    },
    { note: prose(2000), validUntil: date<PlainDate>('last day on which the finding counts') },
  ),
  submitSelfEvaluation: object({
    report: document('自评价报告'),
    selfScore: score('自评分'),
    achieved: prose(4000, 'goals and indicators achieved'),
  }),
  commissionPostEvaluation: object({
    evaluator: organisation('第三方后评价机构'),
    conflictStatement: document('利益冲突声明'),
    letter: document('委托书'),
  }),
  submitPostEvaluation: object({
    score: score('后评价得分'),
    report: document('后评价报告'),
    opinion: prose(4000),
  }),
  adoptPostEvaluation: object({}, { rectificationOpinion: prose(4000, '整改意见') }),
  proposeOmFunds: object({
    year: integer(2000, 2199, '预算年度'),
    amountFen: money<Fen>('申请的运行维护经费'),
  }),
  retireSystem: object({ reasons: prose(4000), document: document('the decision to retire it') }),
} as const
