/**
 * The environment in which the demo runs. On a fresh checkout that is the stack's own world, so that the commands of the README find the
 * project. Its clock cannot be set back: if the demo ran there before, or if the stack of another process is running, the demo uses a new
 * world.
 */
import { randomUUID } from 'node:crypto'
import { Client } from '@temporalio/client'
import { connect } from '#db/connect.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import type { RehearsalHost } from '#rehearsal/rehearsal-host.ts'
import { createRehearsalHost } from '#rehearsal/world/create-rehearsal-host.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
import { catchMails, type MailCatcher } from '#rehearsal/world/mail-catcher.ts'
import { receiveWebhooks, type WebhookReceiver } from '#rehearsal/world/webhook-receiver.ts'
import { openWorld } from '#rehearsal/world.ts'
import { NAMESPACE } from '#stack/addresses.ts'
import { developmentEnv } from '#stack/development.ts'
import { isRunning, type Stack, startStack } from '#stack/stack.ts'
import { connectTemporal } from '#wire/connection.ts'

const DATABASE = 'tongchou'

export interface DemoEnvironment {
  host: RehearsalHost
  /** The Temporal namespace of the demo's case. */
  namespace: string
  temporalUiUrl: string
  /** Why the demo does not use the stack's own world; null when it does. */
  ownWorld: string | null
  /** This process started the stack: on Ctrl-C the launcher ends the stack and the process. */
  endsOnSignals: boolean
  /** Ends what the demo started. */
  close(): Promise<void>
}

export async function openDemoEnvironment(root: string, starts: PlainDate): Promise<DemoEnvironment> {
  if (isRunning(root)) {
    const stack = await startStack({ root, processes: 'servers' })
    return ownWorld(stack, 'the stack was running already', async () => undefined)
  }
  const [mails, webhooks] = await Promise.all([catchMails(), receiveWebhooks()])
  const closeCatchers = async (): Promise<void> => {
    await Promise.all([mails.close(), webhooks.close()])
  }
  try {
    const stack = await startStack({ root, processes: 'all', env: environment(mails, webhooks) })
    const close = async (): Promise<void> => {
      await stack.stop()
      await closeCatchers()
    }
    if (await isFresh(stack, starts)) return stacksWorld(stack, { mails, webhooks, close })
    return await ownWorld(stack, 'something has happened in the stack’s own world before', close)
  } catch (error) {
    await closeCatchers()
    throw error
  }
}

/** The stack's worker sends its mails and webhooks to this process. */
const environment = (mails: MailCatcher, webhooks: WebhookReceiver): NodeJS.ProcessEnv => ({
  ...developmentEnv(process.env),
  SMTP_URL: mails.url,
  WEBHOOK_URL: webhooks.url,
  WEBHOOK_SECRET: webhooks.secret,
})

/** Whether nothing has happened in the world yet: only then a start date can be set. */
async function isFresh({ apiUrl }: Stack, starts: PlainDate): Promise<boolean> {
  const response = await fetch(`${apiUrl}/v1/rehearsal/start-date`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to: starts }),
  })
  await response.body?.cancel()
  if (response.status === 409) return false
  if (!response.ok) throw new Error(`the rehearsal clock answered ${response.status}`)
  return true
}

interface Given {
  mails: MailCatcher
  webhooks: WebhookReceiver
  close(): Promise<void>
}

async function stacksWorld(stack: Stack, { mails, webhooks, close }: Given): Promise<DemoEnvironment> {
  const pool = connect(stack.databaseUrl(databaseName()), { max: 4 })
  const connection = await connectTemporal(stack.temporalAddress)
  const namespace = process.env.TEMPORAL_NAMESPACE || NAMESPACE
  const temporal = new Client({ connection, namespace })
  return {
    host: createRehearsalHost({ installation: WHOLE, apiUrl: stack.apiUrl, pool, temporal, mails, webhooks }),
    namespace,
    temporalUiUrl: stack.temporalUiUrl,
    ownWorld: null,
    endsOnSignals: true,
    async close() {
      await connection.close()
      await pool.end()
      await close()
    },
  }
}

/** The same database that the launcher uses: from DATABASE_URL, or the default. */
function databaseName(): string {
  const given = process.env.DATABASE_URL
  return (given && decodeURIComponent(new URL(given).pathname.slice(1))) || DATABASE
}

async function ownWorld(stack: Stack, why: string, close: () => Promise<void>): Promise<DemoEnvironment> {
  const name = `demo_${randomUUID().slice(0, 8)}`
  const world = await openWorld({ stack, name, logLevel: 'error' })
  return {
    host: world,
    namespace: name,
    temporalUiUrl: stack.temporalUiUrl,
    ownWorld: why,
    endsOnSignals: !stack.isAttached,
    async close() {
      await world.close()
      await close()
    },
  }
}
