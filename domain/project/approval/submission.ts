/**
 * T1 and T7: the owner submits the document of a stage, or a revised one after a return. The first submission registers the project and
 * determines the approving authority.
 */

import { information, NOTHING_TO_DO, toDo } from '../../case/notice.ts'
import { type Part, type Paths, partOf, pathOf, withParts, withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import {
  POLICY_DEFAULT,
  SEPARATION_OF_DUTIES,
  STEP_RESUBMISSION,
  STEP_SUBMISSION,
} from '../../law/own-policy.ts'
import { amount } from '../../law/policy.ts'
import {
  CENTRAL_INVESTMENT_MEASURES,
  INVESTMENT_REGULATION_10_EXEMPTION,
  MEASURES_SIMPLIFICATION,
} from '../../law/provisions.ts'
import type { OrgId } from '../../values/directory.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import {
  document,
  flag,
  type Infer,
  list,
  money,
  object,
  oneOf,
  organisation,
  person,
  planItem,
  projectCode,
  text,
} from '../../values/shape.ts'
import { amountCheck } from '../amount.ts'
import { filingBanChecks } from '../ban-checks.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { partyChecks } from '../named-parties.ts'
import type { ProjectState } from '../state.ts'
import { act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'
import { type CatalogItem, catalogChecks, catalogItem, catalogSummary } from './catalog.ts'
import { sharingChapterCheck } from './decision.ts'
import { overrunReportCheck } from './estimate-overrun.ts'
import { sameCodeCheck } from './project-code.ts'
import { NEW_ROUND, otherApprovedFiles, type SubmittedFile } from './state.ts'
import { expectedStage, stageChecks, trackBasis, trackChecks, urgentGrounds } from './track.ts'
import { feasibilityCheck } from './validity.ts'
import {
  FILE_KIND_TITLES,
  FILE_KINDS,
  type FileKind,
  STAGE_TITLES,
  STAGES,
  type Stage,
  TRACKS,
  type Track,
} from './words.ts'

const REFUSALS = {
  classifiedContent: {
    kind: 'gate',
    zh: '涉密内容不得进入本系统，未保存任何内容',
    en: 'classified content must not enter this system; nothing was stored',
    source: INVESTMENT_REGULATION_10_EXEMPTION,
  },
  ownerNotDepartment: {
    kind: 'gate',
    zh: '建设单位须为部门本级，不得以内设机构申报',
    en: 'the owner is the department itself, not one of its bureaus',
    source: POLICY_DEFAULT,
  },
  documentMissing: {
    kind: 'gate',
    zh: '缺少材料：{kind}',
    en: 'document missing: {kind}',
    source: STEP_SUBMISSION,
  },
  civilWorksDocumentMissing: {
    kind: 'gate',
    zh: '含新建土建工程，缺少材料：{kind}',
    en: 'new civil works need a document that is missing: {kind}',
    source: MEASURES_SIMPLIFICATION,
  },
  preparerMissing: {
    kind: 'gate',
    zh: '/preparedBy：须写明编制单位；自行编制的，写建设单位 {owner}',
    en: '/preparedBy: name who prepared the document; the owner, {owner}, if it did so itself',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const SUBMISSION_POLICY = {
  /** From this amount on the planning authority approves; below it the department of the owner approves. */
  authorityThresholdFen: amount(3_000_000_000, CENTRAL_INVESTMENT_MEASURES),
}

export type SubmissionEvent =
  | {
      type: 'projectRegistered'
      v: 1
      title: string
      owner: OrgId
      authority: OrgId
      track: Track
      planBasis: { version: string; item: string } | null
      /** Grounds of track C. */
      urgent: { depth: string; explicitRequirement?: string; urgency?: string } | null
    }
  /** A later document requests so much that the planning authority decides from now on. */
  | { type: 'authorityChanged'; v: 1; authority: OrgId }
  | {
      type: 'stageSubmitted'
      v: 1
      stage: Stage
      round: number
      receivedOn: PlainDate
      digest: string
      investmentFen: Fen
      files: SubmittedFile[]
      catalog: CatalogItem[]
      preparedBy: OrgId | null
      newCivilWorks: boolean
      drafters: PersonId[]
      /** Bureaus of the drafters, as far as the directory had them. */
      drafterOrgs?: Record<PersonId, OrgId>
      paths?: Paths
      /** Given with this document or an earlier one. */
      projectCode: string | null
    }

export const submittedFile = object({ kind: oneOf(FILE_KINDS), digest: document('SHA-256 of the file') })

const stageForm = object(
  {
    stage: oneOf(STAGES),
    title: text(200, '项目名称'),
    owner: organisation('建设单位'),
    track: oneOf(TRACKS),
    investmentFen: money<Fen>('估算（建议书、可研）或概算（初设）'),
    files: list(submittedFile, 1, 300),
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

export type StageBody = Infer<typeof stageForm>

const acts = {
  submitStage: act({
    zh: '报送',
    en: 'submit a stage document',
    source: STEP_RESUBMISSION,
    ...DEPARTMENT_LEAD,
    body: stageForm,
    otherDocuments: (state) => otherApprovedFiles(state, expectedStage(state, state.track)),
    from: ['unopened', 'stageApproved', 'returned'],
    rules: (state, body, facts) => [
      must(!body.containsClassifiedContent, 'classifiedContent'),
      // After a return the document must be revised (T7). The same body has the same digest.
      must(facts.command.contentHash !== state.approval.form.digest, 'unchanged', { pointer: '/' }),
      ...ownerChecks(state, body, facts),
      sameCodeCheck(state, body),
      ...stageChecks(state, body),
      body.stage === 'preliminaryDesign' ? feasibilityCheck(state, facts) : null,
      ...trackChecks(state, body, facts),
      ...documentChecks(state, body, facts),
      ...catalogChecks(body.catalog),
      // Required, also if the owner itself prepared the document: separation of duties needs to know who did.
      must(body.preparedBy !== undefined, 'preparerMissing', { owner: body.owner }),
      ...partyChecks({ owner: body.owner, authority: authorityFor(body, facts) }, facts, body.preparedBy),
      ...filingBanChecks(facts),
    ],
    events: (state, body, facts) => [...registration(state, body, facts), submission(state, body, facts)],
  }),
}

/** The owner must be a department, not a bureau: bans, thresholds and the approving authority depend on the department. */
function ownerChecks(state: ProjectState, { owner }: StageBody, { actor }: Facts): Check[] {
  return [
    must(actor.kind === 'person' && actor.orgPath.includes(owner), 'outOfScope'),
    must(actor.kind === 'person' && actor.orgPath.at(-1) === owner, 'ownerNotDepartment'),
    must(state.status === 'unopened' || owner === state.owner, 'outOfScope'),
  ]
}

/** Documents that the Measures still require for new civil works [C:S5]. */
const CIVIL_WORKS_FILES: readonly FileKind[] = [
  'energyReview',
  'siteSelection',
  'landPreReview',
  'environmentalImpact',
]

function documentChecks(state: ProjectState, body: StageBody, facts: Facts): Check[] {
  const has = (kind: FileKind): boolean => body.files.some((file) => file.kind === kind)
  const civilWorks = body.newCivilWorks ? CIVIL_WORKS_FILES : []
  return [
    amountCheck(body.investmentFen),
    must(has('stageDocument'), 'documentMissing', { kind: FILE_KIND_TITLES.stageDocument }),
    sharingChapterCheck(body),
    ...civilWorks.map((kind) =>
      must(has(kind), 'civilWorksDocumentMissing', { kind: FILE_KIND_TITLES[kind] }),
    ),
    overrunReportCheck(state, body, facts),
  ]
}

/** From the threshold on the planning authority approves, below it the department of the owner [C:S16]. */
function authorityFor({ investmentFen, owner }: StageBody, { policy }: Facts): OrgId {
  const { planningAuthority, authorityThresholdFen } = policy.values
  return investmentFen >= authorityThresholdFen ? planningAuthority : owner
}

function registration(state: ProjectState, body: StageBody, facts: Facts): ProjectEvent[] {
  const authority = authorityFor(body, facts)
  if (state.status !== 'unopened') {
    // Only upwards: if the planning authority has begun, it also finishes.
    const isHigher = authority !== state.authority && authority === facts.policy.values.planningAuthority
    return isHigher ? [{ type: 'authorityChanged', v: 1, authority }] : []
  }
  const { title, owner, track } = body
  return [{ type: 'projectRegistered', v: 1, title, owner, authority, track, ...trackBasis(body, facts) }]
}

function submission(state: ProjectState, body: StageBody, { on, command, named }: Facts): ProjectEvent {
  const drafters = named.people.filter(({ id }) => body.drafters?.includes(id))
  return {
    type: 'stageSubmitted',
    v: 1,
    stage: body.stage,
    // Counted per stage: after a return to an earlier stage its count continues.
    round: (state.rounds[body.stage] ?? 0) + 1,
    receivedOn: on,
    digest: command.contentHash,
    investmentFen: body.investmentFen,
    files: body.files,
    catalog: body.catalog,
    preparedBy: body.preparedBy ?? null,
    newCivilWorks: body.newCivilWorks ?? false,
    drafters: body.drafters ?? [],
    ...(drafters.length > 0
      ? { drafterOrgs: Object.fromEntries(drafters.map(({ id, org }) => [id, org])) }
      : {}),
    ...pathsOfForm(body, named),
    projectCode: body.projectCode ?? null,
  }
}

/** Paths of the firm that wrote the document, and of the bureaus of the drafters. */
function pathsOfForm({ preparedBy, drafters }: StageBody, named: Facts['named']): { paths?: Paths } {
  const bureaus = named.people.filter(({ id }) => drafters?.includes(id)).map(({ orgPath }) => orgPath)
  const firm = preparedBy === undefined ? [] : [pathOf(named, preparedBy)]
  const paths = [...bureaus, ...firm]
  return paths.length === 0 ? {} : { paths: Object.fromEntries(paths.map((path) => [path[0] ?? '', path])) }
}

type StageSubmitted = Extract<SubmissionEvent, { type: 'stageSubmitted' }>

const drafterOf = ({ drafterOrgs, paths }: StageSubmitted, person: PersonId): Part => {
  const org = drafterOrgs?.[person]
  return { kind: 'preparer', person, orgPath: org === undefined ? [] : (paths?.[org] ?? [org]) }
}

const events: Events<SubmissionEvent> = {
  projectRegistered: {
    evolve: (state, { title, owner, authority, track, planBasis }) => ({
      ...state,
      title,
      owner,
      authority,
      track,
      planBasis,
    }),
    notice: null,
    history: ({ title }) => ({ zh: `项目登记：${title}`, en: `Registered: ${title}` }),
    forCommissioned: true,
  },
  authorityChanged: {
    evolve: (state, { authority }) => ({ ...state, authority }),
    notice: {
      to: ['owner'],
      zh: '审批部门已变更',
      en: 'Another authority decides from now on',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  stageSubmitted: {
    evolve: (state, event, { by }) => ({
      ...withParts(withPreparer(state, by), [
        ...event.drafters.map((person) => drafterOf(event, person)),
        ...(event.preparedBy === null ? [] : [partOf('author', event.preparedBy, event.paths)]),
      ]),
      status: 'submitted',
      projectCode: event.projectCode ?? state.projectCode,
      rounds: { ...state.rounds, [event.stage]: event.round },
      submittedOn: state.submittedOn || event.receivedOn,
      approval: {
        stage: event.stage,
        round: event.round,
        form: {
          digest: event.digest,
          investmentFen: event.investmentFen,
          files: event.files,
          ...catalogSummary(event.catalog),
          newCivilWorks: event.newCivilWorks,
        },
        receivedOn: event.receivedOn,
        ...NEW_ROUND,
      },
    }),
    notice: {
      to: ['authority'],
      zh: '收到申报材料',
      en: 'A stage document was submitted',
      next: toDo(
        '请审批部门审查材料是否完整，决定是否受理。',
        'The authority is to check it and to admit or decline.',
      ),
    },
    history: ({ stage, round }) => {
      const { zh, en } = STAGE_TITLES[stage]
      return { zh: `报送${zh}（第 ${round} 轮）`, en: `Submitted the ${en} (round ${round})` }
    },
    forCommissioned: true,
  },
}

export const SUBMISSION = {
  acts,
  events,
  refusals: REFUSALS,
} satisfies ProjectTopic
