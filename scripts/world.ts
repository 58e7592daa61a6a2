/**
 * A world: its own database and Temporal namespace on running servers, its own worker and API in this process,
 * its own clock, mail server and webhook receiver. Worlds run side by side and never see each other.
 */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { configFrom } from '#wire/config.ts'
import type { Stage } from './rehearsal/stage.ts'
import type { Stack } from './stack/stack.ts'
import { runApi, runWorker } from './world/hosting.ts'
import { catchMails } from './world/mail-catcher.ts'
import { openDatabase } from './world/own-database.ts'
import { openNamespace } from './world/own-namespace.ts'
import { rehearsalStage } from './world/rehearsal-stage.ts'
import { receiveWebhooks } from './world/webhook-receiver.ts'

export interface WorldOptions {
  /** The servers: a stack, or what a test run was given. */
  stack: Pick<Stack, 'adminDatabaseUrl' | 'temporalAddress' | 'temporalUiUrl'>
  /** Of the database and of the namespace: lower-case letters, digits, `_`; unique on the servers. */
  name: string
  /** Port of the API; a free one by default. */
  apiPort?: number
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export interface World extends Stage {
  readonly name: string
  readonly databaseUrl: string
  readonly pool: Pool
  readonly temporal: Client
  /** Ends the world and forgets everything in it. */
  close(): Promise<void>
}

/** Ready for acts when it resolves; closes what it opened when something fails on the way. */
export async function openWorld({
  stack,
  name,
  apiPort = 0,
  logLevel = 'silent',
}: WorldOptions): Promise<World> {
  const opened: (() => Promise<void>)[] = []
  const keep = async <T>(part: Promise<T>, end: (part: T) => Promise<void>): Promise<T> => {
    const value = await part
    opened.push(() => end(value))
    return value
  }
  // In the reverse order of opening: the API, the worker, then what they rest on.
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).toReversed()) await end()
  }
  try {
    const [database, namespace, mails, webhooks] = await allOf([
      keep(openDatabase(stack.adminDatabaseUrl, name), (part) => part.drop()),
      keep(openNamespace(stack.temporalAddress, name), (part) => part.drop()),
      keep(catchMails(), (part) => part.close()),
      keep(receiveWebhooks(), (part) => part.close()),
    ])
    const config = configFrom({
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: stack.temporalAddress,
      TEMPORAL_NAMESPACE: name,
      ...(stack.temporalUiUrl ? { TEMPORAL_UI_URL: stack.temporalUiUrl } : {}),
      API_PORT: String(apiPort),
      REHEARSAL: '1',
      DEV_ISSUER: '1',
      SMTP_URL: mails.url,
      WEBHOOK_URL: webhooks.url,
      WEBHOOK_SECRET: webhooks.secret,
      LOG_LEVEL: logLevel,
    })
    const { pool } = database
    await keep(runWorker(config, pool), (part) => part.stop())
    const api = await keep(runApi(config, pool, namespace.temporal), (part) => part.stop())
    const stage = rehearsalStage({ apiUrl: api.url, pool, temporal: namespace.temporal, mails, webhooks })
    return { ...stage, name, databaseUrl: database.url, pool, temporal: namespace.temporal, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Like Promise.all, but when one fails the others are waited for, so that they can be closed. */
async function allOf<T extends readonly Promise<unknown>[]>(parts: readonly [...T]) {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}
