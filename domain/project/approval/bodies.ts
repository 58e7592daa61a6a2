/** What each act of the approval stages says. Opinion texts are `prose`: they stay in PostgreSQL. */
import { PAUSES_BY_ACT } from '../../values/clock.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import {
  date,
  digest,
  document,
  documentNumber,
  flag,
  identifier,
  integer,
  list,
  money,
  object,
  oneOf,
  organisation,
  person,
  planItem,
  projectCode,
  prose,
  text,
} from '../../values/shape.ts'
import {
  FILE_KINDS,
  REVOCATION_GROUNDS,
  type RevocationGround,
  SHARING_TYPES,
  STAGES,
  TRACKS,
  VERDICTS,
} from './words.ts'

const file = object({ kind: oneOf(FILE_KINDS), digest: document('SHA-256 of the file') })

/** The part of the 13 core metadata [C:S17] that the rules look at. */
export const catalogItem = object(
  {
    code: identifier(60, '信息资源代码'),
    name: text(200, '信息资源名称'),
    sharing: oneOf(SHARING_TYPES, '共享类型'),
    items: list(text(100), 1, 200, '信息项'),
    format: text(40, '格式'),
    updateCycle: text(40, '更新周期'),
    open: flag('向社会开放'),
  },
  { condition: text(500, '共享条件'), basis: text(500, '不予共享的依据') },
)

const urgentGrounds = object(
  { depth: document('evidence that prior work is deep enough') },
  {
    explicitRequirement: text(200, '党中央、国务院明确要求的文件'),
    urgency: prose(2000, '情况紧急的事由'),
  },
)

export const stageForm = object(
  {
    stage: oneOf(STAGES),
    title: text(200, '项目名称'),
    owner: organisation('建设单位'),
    track: oneOf(TRACKS),
    investmentFen: money<Fen>('估算（建议书、可研）或概算（初设）'),
    files: list(file, 1, 300),
    catalog: list(catalogItem, 0, 300, '信息资源目录'),
    containsClassifiedContent: flag('is refused when true; nothing is stored'),
  },
  {
    projectCode: projectCode('全国投资项目代码'),
    planItem: planItem('国家规划事项'),
    urgent: urgentGrounds,
    preparedBy: organisation('编制单位；自行编制的，为建设单位'),
    newCivilWorks: flag('含新建土建工程'),
    drafters: list(person(), 0, 20, '经办人：编制本材料的人员，不得参与决定'),
  },
)

const reasons = prose(4000, 'written reasons')
const GROUNDS = Object.keys(REVOCATION_GROUNDS) as [RevocationGround, ...RevocationGround[]]

export const APPROVAL_BODIES = {
  submitStage: stageForm,
  requestSupplement: object({
    items: list(
      object(
        { kind: oneOf(FILE_KINDS), what: prose(1000) },
        {
          ownFault: flag(),
          file: document('the file of an earlier supplement that is defective; of `other` only'),
        },
      ),
      1,
      50,
    ),
  }),
  supplement: object({ amends: digest('digest of the form that is supplemented'), files: list(file, 1, 50) }),
  amendCatalog: object({
    amends: digest('digest of the form that is amended'),
    catalog: list(catalogItem, 0, 300),
  }),
  admit: object({}),
  declineAdmission: object({ rightAuthority: organisation('有权受理的部门'), reasons }),
  commissionAppraisal: object({
    agency: organisation('评估机构'),
    letter: document(),
    workingDays: integer(1, 90),
  }),
  extendAppraisal: object({ workingDays: integer(1, 30), reasons }),
  submitAppraisal: object(
    { conclusion: oneOf(['positive', 'conditional', 'negative']), report: document() },
    {
      sharingOpinion: prose(4000, 'G2: opinion on the sharing chapter'),
      formDigest: digest(
        'digest of the form that was appraised; needed where it has changed since the commissioning',
      ),
    },
  ),
  pauseClock: object({ reason: oneOf(PAUSES_BY_ACT), document: document() }),
  resumeClock: object({ reason: oneOf(PAUSES_BY_ACT), document: document() }),
  extendDecision: object({ reasons }),
  decide: object(
    { verdict: oneOf(VERDICTS), formDigest: digest('digest of the form that is decided on') },
    {
      letter: object(
        { documentNumber: documentNumber('批复文号'), approvedFen: money<Fen>('核定估算或概算') },
        { sharingOpinion: prose(4000, 'G3: opinion on sharing') },
      ),
      reasons,
      conditions: list(
        object({ what: prose(1000), dueOn: date<PlainDate>(), responsible: person() }),
        1,
        20,
        '批复条件: with an approval only',
      ),
      returnTo: oneOf(STAGES, 'the stage whose document is demanded anew'),
    },
  ),
  revokeDecision: object({
    stage: oneOf(STAGES, 'the stage whose approval is revoked'),
    documentNumber: documentNumber('批复文号: exactly the approval in force'),
    ground: oneOf(GROUNDS, '撤销事由'),
    document: document('撤销决定书'),
    reasons,
  }),
  fulfilCondition: object({
    condition: integer(1, 10_000, 'its number'),
    evidence: document('what shows that it is met'),
  }),
  acceptCondition: object({ condition: integer(1, 10_000, 'its number'), evidence: document() }),
  rejectCondition: object({ condition: integer(1, 10_000, 'its number'), evidence: document(), reasons }),
  withdraw: object({ reasons }),
} as const
