import { mustOf, type RefusalEntry } from '../case/refusal.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES, STEP_APPROVAL_LEADER } from '../law/own-policy.ts'
import { together } from '../law/provision.ts'

/** Refusals of acts on joint decisions. */
export const REVIEW_REFUSALS = {
  samePerson: {
    kind: 'forbidden',
    zh: '一人不得签署两次，第二人不得与第一人相同',
    en: 'nobody signs twice: the second person must differ from the first',
    source: SEPARATION_OF_DUTIES,
  },
  leaderNeeded: {
    kind: 'forbidden',
    zh: '须由负责人签署',
    en: "the leader's seat must be signed by a leader",
    source: together(STEP_APPROVAL_LEADER, SEPARATION_OF_DUTIES),
  },
  recusedAlready: {
    kind: 'forbidden',
    zh: '已回避，不得再参与本阶段此事项的签署，以后各轮亦同；请由他人签署',
    en: 'whoever stood aside takes no further part in this step of the stage, in later rounds neither: somebody else signs',
    source: SEPARATION_OF_DUTIES,
  },
  notYourSeat: {
    kind: 'forbidden',
    zh: '席位“{seat}”属于他人',
    en: 'the seat of {seat} is somebody else’s',
    source: SEPARATION_OF_DUTIES,
  },
  notOnPanel: {
    kind: 'forbidden',
    zh: '不是本轮的签署人',
    en: 'not one of the signers of this round',
    source: SEPARATION_OF_DUTIES,
  },
  nothingToConfirm: {
    kind: 'state',
    zh: '没有待签署的“{step}”',
    en: 'no {step} is waiting for signatures',
    source: SEPARATION_OF_DUTIES,
  },
  roundClosed: {
    kind: 'state',
    zh: '该内容的签署已由 {person} 结束（{step}）',
    en: '{person} has closed the round on this content ({step})',
    source: SEPARATION_OF_DUTIES,
  },
  seatTaken: {
    kind: 'state',
    zh: '席位“{seat}”已由 {person} 签署',
    en: 'the seat of {seat} has been taken by {person}',
    source: SEPARATION_OF_DUTIES,
  },
  otherContent: {
    kind: 'state',
    zh: '待签内容的摘要是 {current}，与所签不符',
    en: 'the content waiting for a signature has the digest {current}, not the one signed',
    source: SEPARATION_OF_DUTIES,
  },
  alreadyProposed: {
    kind: 'state',
    zh: '“{step}”已有一份待签署，请先签署或异议',
    en: 'one act on the {step} is already waiting for its signatures; sign it or object to it first',
    source: SEPARATION_OF_DUTIES,
  },
  notItsTurn: {
    kind: 'state',
    zh: '前一顺序的席位尚未签署',
    en: 'the seats before this one have not signed yet',
    source: POLICY_DEFAULT,
  },
  adviceMissing: {
    kind: 'state',
    zh: '已委派 {person}，待其反馈意见后由本人签署',
    en: '{person} was asked for advice; the owner of the seat signs after that',
    source: POLICY_DEFAULT,
  },
  nothingToAdvise: {
    kind: 'state',
    zh: '没有委派给本人的席位',
    en: 'no seat was delegated to this person',
    source: POLICY_DEFAULT,
  },
  nothingToTakeBack: {
    kind: 'state',
    zh: '本轮没有本人的签署可以拿回',
    en: 'there is no vote of one’s own in this round to take back',
    source: POLICY_DEFAULT,
  },
  seatTimeOver: {
    kind: 'gate',
    zh: '本席位的签署时限已于 {dueAt} 届满，签署不得再拿回；整件事项可由提出人拿回',
    en: 'the time of the seat was over at {dueAt}: its vote stands; whoever proposed the act may take all of it back',
    source: POLICY_DEFAULT,
  },
  nudgedAlready: {
    kind: 'state',
    zh: '已催办，{from} 后方可再次催办',
    en: 'nudged already; again from {from} on',
    source: POLICY_DEFAULT,
  },
  notChair: {
    kind: 'forbidden',
    zh: '只有组长或提出人可以记缺席',
    en: 'only the chair, or whoever proposed it, marks a seat absent',
    source: POLICY_DEFAULT,
  },
  absentIsSelf: {
    kind: 'input',
    zh: '不能将本人席位记为缺席；请签署、弃权或回避',
    en: 'nobody marks their own seat absent: vote, abstain or stand aside',
    source: POLICY_DEFAULT,
  },
  noSuchSeat: {
    kind: 'state',
    zh: '没有席位“{seat}”',
    en: 'there is no seat of {seat}',
    source: POLICY_DEFAULT,
  },
  seatClosedAlready: {
    kind: 'state',
    zh: '席位“{seat}”已签署',
    en: 'the seat of {seat} is closed already',
    source: POLICY_DEFAULT,
  },
  seatIsOfPolicy: {
    kind: 'gate',
    zh: '席位“{seat}”由政策规定，不得减签',
    en: 'policy asks for the seat of {seat}; only added signers can be removed',
    source: POLICY_DEFAULT,
  },
  signerOfAnother: {
    kind: 'gate',
    zh: '席位“{seat}”由 {person} 加签，只能由其本人或同一、更后顺序席位的签署人减签；认为不必要的，请与其商议或提出异议',
    en: '{person} added the seat of {seat}: they remove it, or whoever sits on a seat of policy of the same or a later order; ask them, or object',
    source: SEPARATION_OF_DUTIES,
  },
  adviceIsOwn: {
    kind: 'gate',
    zh: '席位由本人委派，不得自行反馈意见',
    en: 'whoever asked for the advice does not give it',
    source: SEPARATION_OF_DUTIES,
  },
  vetoSeatNotAbsent: {
    kind: 'gate',
    zh: '席位“{seat}”有否决权，任何人不得将其记为缺席；请待其签署或逾期，或由提出人拿回',
    en: 'the seat of {seat} has a veto and is marked absent by nobody: it votes or lets its time pass, or the proposer takes the act back',
    source: SEPARATION_OF_DUTIES,
  },
  panelFull: {
    kind: 'gate',
    zh: '签署人已达上限 {max} 个',
    en: 'a panel has {max} seats at most',
    source: POLICY_DEFAULT,
  },
  signerUnnamed: {
    kind: 'input',
    zh: '加签须指定一人，或指定角色和单位',
    en: 'name either a person, or a role and an organisation',
    source: POLICY_DEFAULT,
  },
  giveeIsSelf: {
    kind: 'input',
    zh: '不能交给本人',
    en: 'it cannot be given to oneself',
    source: POLICY_DEFAULT,
  },
  giveeIsPreparer: {
    kind: 'gate',
    zh: '{person} 参与编制或申报，不得签署',
    en: '{person} prepared or submitted the case and never decides on it',
    source: SEPARATION_OF_DUTIES,
  },
  giveeHasVoted: {
    kind: 'gate',
    zh: '{person} 已在本轮签署',
    en: '{person} has voted in this round already',
    source: SEPARATION_OF_DUTIES,
  },
  giveeIsExpert: {
    kind: 'gate',
    zh: '{person} 参与了评估，不得参与决定',
    en: '{person} appraised it and never decides on it',
    source: SEPARATION_OF_DUTIES,
  },
  giveeIsParty: {
    kind: 'gate',
    zh: '{person} 属于建设单位、后评价机构、监理或承建单位，不得参与决定',
    en: '{person} belongs to the owner, the post-evaluator, the supervisor or the contractor, and never decides on it',
    source: SEPARATION_OF_DUTIES,
  },
  giveeRecused: {
    kind: 'gate',
    zh: '{person} 已回避',
    en: '{person} stood aside',
    source: SEPARATION_OF_DUTIES,
  },
  personLeft: {
    kind: 'gate',
    zh: '{person} 已于 {leftOn} 离任',
    en: '{person} left on {leftOn}',
    source: SEPARATION_OF_DUTIES,
  },
  namedIsGone: {
    kind: 'gate',
    zh: '所议事项指定的 {name} 已不在名录中：请对本次提议表示反对，另行指定后重新提出',
    en: 'the directory no longer shows {name}, whom the proposed act names: object to it, and propose it anew with another one',
    source: SEPARATION_OF_DUTIES,
  },
  personMayNotSign: {
    kind: 'gate',
    zh: '{person} 的角色、单位或职务不得签署此席位',
    en: '{person} does not hold the role, the organisation or the rank to sign there',
    source: SEPARATION_OF_DUTIES,
  },
  personMayNotRead: {
    kind: 'gate',
    zh: '{person} 的角色无权查阅此类案件，不得抄送',
    en: '{person} holds no role that reads cases',
    source: SEPARATION_OF_DUTIES,
  },
  giveeSits: {
    kind: 'gate',
    zh: '{person} 已有席位',
    en: '{person} holds another seat of this round',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

export type ReviewRefusal = keyof typeof REVIEW_REFUSALS

export const must = mustOf<CaseRefusal | ReviewRefusal>()
