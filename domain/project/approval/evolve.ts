import { type Part, partOf, withPartOf, withParts, withPreparer } from '../../case/parts.ts'
import { extend, pause, resume, startClock } from '../../values/clock.ts'
import type { OrgId } from '../../values/directory.ts'
import type { PersonId } from '../../values/ids.ts'
import type { EventOf } from '../events.ts'
import type { Evolve } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { catalogMark, countCatalog } from './catalog.ts'
import type { ApprovalEvent } from './events.ts'
import { afterRevocation } from './revocation.ts'
import { type ApprovalState, type Condition, type ReplacedAppraiser, UNTOUCHED } from './state.ts'
import type { Stage } from './words.ts'

/** The approved stages after which construction may be prepared. */
const LAST_STAGES: readonly Stage[] = ['preliminaryDesign', 'merged']

const inApproval = (state: ProjectState, change: Partial<ApprovalState>): ProjectState => ({
  ...state,
  approval: { ...state.approval, ...change },
})

const withClock = (
  state: ProjectState,
  change: (clock: NonNullable<ApprovalState['clock']>) => ApprovalState['clock'],
) => (state.approval.clock ? inApproval(state, { clock: change(state.approval.clock) }) : state)

const withCondition = (
  state: ProjectState,
  number: number,
  change: (condition: Condition) => Condition,
): ProjectState => ({
  ...state,
  conditions: {
    ...state.conditions,
    open: state.conditions.open.map((condition) =>
      condition.number === number ? change(condition) : condition,
    ),
  },
})

const drafterOf = ({ drafterOrgs, paths }: EventOf<'stageSubmitted'>, person: PersonId): Part => {
  const org = drafterOrgs?.[person]
  return { kind: 'preparer', person, orgPath: org === undefined ? [] : (paths?.[org] ?? [org]) }
}

const replacedAfter = (
  { replacedAppraisers = [], approval }: ProjectState,
  orgPath: OrgId[],
): ReplacedAppraiser[] => [...replacedAppraisers, { stage: approval.stage, orgPath }]

