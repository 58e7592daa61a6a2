/** The rehearsal host of a world: works over its API, and without it where a rehearsal says so. */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { NOTICE_GROUPS, type NoticeGroup } from '#domain/case/notice.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import { ApiClient } from '../client.ts'
import type { PersonPreferences } from '../preference-notation.ts'
import { doerOf, ReferenceDirectory } from '../reference-directory.ts'
import type { Doer, WorldFacts } from '../rehearsal.ts'
import type { RehearsalHost } from '../rehearsal-host.ts'
import { sendDirectly } from './direct-act.ts'
import { untilFactsApplied } from './facts-applied.ts'
import type { Installation } from './installation.ts'
import type { MailCatcher } from './mail-catcher.ts'
import { untilDelivered } from './outbox-idle.ts'
import { tamperWith } from './tampering.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'

export interface RehearsalHostParts {
  installation: Installation
  apiUrl: string
  pool: Pool
  temporal: Client
  mails: MailCatcher
  webhooks: WebhookReceiver
}

export function createRehearsalHost({
  installation,
  apiUrl,
  pool,
  temporal,
  mails,
  webhooks,
}: RehearsalHostParts): RehearsalHost {
  const api = new ApiClient(apiUrl)
  const directory = new ReferenceDirectory()
  const { kinds } = installation
  return {
    installation,
    apiUrl,
    mails: mails.mails,
    calls: webhooks.calls,
    async prepare(starts, facts) {
      await api.post('/v1/rehearsal/start-date', { to: starts })
      await loadFacts(api, whoIs(directory, ADMINISTRATOR), facts)
    },
    async publish(facts) {
      await loadFacts(api, whoIs(directory, ADMINISTRATOR), facts)
      await untilFactsApplied(pool)
    },
    enterInRegister: (caseId, { number, since }) =>
      api.post('/v1/register-entries', { caseId, number, since }, whoIs(directory, 'chen-hao')),
    advanceTo: (at) => advance(api, at),
    sendDirectly: (route, act) => sendDirectly({ temporal, pool, kinds }, route, act),
    tamper: (caseId, tampering) => tamperWith(pool, caseId, tampering),
    settled: () => untilDelivered(pool),
  }
}

interface WorldClock {
  now: Instant
  today: PlainDate
}

/** The world's clock also runs by itself, so the moment may have passed already. */
async function advance(api: ApiClient, at: Instant): Promise<void> {
  const { now } = await api.read<WorldClock>('/v1/rehearsal/clock')
  if (now < at) await api.post('/v1/rehearsal/advance', { to: at })
}

async function loadFacts(
  api: ApiClient,
  admin: Doer,
  { calendars, policies, plans, substitutions, preferences }: WorldFacts,
): Promise<void> {
  for (const { version, years } of calendars) {
    const listed = Object.entries(years).map(([year, days]) => ({ year: Number(year), ...days }))
    await api.post('/v1/reference/calendars', { version, years: listed }, admin)
  }
  for (const policy of policies)
    await api.post('/v1/reference/policies', { ...policy, source: SOURCE }, admin)
  for (const { person, ...substitution } of substitutions) {
    await api.post('/v1/substitutions', { ...substitution, reason: SOURCE }, person)
  }
  for (const plan of plans) await api.post('/v1/reference/plans', plan, admin)
  for (const one of preferences) await setPreferences(api, one)
}

/** Sets them over the API, as the person. */
async function setPreferences(
  api: ApiClient,
  { person, preferences: { muted, ...rest } }: PersonPreferences,
): Promise<void> {
  const groups = Object.keys(NOTICE_GROUPS) as NoticeGroup[]
  const mail = Object.fromEntries(groups.map((group) => [group, !muted.includes(group)]))
  const doer = doerOf(person)
  if (doer) await api.put('/v1/me/notifications', { ...rest, channels: { mail } }, doer)
}

const SOURCE = 'the rehearsal'
const ADMINISTRATOR = 'shi-yan'

function whoIs(directory: ReferenceDirectory, id: string): Doer {
  const person = directory.find(id)
  const doer = person && doerOf(person)
  if (!doer) throw new Error(`${id} is not in the reference data`)
  return doer
}
