/** Loads calendars, policies, plans, and entries of the systems register. */

import { importPlan } from '#db/intake/plan-import.ts'
import {
  type Added,
  addCalendar,
  addPolicy,
  addRegisterEntry,
  policyBase,
  VERSION_BYTES_MAX,
  valuesOfPolicy,
} from '#db/intake/reference-versions.ts'
import { planShape } from '#domain/case/national-plan.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { changedValues, type EnginePolicy, type PolicyChange } from '#domain/engine/policy.ts'
import { type Panel, panelProblems } from '#domain/review/panels.ts'
import { identifierKey } from '#domain/values/identifier.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import { REFERENCE_ROLES } from '../access.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf, mustBe } from '../auth/caller.ts'
import { createdAnswers } from '../contract/answers.ts'
import { assertReferencesExist } from '../input/references.ts'
import { invalid, Problem } from '../problem.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'
import { broadcastToOpenCases } from './facts-changed.ts'
import { calendarShape, type GivenPolicy, policyShapeOf, registerEntryShape } from './reference-shapes.ts'

const about = (summary: string) => ({
  tags: ['reference'],
  summary,
  response: createdAnswers('Loaded; `informed` open cases were signalled and plan their dates again.', 409),
})

export function referenceRoutes(app: App, services: Services): void {
  const { pool } = services
  const description =
    'The given years replace the same years of the latest calendar; all other years stay as they are.'
  app.post(
    '/v1/reference/calendars',
    { schema: { ...about('发布工作日历 · a new working calendar'), description, body: calendarShape } },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, ...REFERENCE_ROLES)
      const { version, years, effectiveAt = null } = request.body
      const byYear = Object.fromEntries(years.map(({ year, ...rest }) => [String(year), rest]))
      const calendar = { version, years: byYear, effectiveAt: effectiveAt as Instant | null }
      mustBeNew(await addCalendar(pool, calendar, caller.now))
      reply.code(201)
      return { version, ...(await broadcastToOpenCases(services, dateOf(caller.now))) }
    },
  )
  policyRoute(app, services)
  planRoute(app, services)
  registerRoute(app, services)
}

function policyRoute(app: App, services: Services): void {
  const { pool, kinds } = services
  const policyShape = policyShapeOf(kinds)
  const description =
    'Values that are left out are taken from the policy before it. If that policy does not apply to running cases and ' +
    'the new one does, it must give every value, because running cases have followed an earlier policy.'
  app.post(
    '/v1/reference/policies',
    { schema: { ...about('发布政策版本 · a new version of the policy'), description, body: policyShape } },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, ...REFERENCE_ROLES)
      const { version } = request.body
      await assertReferencesExist(services, caller, policyShape, request.body)
      mustMakeSense(request.body.values)
      mustBeRoot(caller, request.body.values)
      const values = await valuesFor(services, request.body)
      mustBeNew(await addPolicy(pool, { ...request.body, values }))
      reply.code(201)
      return { version, ...(await broadcastToOpenCases(services, dateOf(caller.now))) }
    },
  )
}

/** All values of the new version. Throws a Problem when values are missing that an earlier version cannot give. */
async function valuesFor({ pool, kinds }: Services, given: GivenPolicy): Promise<EnginePolicy> {
  const known = await valuesOfPolicy(pool, given.version)
  if (known) return changedValues(known, given.values)
  const base = (await policyBase(pool, given)) ?? { values: kinds.firstPolicy.values, isForAll: true }
  if (given.appliesToRunningCases && !base.isForAll) mustBeWhole(kinds, given.values)
  return changedValues(base.values, given.values)
}

/** Refuses panels that could never decide when they are loaded, not when a case needs them. */
function mustMakeSense({ panels = {} }: PolicyChange): void {
  const problems = Object.entries(panels).flatMap(([step, panel]) =>
    panelProblems(panel as Panel).map(({ pointer, en, zh }) => {
      return { pointer: `/values/panels/${step}${pointer}`, code: 'invalid-value' as const, en, zh }
    }),
  )
  if (problems.length > 0) throw invalid(problems)
}

