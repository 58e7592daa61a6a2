/** Whether this process is alive, and whether it should get work. */
import { databaseProblem } from '#db/intake/readiness.ts'
import type { App } from '../app-type.ts'
import type { Services } from '../services.ts'
import { within } from './within.ts'

const POSTGRES_MS = 500
const TEMPORAL_MS = 1_000
const DOCUMENTS_MS = 1_000

export interface Health {
  /** This process is about to end and takes no more work. */
  isDraining: boolean
}

const config = { isPublic: true as const }
const about = (summary: string) => ({ tags: ['operations'], summary, security: [] })

export function healthRoutes(app: App, services: Services, health: Health): void {
  app.get('/livez', { config, schema: about('存活 · the process runs') }, async () => ({ status: 'alive' }))
  app.get('/readyz', { config, schema: about('就绪 · it can take work') }, async (_request, reply) => {
    const [postgres, temporal, documents] = await Promise.all([
      checkPostgres(services),
      checkTemporal(services),
      checkDocuments(services),
    ])
    const isReady = postgres === 'ok' && !health.isDraining
    reply.code(isReady ? 200 : 503)
    // Without Temporal, people can still read, and their acts are stored. Without the documents, acts are still possible. So: degraded.
    const status = health.isDraining
      ? 'draining'
      : !isReady
        ? 'unready'
        : temporal === 'ok' && documents === 'ok'
          ? 'ready'
          : 'degraded'
    return { status, postgres, temporal, documents }
  })
}

async function checkPostgres({ pool }: Services): Promise<string> {
  const problem = await within(POSTGRES_MS, databaseProblem(pool))
  return problem === undefined ? 'no answer' : (problem ?? 'ok')
}

async function checkTemporal({ temporal }: Services): Promise<string> {
  const answer = await within(
    TEMPORAL_MS,
    temporal.withDeadline(Date.now() + TEMPORAL_MS, () => temporal.workflowService.getSystemInfo({})),
  )
  return answer ? 'ok' : 'no answer'
}

async function checkDocuments({ blobs }: Services): Promise<string> {
  return (await within(DOCUMENTS_MS, blobs.check())) ?? 'no answer'
}