export const APPROVAL_EVOLVE: Evolve<ApprovalEvent> = {
  projectRegistered: (state, { title, owner, authority, track, planBasis }) => ({
    ...state,
    title,
    owner,
    authority,
    track,
    planBasis,
  }),
  authorityChanged: (state, { authority }) => ({ ...state, authority }),
  stageSubmitted: (state, event, { by }) => ({
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
        catalogCount: countCatalog(event.catalog),
        catalogMark: catalogMark(event.catalog),
        newCivilWorks: event.newCivilWorks,
      },
      receivedOn: event.receivedOn,
      ...UNTOUCHED,
    },
  }),
  supplementRequested: (state, { items, on }) => {
    const kinds = items.map(({ kind }) => kind)
    const asked = [...new Set([...state.approval.asked, ...kinds])]
    return {
      ...inApproval(state, {
        asked,
        openItems: kinds,
        askedOn: on,
        ownFault: state.approval.asked.length > 0 && items.every((item) => item.ownFault),
      }),
      status: 'supplementing',
    }
  },
  supplemented: (before, { files, digest, on, restartsCheck }, { by }) => {
    const state = withPreparer(before, by)
    const { form, receivedOn, otherGiven } = state.approval
    const others = files.flatMap((file) => (file.kind === 'other' ? [file.digest] : []))
    return {
      ...inApproval(state, {
        form: { ...form, digest, files: [...form.files, ...files] },
        openItems: [],
        otherGiven: [...otherGiven, ...others],
        receivedOn: restartsCheck ? on : receivedOn,
      }),
      status: 'submitted',
    }
  },
  catalogAmended: (state, { digest, catalog }, { by }) =>
    inApproval(withPreparer(state, by), {
      form: {
        ...state.approval.form,
        ...{ digest, catalogCount: countCatalog(catalog), catalogMark: catalogMark(catalog) },
      },
    }),
  admitted: (state, { on, workingDays }) => ({
    ...inApproval(state, { clock: startClock(on, workingDays) }),
    status: 'admitted',
  }),
  admissionDeclined: (state) => ({ ...state, status: 'declined' }),
  appraisalCommissioned: (state, { agency, on, workingDays, paths, replaces }) => ({
    ...inApproval(withParts(state, [partOf('appraiser', agency, paths)]), {
      appraisal: {
        ...{ agency, commissionedOn: on, workingDays, extendedBy: 0, report: null },
        formDigest: state.approval.form.digest,
      },
    }),
    ...(replaces ? { replacedAppraisers: replacedAfter(state, replaces) } : {}),
    status: 'appraising',
  }),
  appraisalExtended: (state, { workingDays }) => {
    const { appraisal } = state.approval
    if (!appraisal) return state
    return inApproval(state, {
      appraisal: {
        ...appraisal,
        workingDays: appraisal.workingDays + workingDays,
        extendedBy: appraisal.extendedBy + workingDays,
      },
    })
  },
  appraisalReturned: (state, _event, { by }) => withPartOf(state, 'appraiser', by),
  appraised: (before, { report, conclusion, sharingOpinion, on, formDigest }, { by }) => {
    const state = withPartOf(before, 'appraiser', by)
    const { appraisal, form } = state.approval
    if (!appraisal) return state
    const received = {
      ...{ digest: report, conclusion, hasSharingOpinion: sharingOpinion !== '', on },
      formDigest: formDigest ?? form.digest,
    }
    return { ...inApproval(state, { appraisal: { ...appraisal, report: received } }), status: 'deciding' }
  },
  clockPaused: (state, { on, reason, document }) =>
    withClock(state, (clock) => pause(clock, { from: on, reason, document })),
  clockResumed: (state, { on }) => withClock(state, (clock) => resume(clock, on)),
  decisionExtended: (state, { workingDays }) => {
    const { clock } = state.approval
    return inApproval(state, { extended: true, clock: clock && extend(clock, workingDays) })
  },
  stageApproved: (state, { type: _type, v: _v, sharingOpinion: _opinion, signedBy = [], ...approval }) => ({
    ...inApproval(state, { clock: null }),
    status: LAST_STAGES.includes(approval.stage) ? 'readyToBuild' : 'stageApproved',
    approvals: [...state.approvals, { ...approval, signedBy, files: state.approval.form.files }],
  }),
  conditionsSet: (state, { stage, conditions }) => ({
    ...state,
    conditions: {
      count: state.conditions.count + conditions.length,
      open: [
        ...state.conditions.open,
        ...conditions.map(({ number, dueOn, responsible }) => {
          return { number, stage, dueOn, responsible, evidence: null, isOverdue: false }
        }),
      ],
    },
  }),
  // Whoever shows it for the owner never accepts it for the authority.
  conditionFulfilled: (state, { number, evidence }, { by }) =>
    withCondition(withPreparer(state, by), number, (condition) => ({ ...condition, evidence })),
  conditionRejected: (state, { number, evidence }) =>
    withCondition(state, number, (condition) => ({
      ...condition,
      evidence: null,
      rejected: [...(condition.rejected ?? []), evidence],
    })),
  conditionAccepted: (state, { number }) => ({
    ...state,
    conditions: {
      ...state.conditions,
      open: state.conditions.open.filter((condition) => condition.number !== number),
    },
  }),
  // Its last day as it was in the end: a day off had moved it.
  conditionOverdue: (state, { number, dueOn }) =>
    withCondition(state, number, (condition) => ({ ...condition, dueOn, isOverdue: true })),
  decisionRevoked: afterRevocation,
  stageRefused: (state) => ({ ...inApproval(state, { clock: null }), status: 'refused' }),
  stageReturned: (state, { toStage }) => ({
    ...inApproval(state, { clock: null, stage: toStage }),
    status: 'returned',
  }),
  withdrawn: (state) => ({ ...inApproval(state, { clock: null }), status: 'withdrawn' }),
  // Overruns change nothing by themselves: no tacit approval (T9), the record and the notices say it.
  decisionOverrun: (state) => state,
  appraisalOverdue: (state) => state,
}