/** An authority must be a department, not one of its bureaus: the people who decide are in its bureaus. */
function mustBeRoot({ directory }: Caller, { planningAuthority }: PolicyChange): void {
  if (planningAuthority === undefined || !directory.orgs.get(planningAuthority)?.parent) return
  const [en, zh] = ['is a bureau: name the department', '是内设机构：请填写其所属部门']
  throw invalid([{ pointer: '/values/planningAuthority', code: 'invalid-value', en, zh }])
}

function mustBeWhole({ firstPolicy }: Kinds, values: PolicyChange): void {
  const missing = Object.keys(firstPolicy.values).filter((name) => !Object.hasOwn(values, name))
  if (missing.length === 0) return
  const [en, zh] = ['is required: the policy before spared running cases', '必填：前一版本不适用于在办案件']
  throw invalid(missing.map((name) => ({ pointer: `/values/${name}`, code: 'missing-field', en, zh })))
}

function planRoute(app: App, services: Services): void {
  app.post(
    '/v1/reference/plans',
    {
      schema: {
        ...about('录入规划版本 · a version of the national plan that was approved elsewhere'),
        body: planShape,
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, ...REFERENCE_ROLES)
      await assertReferencesExist(services, caller, planShape, request.body)
      mustDiffer(request.body.items)
      mustBeNew(await importPlan(services.pool, request.body, { by: caller.actor, now: caller.now }))
      reply.code(201)
      // The track is decided once, at the first submission, so running cases need not be signalled.
      return { version: request.body.version, informed: 0, isComplete: true }
    },
  )
}

/** Item numbers must differ after normalisation, because acts refer to items by number. */
function mustDiffer(items: readonly { id: string }[]): void {
  const keys = items.map(({ id }) => identifierKey(id))
  const problems = keys.flatMap((key, index) => {
    if (keys.indexOf(key) === index) return []
    const first = `/items/${keys.indexOf(key)}/id`
    const [en, zh] = [`is the same as ${first}`, `与 ${first} 相同`]
    return [{ pointer: `/items/${index}/id`, code: 'invalid-value' as const, en, zh }]
  })
  if (problems.length > 0) throw invalid(problems)
}

function registerRoute(app: App, { pool, views, kinds }: Services): void {
  app.post(
    '/v1/register-entries',
    {
      schema: { ...about('登记总目录 · enter a system into the systems register'), body: registerEntryShape },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, 'approver')
      const { number, since } = request.body
      const caseId = request.body.caseId as CaseId
      const restsOnIt = kinds.find(caseId)?.facts.includes('registerEntry')
      if (!restsOnIt || !(await views.sees(caseId, viewerOf(caller)))) {
        const [en, zh] = ['is no case that has a system in the register', '不是可登记系统的案件']
        throw invalid([{ pointer: '/caseId', code: 'invalid-value', en, zh }])
      }
      mustBeNew(await addRegisterEntry(pool, caseId, { number, since, enteredOn: dateOf(caller.now) }))
      reply.code(201)
      return { caseId, number, since }
    },
  )
}

const CONFLICTS = {
  other: {
    zh: '该版本已有不同内容；更正须用新版本。',
    en: 'This version exists with other content; a correction needs a new version.',
  },
  earlier: {
    zh: '已有更晚生效的日历，其中没有本次内容；请使本版本不早于其生效。',
    en: 'A loaded calendar without these years comes into force later; let this calendar come into force on the same day or later.',
  },
  underWay: {
    zh: '该规划正在本系统内起草或调整，或已办结，不再录入版本。',
    en: 'This plan is being drafted or amended here, or is closed: no version of it is loaded.',
  },
}

const TOO_LARGE = {
  zh: `该版本超过 ${VERSION_BYTES_MAX} 字节：适用它的每个案件都要携带其全文，请缩减。`,
  en: `This version has more than ${VERSION_BYTES_MAX} bytes, and every case that follows it stores it: shorten it.`,
}

/** Loading the same version again is allowed: open cases that were not signalled yet are signalled then. */
function mustBeNew(added: Added): void {
  if (added === 'added' || added === 'same') return
  if (added === 'tooLarge') throw new Problem('payload-too-large', { detail: TOO_LARGE })
  throw new Problem('state-conflict', { detail: CONFLICTS[added] })
}
