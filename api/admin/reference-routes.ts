/** New calendars, policies, plans, and entries in the systems register. */
import {
  type Added,
  addCalendar,
  addPlan,
  addPolicy,
  addRegisterEntry,
  latestPolicyValues,
} from '#db/intake/reference-versions.ts'
import type { Calendar } from '#domain/calendar.ts'
import { type ProjectId, projectCaseId } from '#domain/ids.ts'
import { dateOf, type Instant } from '#domain/plain-date.ts'
import { changedValues, POLICY_V1 } from '#domain/policy.ts'
import { REFERENCE_ROLES } from '../access.ts'
import type { App } from '../app-type.ts'
import { callerOf, mustBe } from '../auth/caller.ts'
import { createdAnswers } from '../contract/answers.ts'
import { invalid, Problem } from '../problem.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'
import { tellOpenCases } from './facts-changed.ts'
import { calendarShape, planShape, policyShape, registerEntryShape } from './reference-shapes.ts'

const about = (summary: string) => ({
  tags: ['reference'],
  summary,
  response: createdAnswers('Loaded; `informed` open cases are planning anew.', 409),
})

export function referenceRoutes(app: App, services: Services): void {
  const { pool } = services
  app.post(
    '/v1/reference/calendars',
    { schema: { ...about('发布工作日历 · a new working calendar'), body: calendarShape } },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, ...REFERENCE_ROLES)
      const { version, years, effectiveAt = caller.now } = request.body
      const byYear = years.map(({ year, ...rest }) => [String(year), rest])
      const calendar: Calendar = { version, years: Object.fromEntries(byYear) }
      mustBeNew(await addCalendar(pool, calendar, effectiveAt as Instant))
      reply.code(201)
      const applies = effectiveAt <= caller.now
      return { version, ...(await told(services, applies, { cause: 'calendar', version })) }
    },
  )
  policyRoute(app, services)
  planRoute(app, services)
  registerRoute(app, services)
}

function policyRoute(app: App, services: Services): void {
  const { pool } = services
  app.post(
    '/v1/reference/policies',
    { schema: { ...about('发布政策版本 · a new version of the policy'), body: policyShape } },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, ...REFERENCE_ROLES)
      const { values: changed, source, ...rest } = request.body
      const values = changedValues((await latestPolicyValues(pool)) ?? POLICY_V1.values, changed)
      mustBeNew(await addPolicy(pool, { ...rest, values }, source))
      reply.code(201)
      const { version, effectiveFrom, appliesToRunningCases } = rest
      const applies = appliesToRunningCases && effectiveFrom <= dateOf(caller.now)
      return { version, ...(await told(services, applies, { cause: 'policy', version })) }
    },
  )
}

function planRoute(app: App, { pool }: Services): void {
  app.post(
    '/v1/reference/plans',
    { schema: { ...about('发布规划版本 · a new version of the national plan'), body: planShape } },
    async (request, reply) => {
      mustBe(callerOf(request), ...REFERENCE_ROLES)
      mustBeNew(await addPlan(pool, request.body))
      reply.code(201)
      // A track is judged once, on the first submission: running cases are not touched.
      return { version: request.body.version, informed: 0, isComplete: true }
    },
  )
}

function registerRoute(app: App, { pool, views }: Services): void {
  app.post(
    '/v1/register-entries',
    {
      schema: { ...about('登记总目录 · enter a system into the systems register'), body: registerEntryShape },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      mustBe(caller, 'approver')
      const { projectId, number, since } = request.body
      const caseId = projectCaseId(projectId as ProjectId)
      if (!(await views.sees(caseId, viewerOf(caller)))) {
        const [en, zh] = ['is not a project', '不是有效的项目']
        throw invalid([{ pointer: '/projectId', code: 'invalid-value', en, zh }])
      }
      mustBeNew(await addRegisterEntry(pool, caseId, { number, since }))
      reply.code(201)
      return { projectId, number, since }
    },
  )
}

const told = (
  services: Services,
  applies: boolean,
  change: { cause: 'calendar' | 'policy'; version: string },
) => (applies ? tellOpenCases(services, change) : { informed: 0, isComplete: true })

/** Loading the same again is fine: open cases that were not told yet are told then. */
function mustBeNew(added: Added): void {
  if (added !== 'other') return
  throw new Problem('state-conflict', {
    detail: {
      zh: '该版本已有不同内容；更正须用新版本。',
      en: 'This version exists with other content; a correction needs a new version.',
    },
  })
}
