/**
 * A world: its own database and Temporal namespace on running servers, its own worker and API in this process,
 * its own clock, documents, mail server and webhook receiver. Worlds run side by side and never see each other.
 */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { Stack } from '#stack/stack.ts'
import { type Config, configFrom } from '#wire/config.ts'
import type { RehearsalHost } from './rehearsal-host.ts'
import { allOf, CleanupStack } from './world/cleanup-stack.ts'
import { createRehearsalHost } from './world/create-rehearsal-host.ts'
import { runApi, runWorker } from './world/hosting.ts'
import { type Installation, WHOLE } from './world/installation.ts'
import { catchMails, type MailCatcher } from './world/mail-catcher.ts'
import { openDatabase } from './world/own-database.ts'
import { openFolder } from './world/own-folder.ts'
import { openNamespace } from './world/own-namespace.ts'
import { receiveWebhooks, type WebhookReceiver } from './world/webhook-receiver.ts'

export interface WorldOptions {
  /** The servers: a stack, or what a test run was given. */
  stack: Pick<Stack, 'adminDatabaseUrl' | 'temporalAddress' | 'temporalUiUrl'>
  /** Of the database and of the namespace: lower-case letters, digits, `_`; unique on the servers. */
  name: string
  /** What it hosts; everything that this program knows by default. */
  installation?: Installation
  /** Port of the API; a free one by default. */
  apiPort?: number
  /** 0: every task replays its case from the start, as after the loss of a worker. */
  maxCachedWorkflows?: number
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export interface World extends RehearsalHost {
  readonly name: string
  readonly databaseUrl: string
  readonly pool: Pool
  readonly temporal: Client
  /** Ends the world and forgets everything in it. */
  close(): Promise<void>
}

const NAME = /^[a-z][a-z0-9_]{0,50}$/

/** Ready for acts when it resolves; closes what it opened when something fails on the way. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { stack, name, installation = WHOLE } = options
  if (!NAME.test(name)) throw new Error(`a world cannot be called ${JSON.stringify(name)}`)
  const opened = new CleanupStack()
  try {
    const [database, namespace, folder, mails, webhooks] = await allOf([
      opened.keep(openDatabase(stack.adminDatabaseUrl, name, installation.kinds), (part) => part.drop()),
      opened.keep(openNamespace(stack.temporalAddress, name), (part) => part.drop()),
      opened.keep(openFolder(), (part) => part.drop()),
      opened.keep(catchMails(), (part) => part.close()),
      opened.keep(receiveWebhooks(), (part) => part.close()),
    ])
    const config = configOf(options, {
      ...{ databaseUrl: database.url, documents: folder.path, mails, webhooks },
    })
    const { pool } = database
    const { temporal } = namespace
    const { maxCachedWorkflows } = options
    const worker = runWorker(config, pool, {
      installation,
      ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    })
    await opened.keep(worker, (part) => part.stop())
    const api = await opened.keep(runApi(config, { pool, temporal, installation }), (part) => part.stop())
    const host = createRehearsalHost({ installation, apiUrl: api.url, pool, temporal, mails, webhooks })
    return { ...host, name, databaseUrl: database.url, pool, temporal, close: () => opened.close() }
  } catch (error) {
    await opened.close()
    throw error
  }
}

interface Parts {
  databaseUrl: string
  /** Where the content of documents lies. */
  documents: string
  mails: MailCatcher
  webhooks: WebhookReceiver
}

function configOf(
  { stack, name, apiPort = 0, logLevel = 'silent' }: WorldOptions,
  { databaseUrl, documents, mails, webhooks }: Parts,
): Config {
  return configFrom({
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: name,
    TEMPORAL_UI_URL: stack.temporalUiUrl,
    API_PORT: String(apiPort),
    REHEARSAL: '1',
    DEV_ISSUER: '1',
    DOCUMENTS_FOLDER: documents,
    SMTP_URL: mails.url,
    WEBHOOK_URL: webhooks.url,
    WEBHOOK_SECRET: webhooks.secret,
    LOG_LEVEL: logLevel,
  })
}
