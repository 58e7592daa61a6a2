/** What each act of construction says. Reasons and descriptions are `prose`: they stay in PostgreSQL. */
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import {
  date,
  document,
  flag,
  integer,
  list,
  money,
  object,
  oneOf,
  organisation,
  person,
  prose,
} from '../../values/shape.ts'
import { INCIDENT_KINDS } from './words.ts'

const reasons = prose(4000, 'written reasons')

export const CONSTRUCTION_BODIES = {
  startConstruction: object({
    implementationUnit: organisation('实施机构'),
    responsiblePerson: person('项目责任人'),
    supervisor: organisation('监理单位'),
    contractor: organisation('承建单位'),
    supervisionContract: document('监理合同'),
    constructionContract: document('建设合同'),
    plannedCompletionOn: date<PlainDate>('计划建成日期'),
  }),
  reportPerformance: object(
    {
      year: integer(1900, 2199, '报告年度'),
      progressPercent: integer(0, 100, '建设进度'),
      investmentExecutedFen: money<Fen>('投资计划执行额，自开工至报告年度的累计数'),
      report: document('项目绩效评价报告'),
      userViews: document('用户意见'),
      supervisorViews: document('监理意见'),
    },
    {
      trialRunEffect: prose(4000, '试运行效果及问题'),
      overrunExplanation: prose(4000, '执行额超出年度计划或概算的原因和资金来源'),
    },
  ),
  reportIncident: object(
    {
      kinds: list(oneOf(INCIDENT_KINDS), 1, INCIDENT_KINDS.length),
      progressPercent: integer(0, 100, '建设进度'),
      lossFen: money<Fen>('损失金额，无损失或尚未查明为 0'),
      description: prose(4000),
      document: document('情况报告'),
    },
    { foundOn: date<PlainDate>('发现日期，缺省为报告当日') },
  ),
  orderRectification: object({ reasons, document: document('整改通知') }),
  submitRectification: object({ evidence: document('整改报告') }),
  acceptRectification: object({ checkRecord: document('整改核查记录') }),
  suspendConstruction: object(
    { reasons, document: document('暂停建设决定') },
    { insufficientEvidence: flag('整改证据不充分') },
  ),
  requestResumption: object({ proof: document('整改完成证明') }),
  resumeConstruction: object({ checkRecord: document('复工检查记录') }),
  terminateProject: object({
    reasons,
    settlement: document('清算及资产、资金收回清单'),
    recoveryFen: money<Fen>('收回资金'),
  }),
  reportCompletion: object(
    { completedOn: date<PlainDate>('建成日期'), tests: document('测试报告') },
    { initialCheck: document('初步验收报告') },
  ),
  startTrialRun: object({ protectionFiling: document('等级保护备案证明') }),
} as const
