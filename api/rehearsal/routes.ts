/** The rehearsal clock. These routes exist only in rehearsals and need no token. */
import { readOffset, startClockAt } from '#db/intake/world-clock.ts'
import {
  dateOf,
  type Instant,
  instant,
  isInstant,
  isPlainDate,
  msOf,
  startOfDay,
} from '#domain/values/plain-date.ts'
import { object, text } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { readAnswers } from '../contract/answers.ts'
import { invalid, Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { advanceWorld } from './advance.ts'

const body = object({ to: text(40, 'a date (its first moment in Beijing) or an instant with Z') })

const config = { isPublic: true as const }
const about = (summary: string) => ({
  tags: ['rehearsal'],
  summary,
  security: [],
  response: readAnswers('The clock.', 409),
})

export function rehearsalRoutes(app: App, services: Services): void {
  const schema = about('演练时钟 · the world’s clock')
  app.get('/v1/rehearsal/clock', { config, schema }, () => clockOf(services))
  advanceRoute(app, services)
  startDateRoute(app, services)
}

async function clockOf({ pool }: Services) {
  const now = instant(Date.now() + (await readOffset(pool)))
  return { now, today: dateOf(now) }
}

function advanceRoute(app: App, services: Services): void {
  let isAdvancing = false
  const schema = { ...about('推进时钟 · advance every case to one instant'), body }
  app.post('/v1/rehearsal/advance', { config, schema }, async (request) => {
    const target = instantOf(request.body.to)
    // Two advances at the same time would disturb each other.
    if (isAdvancing) throw conflict('时钟正在推进。', 'The clock is being advanced.')
    isAdvancing = true
    try {
      const { now } = await clockOf(services)
      if (target < now) throw conflict('时钟只能向前。', 'The clock only goes forward.')
      // The workflow of an answered act may still be running: its new timer must be set before the time moves.
      await services.dispatcher.settled()
      await advanceWorld(services, target)
    } finally {
      isAdvancing = false
    }
    return clockOf(services)
  })
}

function startDateRoute(app: App, services: Services): void {
  const schema = { ...about('设定起始日期 · where the world’s time begins'), body }
  app.post('/v1/rehearsal/start-date', { config, schema }, async (request) => {
    const offsetMs = msOf(instantOf(request.body.to)) - Date.now()
    if (!(await startClockAt(services.pool, offsetMs))) {
      throw conflict(
        '本演练中已有案件，不能再改起始日期。',
        'There are cases in this world already: its start date cannot be changed.',
      )
    }
    return clockOf(services)
  })
}

function instantOf(to: string): Instant {
  if (isPlainDate(to)) return startOfDay(to)
  if (isInstant(to)) return to
  const [en, zh] = ['must be a date or an instant with Z and milliseconds', '须为日期或带 Z 与毫秒的时刻']
  throw invalid([{ pointer: '/to', code: 'invalid-date', en, zh }])
}

const conflict = (zh: string, en: string): Problem => new Problem('state-conflict', { detail: { zh, en } })
