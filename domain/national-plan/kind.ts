/** A national plan 国家政务信息化建设规划: drafted, approved by the State Council, amended in between, in force version by version. */
import type { CaseEvent } from '../case/event.ts'
import { NATIONAL_PLAN } from '../case/national-plan.ts'
import { EVERYBODY } from '../case/published-fact.ts'
import { must } from '../case/refusals.ts'
import type { Kind, PublishedVersion } from '../engine/kind.ts'
import { withDefaults } from '../engine/policy.ts'
import { defaultsOf } from '../law/policy.ts'
import type { PersonActor } from '../values/directory.ts'
import { detailsOf } from './details.ts'
import { ownerOf } from './drafting.ts'
import type { OwnEvent, PlanEvent } from './events.ts'
import { FACTS, type Facts } from './facts.ts'
import { POLICY, type Policy } from './policy.ts'
import { FOLD_VERSION, type PlanState, stageOfPlan, unopened } from './state.ts'
import { TOPIC_TABLES } from './topics.ts'
import { partiesOf, turnOf, workOf } from './turn.ts'
import { PLAN_FILE_KINDS, PLAN_STAGES } from './words.ts'

const DEFAULTS = defaultsOf(POLICY)

export const NATIONAL_PLAN_KIND: Kind<PlanState, PlanEvent, Facts> = {
  ...TOPIC_TABLES,
  name: 'national-plan',
  zh: '国家规划',
  en: 'national plan',
  relation: relationCheck,
  stages: PLAN_STAGES,
  matterOf: (state: PlanState) => ({
    ...{ stage: stageOfPlan(state), round: state.round },
    formDigest: state.draft?.digest ?? '',
  }),
  isOnForm: () => true,
  filesOf: ({ request }: PlanState) => (request ? [request.argument] : []),
  overtakenBy: () => null,
  turnOf,
  workOf,
  workflow: 'nationalPlan',
  path: 'national-plans',
  opensBy: 'draftPlan',
  openedFor: (_body, actor) => ownerOf(actor) || null,
  foldVersion: FOLD_VERSION,
  initial: unopened,
  facts: FACTS,
  otherRules: {},
  policy: POLICY,
  completed: (facts) => ({ ...facts, policy: withDefaults(DEFAULTS, facts.policy as Policy) }),
  agencyOf: () => undefined,
  agencies: () => [],
  noticeRoles: { owner: ['approver'], authority: ['stateCouncilOffice'] },
  parties: partiesOf,
  details: detailsOf,
  forCommissioned: { parts: [], events: TOPIC_TABLES.eventsForCommissioned },
  fileKinds: PLAN_FILE_KINDS,
  formOf: (content) => content,
  listing: ({ code, status, versions, items }: PlanState) => ({
    ...{ code: code || null, freesCode: status === 'refused' || status === 'abandoned' },
    numbers: [...(code ? [code] : []), ...versions.map(({ source }) => source)],
    ...{ askedFen: null, grantedFen: null, submittedOn: null },
    own: { code, version: versions.at(-1)?.version ?? null, items: items.length },
  }),
  codeGiven,
  stageOf: (_act, state) => (state ? stageOfPlan(state) : 'planDraft'),
  publishes: () => [],
  versions: versionsIn,
  tables: [],
  remarks: ({ versions }: PlanState) => [
    { title: { zh: '版本', en: 'version' }, text: versions.at(-1)?.version ?? '—' },
  ],
  everyAct: () => [],
}

/** The planning authority drafts; a department that was asked gives its opinion. */
function relationCheck(
  relation: string,
  { opinions }: PlanState,
  { actor: { orgPath }, policy }: { actor: PersonActor; policy: Policy },
) {
  const isOne =
    relation === 'planner'
      ? orgPath.includes(policy.values.planningAuthority)
      : opinions.some(({ org }) => orgPath.includes(org))
  return must(isOne, 'outOfScope')
}

/** 规划编号, of which there is one over all plans. */
function codeGiven(body: unknown) {
  const { code } = (body ?? {}) as { code?: unknown }
  return typeof code === 'string' ? { code, taken: { code: 'planCodeTaken', params: { code } } } : null
}

/** Each version stays for good, in force from its day. */
function versionsIn(event: CaseEvent): PublishedVersion[] {
  const one = event as OwnEvent
  if (one.type !== 'planApproved' && one.type !== 'planImported') return []
  const { version, effectiveFrom, source, items } = one
  return [{ fact: NATIONAL_PLAN, key: EVERYBODY, version, effectiveFrom, body: { source, items } }]
}
